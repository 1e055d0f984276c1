import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { toApplication } from './addresses.mjs';
import { strict } from './strict.mjs';

/**
 * Runs a window's preload script in a world of its own that has no Node: its `require` knows only `electron`, and of
 * that only `contextBridge`, `ipcRenderer` and `webUtils`. What it exposes is put into the page before any script of the page:
 * frozen functions that carry structured clones back and forth. (The script runs once per window, not once per page
 * load: a preload that keeps state would see the difference.)
 */
export async function runPreload(host, window) {
  const { page, contents, options } = window;
  const path = options.webPreferences?.preload;
  if (!path) return;
  const exposed = new Map();
  /** The frame of the call that is being made, for the application's sender check. */
  let frame = null;

  /** Paths of files on disk, by the object that stands for a File of the page. */
  const paths = new WeakMap();
  const electron = strict('electron (in a sandboxed preload)', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld(name, value) {
        if (exposed.has(name)) throw new Error(`Cannot bind an API on top of an existing property: ${name}`);
        exposed.set(name, value);
      },
    }),
    webUtils: strict('webUtils', {
      getPathForFile(file) {
        if (!paths.has(file)) throw new TypeError('getPathForFile takes a File');
        return paths.get(file);
      },
    }),
    ipcRenderer: strict('ipcRenderer', {
      invoke: (channel, ...args) => host.ipc.invoke({ sender: window.webContents, senderFrame: frame }, channel, args),
    }),
  });
  const require = (name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name} (a sandboxed preload has only 'electron')`);
    return electron;
  };
  const module = { exports: {} };
  const run = vm.runInNewContext(
    `(function (require, module, exports) {${readFileSync(path, 'utf8')}\n})`,
    { console, setTimeout, clearTimeout, URL, TextDecoder },
    { filename: path },
  );
  run(require, module, module.exports);

  const names = [...exposed].map(([name, value]) => [name, Object.keys(value)]);
  await page.exposeBinding('__chromiumHostCall', async (source, name, key, args) => {
    const isMain = source.frame.parentFrame() === null;
    frame = isMain
      ? contents.mainFrame
      : strict('WebFrameMain', { parent: contents.mainFrame, url: toApplication(source.frame.url()) });
    const target = exposed.get(name);
    if (!target || !Object.hasOwn(target, key)) return { error: `No function ${name}.${key}` };
    try {
      const values = args.text === undefined ? args.value : JSON.parse(args.text);
      const files = await filesOf(page, args.files ?? 0);
      for (const [file, path] of files) paths.set(file, path);
      const whole = withFiles(values, [...files.keys()]);
      return pack(await target[key](...whole));
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
  await page.exposeBinding('__chromiumHostTitle', ({ frame }, title) => {
    if (frame.parentFrame() === null) window.titled(title);
  });
  await page.addInitScript(`(${intoPage})(${JSON.stringify(names)}, ${pack})`);
}

/** The files the page has laid out for this call, each as an object of ours with its path (empty when it has none). */
async function filesOf(page, count) {
  const files = new Map();
  if (count === 0) return files;
  const session = await page.context().newCDPSession(page);
  for (let index = 0; index < count; index += 1) {
    const expression = `globalThis[Symbol.for('chromium-host files')][${index}]`;
    const { result } = await session.send('Runtime.evaluate', { expression });
    const found = await session.send('DOM.getFileInfo', { objectId: result.objectId }).catch(() => ({ path: '' }));
    files.set({ kind: 'File' }, found.path);
  }
  await session.detach();
  return files;
}

/** Puts the files back where the page had them. */
function withFiles(value, files) {
  if (Array.isArray(value)) return value.map((item) => withFiles(item, files));
  if (value && typeof value === 'object' && typeof value.chromiumHostFile === 'number')
    return files[value.chromiumHostFile];
  return value;
}

/**
 * Carries a cloned value across to the page or back. Plain data goes as text, which is some ten times faster for a
 * large answer; anything JSON would change (dates, undefined, NaN …) goes as Playwright carries it.
 */
function pack(value) {
  const isPlain = (item) => {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return true;
    if (typeof item === 'number') return Number.isFinite(item) && !Object.is(item, -0);
    if (Array.isArray(item)) return item.every(isPlain);
    if (typeof item !== 'object' || Object.prototype.toString.call(item) !== '[object Object]') return false;
    for (const key in item) if (!isPlain(item[key])) return false;
    return true;
  };
  return isPlain(value) ? { text: JSON.stringify(value) } : { value };
}

/** Runs in the page, before its own scripts. Only the top frame gets the functions, as in Electron. */
function intoPage(names, pack) {
  const call = globalThis.__chromiumHostCall;
  const titled = globalThis.__chromiumHostTitle;
  delete globalThis.__chromiumHostCall;
  delete globalThis.__chromiumHostTitle;
  if (globalThis.top !== globalThis) return;
  addEventListener('DOMContentLoaded', () => {
    let last = '';
    const look = () => {
      if (document.title !== last) titled(document.title).catch(() => {});
      last = document.title;
    };
    look();
    new MutationObserver(look).observe(document.head, { childList: true, subtree: true, characterData: true });
  });
  for (const [name, keys] of names) {
    const object = {};
    for (const key of keys) {
      object[key] = async (...args) => {
        const files = [];
        const laid = (value) => {
          if (value instanceof File) return { chromiumHostFile: files.push(value) - 1 };
          return Array.isArray(value) ? value.map(laid) : value;
        };
        const plain = args.map(laid);
        // Electron carries File objects across as they are; here they stay in the page and their place goes.
        if (files.length > 0) globalThis[Symbol.for('chromium-host files')] = files;
        const answer = await call(name, key, { ...pack(structuredClone(plain)), files: files.length });
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer.text === undefined ? answer.value : JSON.parse(answer.text);
      };
    }
    Object.defineProperty(globalThis, name, { value: Object.freeze(object), writable: false, configurable: false });
  }
}
