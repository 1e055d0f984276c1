/** The import table of docs/house.md §3, and nothing else. `build/layers.mjs` runs it and asserts that it saw the house. */
const own = '^(shared|db|electron|renderer|build|tests)/';
const only = (name, from, allowed, fromNot) => ({
  name,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  to: { pathNot: allowed },
});
const packages = (...names) => names.map((name) => `^node_modules/${name}(/|$)`);
const node =
  '^(node:)?(assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|stream|string_decoder|timers|tls|url|util|v8|vm|worker_threads|zlib|readline|dns)(/|$)';

module.exports = {
  forbidden: [
    only('shared-is-pure', '^shared/', [
      '^shared/',
      ...packages('zod', 'pure-rand', 'yalps', 'libphonenumber-js', 'd3-scale', '@types/d3-scale'),
    ]),
    only('db-knows-shared-and-sqlite', '^db/', [
      '^db/',
      '^shared/',
      node,
      ...packages('better-sqlite3-multiple-ciphers', 'kysely'),
    ]),
    only('services-know-no-window', '^electron/services/', [
      '^electron/services/',
      '^shared/',
      '^db/',
      node,
      ...packages(
        'csv-parse',
        'csv-stringify',
        '@e965/xlsx',
        'saxes',
        '@cj-tech-master/excelts',
        'commander',
        'zod',
        'kysely',
        'pdfkit',
        '@types/pdfkit',
        'docx',
        'webdav',
        'pg',
        '@types/pg',
        'pg-boss',
        'docx',
        'chokidar',
        'aws4fetch',
        'fflate',
        '@resvg/resvg-wasm',
      ),
    ]),
    only('cli-knows-services', '^electron/cli\\.ts$', [
      '^electron/services/',
      '^shared/',
      '^db/',
      node,
      ...packages('commander'),
    ]),
    only('worker-knows-services', '^electron/(worker|services-thread)\\.ts$', [
      '^electron/services/',
      '^shared/',
      node,
      ...packages('comlink'),
    ]),
    only('shell-may-know-electron', '^electron/(shell/|main\\.ts$|preload\\.ts$)', [
      '^electron/(shell|services)/',
      '^shared/',
      '^db/',
      node,
      ...packages('electron', 'comlink'),
    ]),
    only('renderer-knows-shared-and-react', '^renderer/', [
      '^renderer/',
      '^shared/',
      ...packages(
        'react',
        'react-dom',
        '@types/react',
        '@types/react-dom',
        'ag-grid-community',
        'ag-grid-react',
        'chart.js',
        'radix-ui',
        '@radix-ui',
        'react-aria-components',
        'zustand',
        'wouter',
        'lucide-react',
        '@fontsource-variable',
        'zod',
        '@tanstack',
        'vite',
      ),
    ]),
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(shared|db|electron|renderer)/' },
      to: { path: '^(tests|build)/' },
    },
    {
      name: 'components-know-no-screens',
      severity: 'error',
      from: { path: '^renderer/(components|state)/' },
      to: { path: '^renderer/(screens|frame)/' },
    },
    {
      name: 'services-know-no-handlers',
      severity: 'error',
      from: { path: '^electron/services/', pathNot: '^electron/services/(handlers|boundary)/' },
      to: { path: '^electron/services/handlers/' },
    },
    {
      // What two commands need lies beside them, in a file of its own.
      name: 'commands-know-no-commands',
      severity: 'error',
      from: { path: '-command\\.ts$' },
      to: { path: '^electron/services/command-line/.*-command\\.ts$' },
    },
    {
      name: 'history-knows-no-levers',
      severity: 'error',
      from: { path: '^shared/demand/(history|movement)/' },
      to: { path: '^shared/demand/(levers|simulation|backtest)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: own },
      // Of types too: a circle of types is a file that cannot be read without the other.
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.css$|\\.json$|^dist/|\\?raw$|\\?url$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'renderer/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
