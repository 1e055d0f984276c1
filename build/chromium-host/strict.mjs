import { EventEmitter } from 'node:events';

/** Reads that any JavaScript engine or tool makes of any object. */
const ordinary = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'nodeType', '$$typeof']);

/** The object as the application sees it: a name it does not have throws, and says which. */
export function strict(name, object) {
  return new Proxy(object, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) {
        const value = Reflect.get(target, key, target);
        // Bound, so that private fields work behind the proxy. A class stays as it is.
        return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value))
          ? value.bind(target)
          : value;
      }
      if (ordinary.has(key)) return undefined;
      throw new Error(`The Chromium host does not know Electron's ${name}.${key}`);
    },
    set(_target, key) {
      throw new Error(`The Chromium host does not let ${name}.${String(key)} be set`);
    },
  });
}

/** An event emitter that knows its events: listening to another one throws by name. */
export class KnownEvents extends EventEmitter {
  constructor(name, events) {
    super();
    this.known = { name, events: new Set(events) };
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
    if (!this.known.events.has(event)) {
      throw new Error(`The Chromium host does not know Electron's ${this.known.name} event '${String(event)}'`);
    }
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
