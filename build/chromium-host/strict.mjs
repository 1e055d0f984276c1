import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads that any JavaScript engine or tool makes of any object. */
const ordinary = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'nodeType', '$$typeof']);

/** Electron's name of the type behind each object the application is given. */
const types = {
  app: 'App',
  'app.commandLine': 'CommandLine',
  BrowserWindow: 'BrowserWindow',
  webContents: 'WebContents',
  ipcMain: 'IpcMain',
  protocol: 'Protocol',
  'session.defaultSession': 'Session',
  webRequest: 'WebRequest',
  dialog: 'Dialog',
  Menu: 'Menu',
  shell: 'Shell',
  safeStorage: 'SafeStorage',
  clipboard: 'Clipboard',
  screen: 'Screen',
};
/** Read by the sender check and the emitter, whose types are our own or Node's. */
const besides = new Set(['WebContents.mainFrame', 'WebContents.isDestroyed']);
const { uses } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'electron-contract', 'contract.json'), 'utf8'),
);

let system = 'linux';

/**
 * Runs the reading of main on a system: `process.platform` is that one meanwhile, and what the contract says is not there
 * is not. What main listens to of the process itself goes to `host.process`: this process is also the test's.
 */
export function onSystem(platform, host, read) {
  system = platform;
  host.process = new EventEmitter();
  const [real, on] = [Object.getOwnPropertyDescriptor(process, 'platform'), process.on];
  Object.defineProperty(process, 'platform', { ...real, value: platform });
  process.on = (event, listener) =>
    /^(uncaughtException|unhandledRejection)$/.test(event)
      ? host.process.on(event, listener)
      : on.call(process, event, listener);
  try {
    return read();
  } finally {
    Object.defineProperty(process, 'platform', real);
    process.on = on;
  }
}

/** What the contract says of a name: throws when it is not in it, or not there on the system of the host. */
function listed(name, key) {
  const type = types[name];
  if (!type || typeof key === 'symbol' || key in EventEmitter.prototype) return null;
  const entry = uses[`${type}.${key}`];
  if (besides.has(`${type}.${key}`)) return null;
  if (!entry)
    throw new Error(`${type}.${key} is not in the contract with Electron (build/electron-contract/contract.json)`);
  if (entry.systems && !entry.systems.includes(system)) throw new Error(`${type}.${key} is not there on ${system}`);
  return entry;
}

/** Throws when a call gave something else than Electron's typings say. */
function holdTo(entry, name, key, value) {
  if (entry?.kind !== 'method') return value;
  const given = value instanceof Promise ? 'promise' : value === undefined ? 'void' : typeof value;
  const right = ['object', 'this'].includes(entry.gives)
    ? given !== 'promise' && given !== 'void'
    : given === entry.gives;
  if (!right && !(entry.gives === 'object' && value === null))
    throw new Error(`The Chromium host's ${name}.${key} gave ${given}; Electron's gives ${entry.gives}`);
  return value;
}

/** The object as the application sees it: a name it does not have throws, and says which. */
export function strict(name, object) {
  return new Proxy(object, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) {
        const value = Reflect.get(target, key, target);
        const entry = ordinary.has(key) ? null : listed(name, key);
        if (typeof value !== 'function' || /^class\b/.test(Function.prototype.toString.call(value))) return value;
        // Bound, so that private fields work behind the proxy. A class stays as it is.
        return (...args) => holdTo(entry, name, key, value.apply(target, args));
      }
      if (ordinary.has(key)) return undefined;
      throw new Error(`The Chromium host does not know Electron's ${name}.${key}`);
    },
    set(_target, key) {
      throw new Error(`The Chromium host does not let ${name}.${String(key)} be set`);
    },
  });
}

/** An event emitter that knows its events, those of the contract: listening to another one throws by name. */
export class KnownEvents extends EventEmitter {
  constructor(name) {
    super();
    this.known = name;
  }

  on(event, listener) {
    this.check(event);
    return super.on(event, listener);
  }

  once(event, listener) {
    this.check(event);
    return super.once(event, listener);
  }

  check(event) {
    const entry = uses[`${types[this.known]} event ${event}`];
    if (!entry) throw new Error(`The contract with Electron does not hold the ${this.known} event '${String(event)}'`);
    if (entry.systems && !entry.systems.includes(system))
      throw new Error(`The ${this.known} event '${String(event)}' never comes on ${system}`);
  }

  /** Emits an event that a listener may prevent; answers whether one did. */
  ask(event, details = {}, ...more) {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.emit(event, { ...details, preventDefault }, ...more);
    return prevented;
  }
}
