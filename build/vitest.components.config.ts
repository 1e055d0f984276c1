import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './chromium-host/find-browser.mjs';
import { sampleCouncil } from './playground/sample-council.ts';

const root = new URL('..', import.meta.url).pathname;

/** The components of the window, each in its states, in an installed Chromium: real layout, keyboard and focus. */
export default defineConfig({
  root,
  plugins: [react(), sampleCouncil()],
  cacheDir: `${root}node_modules/.cache/components`,
  optimizeDeps: {
    include: [
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'radix-ui',
      'lucide-react',
      'zustand',
      'zod',
      'wouter',
      'chart.js',
      'axe-core',
      'vitest-browser-react',
    ],
  },
  test: {
    name: 'components',
    include: ['tests/components/**/*.test.tsx'],
    testTimeout: 30_000,
    attachmentsDir: `${root}tests/artefacts/components`,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: true,
      viewport: { width: 900, height: 700 },
      provider: playwright({
        launchOptions: {
          executablePath: findBrowser() ?? 'chromium',
          args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        },
        contextOptions: { locale: 'en-GB', reducedMotion: 'reduce' },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
