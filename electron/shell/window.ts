import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { WindowState } from './window-state.ts';

/** Every window has exactly these; tests hold a copy, so that a change is seen. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    // The checker fetches its dictionaries from the network.
    spellcheck: false,
    disableDialogs: true,
  };
}

export function windowOptions(preload: string, state: WindowState): BrowserWindowConstructorOptions {
  const { x, y, width, height } = state;
  return {
    ...(x === null || y === null ? {} : { x, y }),
    width,
    height,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Outturn',
    backgroundColor: '#ffffff',
    webPreferences: webPreferences(preload),
  };
}
