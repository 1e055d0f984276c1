import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownEvents, strict } from './strict.mjs';

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
    /** What was asked to be started again, once this has ended. */
    relaunches = [];
    constructor() {
      super('app');
    }
    becomeReady() {
      setImmediate(() => ready());
    }
    whenReady() {
      return whenReady;
    }
    setAppUserModelId(id) {
      host.modelId = id;
    }
    enableSandbox() {
      host.sandbox = true;
    }
    /** The browser is open before the application speaks: host.mjs gives it its switches. */
    commandLine = strict('app.commandLine', { appendSwitch() {} });
    requestSingleInstanceLock() {
      return true;
    }
    getVersion() {
      return host.manifest.version;
    }
    getAppPath() {
      return join(host.folder, '..');
    }
    getPath(name) {
      const home = homedir();
      const places = {
        userData: host.profile,
        home,
        temp: tmpdir(),
        appData: join(host.profile, '..'),
        documents: join(home, 'Documents'),
        downloads: join(home, 'Downloads'),
        desktop: join(home, 'Desktop'),
      };
      if (!(name in places)) throw new Error(`The Chromium host does not know Electron's app.getPath('${name}')`);
      return places[name];
    }
    setPath(name, path) {
      if (name !== 'userData') throw new Error(`The Chromium host sets no path of ${name}`);
      host.profile = path;
    }
    relaunch({ args = process.argv.slice(1) } = {}) {
      this.relaunches.push(args);
    }
    quit() {
      void this.leave();
    }
    async leave() {
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
