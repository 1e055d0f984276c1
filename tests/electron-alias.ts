import { EventEmitter } from 'node:events';

/**
 * Stands for 'electron' in every test: requiring the real package outside Electron starts a download. A fake that
 * records what the shell asks of it; `electron` (below) is what tests read and drive.
 */
type Listener = (...values: never[]) => unknown;

class FakeContents extends EventEmitter {
  static next = 1;
  id = FakeContents.next++;
  mainFrame = { url: '', parent: null };
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.windowOpenHandler = handler;
  }
  steps: string[] = [];
  undo() {
    this.steps.push('undo');
  }
  redo() {
    this.steps.push('redo');
  }
  isDestroyed() {
    return false;
  }
}

export class BrowserWindow extends EventEmitter {
  webContents = new FakeContents();
  loaded: string[] = [];
  title = '';
  edited = false;
  options: Record<string, unknown>;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    electron.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  visible = false;
  bounds: Record<string, number> = {};
  /** The scale of a second screen: the size of a new window is cut by it until it is said again. */
  static scale = 1;
  getBounds() {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options as Record<string, number>;
    return { x, y, width: width / BrowserWindow.scale, height: height / BrowserWindow.scale, ...this.bounds };
  }
  setBounds(bounds: Record<string, number>) {
    this.bounds = bounds;
  }
  isVisible() {
    return this.visible;
  }
  isDestroyed() {
    return false;
  }
  async loadURL(address: string) {
    this.loaded.push(address);
    this.webContents.mainFrame.url = address;
  }
  setTitle(title: string) {
    this.title = title;
  }
  setDocumentEdited(edited: boolean) {
    this.edited = edited;
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
  isMaximized() {
    return false;
  }
  isMinimized() {
    return false;
  }
  maximize() {}
  restore() {}
  show() {
    this.visible = true;
  }
  focus() {}
}

class FakeApp extends EventEmitter {
  sandboxed = false;
  isPackaged = false;
  quits = 0;
  profile = '';
  isFirst = true;
  enableSandbox() {
    this.sandboxed = true;
  }
  switches = new Map<string, string>();
  commandLine = { appendSwitch: (name: string, value: string) => this.switches.set(name, value) };
  requestSingleInstanceLock() {
    return this.isFirst;
  }
  whenReady() {
    return Promise.resolve();
  }
  getPath() {
    return this.profile;
  }
  getVersion() {
    return '0.1.0';
  }
  quit() {
    this.quits += 1;
  }
  relaunches: unknown[] = [];
  relaunch(options: unknown) {
    this.relaunches.push(options);
  }
  getAppPath() {
    return '/app';
  }
  exits: number[] = [];
  exit(code: number) {
    this.exits.push(code);
  }
}
export const app = new FakeApp();

class FakeSession extends EventEmitter {
  permissionRequest: Listener | null = null;
  permissionCheck: Listener | null = null;
  devicePermission: Listener | null = null;
  beforeRequest: Listener | null = null;
  webRequest = {
    onBeforeRequest: (listener: Listener) => {
      this.beforeRequest = listener;
    },
  };
  async resolveProxy() {
    return 'PROXY proxy.council:8080; DIRECT';
  }
  setPermissionRequestHandler(handler: Listener) {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Listener) {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: Listener) {
    this.devicePermission = handler;
  }
}
export const session = { defaultSession: new FakeSession() };

export const ipcMain = {
  handle(channel: string, listener: Listener) {
    electron.channels.set(channel, listener);
  },
};
export const ipcRenderer = {
  async invoke(...args: unknown[]) {
    electron.invoked.push(args);
    return { ok: true, value: null };
  },
};
export const contextBridge = {
  exposeInMainWorld(name: string, value: Record<string, Listener>) {
    electron.exposed.set(name, value);
  },
};
/** Files that are on disk, by the File object that stands for them in the page. */
export const webUtils = {
  getPathForFile(file: unknown) {
    if (!(file instanceof File)) throw new TypeError('not a File');
    return electron.filePaths.get(file) ?? '';
  },
};
export class ClipboardItem {
  items: Record<string, Blob>;
  constructor(items: Record<string, Blob>) {
    this.items = items;
  }
}
export const clipboard = {
  async write(items: ClipboardItem[]) {
    for (const item of items) electron.clipboard.push(item.items);
  },
};
export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown[]) {
    electron.schemes.push(...schemes);
  },
  handle(scheme: string, handler: Listener) {
    electron.protocols.set(scheme, handler);
  },
};
export const dialog = {
  async showOpenDialog(...args: unknown[]) {
    electron.dialogs.push(args);
    return { canceled: electron.answer === null, filePaths: electron.answer ? [electron.answer].flat() : [] };
  },
  async showSaveDialog(...args: unknown[]) {
    electron.dialogs.push(args);
    return { canceled: electron.answer === null, filePath: electron.answer ? [electron.answer].flat()[0] : '' };
  },
  showErrorBox(...args: string[]) {
    electron.dialogs.push(args);
  },
  async showMessageBox(...args: unknown[]) {
    electron.dialogs.push(args);
    return { response: electron.button };
  },
};
export const Menu = {
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu(menu: unknown[]) {
    electron.menu = menu;
  },
};
export const shell = {
  async openExternal(url: string) {
    electron.externals.push(url);
  },
};
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };

/** What was asked of the fake, and what it is to answer. */
export const electron = {
  windows: [] as BrowserWindow[],
  channels: new Map<string, Listener>(),
  invoked: [] as unknown[][],
  exposed: new Map<string, Record<string, Listener>>(),
  schemes: [] as unknown[],
  protocols: new Map<string, Listener>(),
  dialogs: [] as unknown[][],
  externals: [] as string[],
  clipboard: [] as Record<string, Blob>[],
  filePaths: new Map<unknown, string>(),
  menu: [] as unknown[],
  answer: null as string | string[] | null,
  button: 0,
};

/** A system store that turns text round, so that a test can tell protected from plain. */
export const safeStorage = {
  available: true,
  backend: 'gnome_libsecret',
  isAsyncEncryptionAvailable: async () => safeStorage.available,
  getSelectedStorageBackend: () => safeStorage.backend,
  encryptStringAsync: async (text: string) => Buffer.from([...text].reverse().join('')),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: [...bytes.toString()].reverse().join(''),
    shouldReEncrypt: false,
  }),
};
