/** The Vite configuration of each bundle. The four of Node are CommonJS: a sandboxed preload must be. */
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { nonceMark } from '../electron/shell/nonce-mark.ts';

const root = resolve(import.meta.dirname, '..');

/** Only these stay outside the bundles; `dependencies` in package.json lists the one that is not Electron itself. */
const external = ['electron', 'better-sqlite3-multiple-ciphers'];

/** Entries whose file has a longer name than their bundle. */
const entries = { services: 'services-thread.ts' };

/** The folder of the parts of a bundle that is loaded piece by piece. */
const partFolders = { cli: 'command-parts', services: 'service-parts', worker: 'worker-parts' };

export async function buildTarget(name, outDir) {
  if (name === 'renderer') return buildRenderer(outDir);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: name === 'preload' ? [namesOnly()] : [],
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: join(root, 'electron', entries[name] ?? `${name}.ts`),
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        output: {
          format: 'cjs',
          entryFileNames: `${name}.cjs`,
          // A command loads only what it needs: half its time would go on reading the libraries of the others.
          ...(partFolders[name]
            ? { chunkFileNames: `${partFolders[name]}/[name]-[hash].cjs` }
            : { codeSplitting: false }),
        },
      },
    },
  });
}

async function buildRenderer(outDir) {
  await build({
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    // Vite writes it into the page as a meta element; the protocol handler puts a fresh nonce in its place every time.
    html: { cspNonce: nonceMark },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      minify: true,
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      // Data addresses are allowed for pictures only: fonts and styles stay files.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}

/**
 * The preload needs the names of the methods, not their schemas: shared/api.ts is evaluated now and only its
 * `methodNames` and `channel` go into the bundle, without the validation library (and its probe for `eval`).
 */
function namesOnly() {
  const path = join(root, 'shared', 'api.ts');
  return {
    name: 'outturn:names-only',
    enforce: 'pre',
    async load(id) {
      if (id !== path) return null;
      const { methodNames, channel } = await import(path);
      return `export const methodNames = ${JSON.stringify(methodNames)};\nexport const channel = ${JSON.stringify(channel)};\n`;
    },
  };
}
