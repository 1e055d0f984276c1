import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { sampleCouncil } from './sample-council.ts';

/**
 * `npm run playground`: every component of the window in each of its states, from the state files that the tests use, on a
 * page of this computer alone. `--port N` for another port.
 */
const at = process.argv.indexOf('--port');
const root = new URL('../..', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');
const server = await createServer({
  configFile: false,
  root: `${root}build/playground`,
  cacheDir: `${root}node_modules/.cache/playground`,
  plugins: [react(), sampleCouncil()],
  server: { host: '127.0.0.1', port: at > 0 ? Number(process.argv[at + 1]) : 5180, fs: { allow: [root] } },
});
await server.listen();
server.printUrls();
