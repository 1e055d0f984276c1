import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownEvents } from './strict.mjs';

const events = [
  'web-contents-created',
  'second-instance',
  'open-file',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
];

/** Electron's `app`: ready after main has run, quits as Electron does — windows first, then will-quit, then out. */
export function createApp(host) {
  let ready;
  const whenReady = new Promise((done) => {
    ready = done;
  });
  let leave;
  const exited = new Promise((done) => {
    leave = done;
  });
  let gone = false;

  class App extends KnownEvents {
    isPackaged = false;
    exited = exited;
    constructor() {
      super('app', events);
    }
    becomeReady() {
      setImmediate(() => ready());
    }
    whenReady() {
      return whenReady;
    }
    enableSandbox() {
      host.sandbox = true;
    }
    /** The browser is open before the application speaks: host.mjs gives it its switches. */
    commandLine = { appendSwitch() {} };
    requestSingleInstanceLock() {
      return true;
    }
    getVersion() {
      return host.manifest.version;
    }
    getName() {
      return host.manifest.productName ?? host.manifest.name;
    }
    getPath(name) {
      const home = homedir();
      const places = {
        userData: host.profile,
        home,
        temp: tmpdir(),
        documents: join(home, 'Documents'),
        downloads: join(home, 'Downloads'),
        desktop: join(home, 'Desktop'),
      };
      if (!(name in places)) throw new Error(`The Chromium host does not know Electron's app.getPath('${name}')`);
      return places[name];
    }
    setAppUserModelId() {}
    async quit() {
      if (gone) return;
      if (this.ask('before-quit')) return;
      for (const window of host.windows.all()) {
        if (!(await window.tryClose())) return;
      }
      if (this.ask('will-quit')) return;
      this.exit(0);
    }
    exit(code = 0) {
      if (gone) return;
      gone = true;
      this.emit('quit', {}, code);
      host.close().finally(() => leave(code));
    }
  }
  return new App();
}
