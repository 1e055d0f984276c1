import { defineConfig } from 'vitest/config';

/** Unit tests mirror the source tree; integration uses real SQLite, real files and real servers. */
const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    // Vitest keeps one processor back unless told: on a machine of two, half the machine.
    maxWorkers: '100%',
    projects: ['unit', 'integration', 'e2e', 'soak'].map((name) => ({
      root,
      // No test may reach Electron's package: requiring it starts a download. Properties are drawn from a set seed.
      resolve: {
        alias: {
          electron: `${root}tests/electron-alias.ts`,
          'fast-check': `${root}tests/support/properties.ts`,
        },
      },
      test: {
        name,
        include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`],
        testTimeout: name === 'e2e' ? 120_000 : name === 'soak' ? 7_200_000 : name === 'integration' ? 60_000 : 20_000,
        hookTimeout: 120_000,
        // A window is several processes: one at a time is as fast on two processors, and steadier.
        ...(name === 'e2e' ? { fileParallelism: false, setupFiles: [`${root}tests/e2e/setup.ts`] } : {}),
      },
    })),
  },
});
