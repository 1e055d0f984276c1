import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chrome, Chromium and Edge are installed, best first, on each platform. */
function places(platform, environment) {
  if (platform === 'win32') {
    const roots = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA];
    const programs = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ];
    return programs.flatMap((program) => roots.filter(Boolean).map((root) => join(root, ...program)));
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge'];
  return [...folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)), '/opt/google/chrome/chrome'];
}

/** Path of an installed Chrome, Chromium or Edge, or null. OUTTURN_BROWSER names another one. */
export function findBrowser(platform = process.platform, environment = process.env, exists = existsSync) {
  return (
    [environment.OUTTURN_BROWSER ?? '', ...places(platform, environment)].find((path) => path && exists(path)) ?? null
  );
}
