import { toApplication, toBrowser } from './addresses.mjs';
import { runPreload } from './preload.mjs';
import { KnownEvents, strict } from './strict.mjs';

/** Width of the first screen: a window beyond it stands on the second. */
const firstScreen = 1920;

/** Electron's BrowserWindow and webContents: each window is one page of the browser. */
export function createWindows(host) {
  const windows = new Map();
  const byPage = new Map();
  let nextId = 1;

  class Contents extends KnownEvents {
    constructor(id) {
      super('webContents');
      this.id = id;
      this.mainFrame = strict('WebFrameMain', {
        parent: null,
        get url() {
          return toApplication(windows.get(id)?.page?.mainFrame().url() ?? '');
        },
      });
    }
    setWindowOpenHandler(handler) {
      this.openHandler = handler;
    }
    isDestroyed() {
      return !windows.has(this.id);
    }
    getURL() {
      return this.mainFrame.url;
    }
    undo() {
      this.edit('undo');
    }
    redo() {
      this.edit('redo');
    }
    edit(step) {
      const page = windows.get(this.id)?.page;
      void page?.evaluate((name) => document.execCommand(name), step).catch(() => {});
    }
  }

  class Window extends KnownEvents {
    constructor(options) {
      super('BrowserWindow');
      this.options = options;
      this.id = nextId++;
      this.contents = new Contents(this.id);
      this.webContents = strict('webContents', this.contents);
      this.title = options.title ?? '';
      this.edited = false;
      this.shown = options.show !== false;
      const { x = 0, y = 0, width = 800, height = 600 } = options;
      const scale = x >= firstScreen ? host.personality.secondScreenScale : 1;
      this.bounds = { x, y, width: Math.round(width / scale), height: Math.round(height / scale) };
      this.expected = null;
      this.page = null;
      windows.set(this.id, this);
      this.made = this.make();
      // The failure, if any, is reported by loadURL, which waits for this.
      this.made.catch(() => {});
      host.app.emit('web-contents-created', {}, this.webContents);
    }
    async make() {
      const page = await ownPage();
      this.page = page;
      byPage.set(page, this);
      page.on('console', (message) => {
        if (message.type() === 'error') host.problem('console', message.text());
      });
      page.on('pageerror', (error) => host.problem('script', String(error)));
      page.on('crash', () => this.contents.emit('render-process-gone', {}, { reason: 'crashed' }));
      page.on('websocket', (socket) => host.problem('request', `Refused WebSocket ${socket.url()}`));
      page.on('close', () => this.gone());
      await runPreload(host, this);
    }
    async loadURL(address) {
      await this.made;
      this.expected = address.split('#')[0];
      await this.page.goto(toBrowser(address), { waitUntil: 'load' });
      if (host.personality.readyToShow) this.emit('ready-to-show');
      this.contents.emit('did-finish-load');
    }
    async tryClose() {
      if (this.ask('close')) return false;
      await this.made.catch(() => {});
      await this.page?.close().catch(() => {});
      this.gone();
      return true;
    }
    close() {
      void this.tryClose();
    }
    gone() {
      if (!windows.delete(this.id)) return;
      if (this.page) byPage.delete(this.page);
      this.emit('closed');
      if (windows.size === 0) host.app.emit('window-all-closed');
    }
    isDestroyed() {
      return !windows.has(this.id);
    }
    show() {
      this.shown = true;
    }
    isVisible() {
      return this.shown;
    }
    /** The page has given itself a title. */
    titled(title) {
      if (!this.ask('page-title-updated', {}, title, true)) this.title = title;
    }
    getBounds() {
      return { ...this.bounds };
    }
    setBounds(bounds) {
      Object.assign(this.bounds, bounds);
    }
    focus() {
      void this.page?.bringToFront().catch(() => {});
    }
    isMinimized() {
      return false;
    }
    restore() {}
    maximize() {
      this.maximised = true;
    }
    isMaximized() {
      return this.maximised === true;
    }
    getNormalBounds() {
      return this.getBounds();
    }
    setTitle(title) {
      this.title = title;
    }
    getTitle() {
      return this.title;
    }
    setDocumentEdited(edited) {
      this.edited = edited;
    }
  }

  const making = new Set();
  async function ownPage() {
    // A visible browser begins with one page, in a window of its own: the first window is that page.
    const first = host.context.pages().find((page) => !own.has(page));
    if (first) {
      own.add(first);
      return first;
    }
    const promise = host.context.newPage();
    making.add(promise);
    const page = await promise;
    making.delete(promise);
    own.add(page);
    return page;
  }
  const own = new WeakSet();

  // Any page the application did not make is a popup: the application's handler is asked, and it is closed.
  const pageCame = async (page) => {
    await Promise.allSettled([...making]);
    if (own.has(page)) return;
    const opener = await page.opener().catch(() => null);
    const window = byPage.get(opener) ?? [...windows.values()][0];
    const url = toApplication(page.url());
    const { action } = window?.contents.openHandler?.({ url, frameName: '', disposition: 'new-window' }) ?? {};
    host.problem('popup', action === 'deny' ? `Denied a new window for ${url}` : `Opened a new window for ${url}`);
    await page.close().catch(() => {});
  };

  return {
    /** Told of every page once the browser is there. */
    watch: () => host.context.on('page', pageCame),
    /** The class main sees: each instance answers only to what it knows. */
    BrowserWindow: class BrowserWindow {
      constructor(options) {
        // biome-ignore lint/correctness/noConstructorReturn: the strict proxy is the instance
        return strict('BrowserWindow', new Window(options));
      }
      static getAllWindows() {
        return [...windows.values()];
      }
    },
    all: () => [...windows.values()],
    allGone() {
      for (const window of windows.values()) window.gone();
    },
    /** True for the first request of a page the application did not make; such a page has no frame yet. */
    isPopup(request) {
      try {
        return !own.has(request.frame().page());
      } catch {
        return true;
      }
    },
    /** Asks the application whether a page may go somewhere. What it asked for itself by loadURL is not asked again. */
    mayNavigate(request, url) {
      const frame = request.frame();
      const window = byPage.get(frame.page());
      if (!window) return false;
      if (window.expected !== null && url.split('#')[0] === window.expected) {
        window.expected = null;
        return true;
      }
      const isMainFrame = frame.parentFrame() === null;
      const details = { url, isMainFrame, isSameDocument: false };
      if (window.contents.ask('will-frame-navigate', details)) return false;
      return !(isMainFrame && window.contents.ask('will-navigate', details, url));
    },
  };
}
