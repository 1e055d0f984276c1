import { toApplication } from './addresses.mjs';
import { KnownEvents } from './strict.mjs';

/**
 * Electron's session and protocol. Every request of every page comes through here: the application's own filter first,
 * then its own protocol handler; what no handler serves is refused, and is a problem of the run.
 */
export function createSession(host) {
  const schemes = new Map();
  const handlers = new Map();
  let filter = null;

  class Session extends KnownEvents {
    constructor() {
      super('session.defaultSession');
      this.webRequest = {
        onBeforeRequest(listener) {
          filter = listener;
        },
      };
    }
    /** The system's proxy is the browser's own matter, which the host cannot ask. */
    async resolveProxy() {
      return 'DIRECT';
    }
    setPermissionRequestHandler(handler) {
      this.permissionRequest = handler;
    }
    setPermissionCheckHandler(handler) {
      this.permissionCheck = handler;
    }
    setDevicePermissionHandler(handler) {
      this.devicePermission = handler;
    }
  }
  const session = new Session();

  const cancelled = (url, resourceType) =>
    new Promise((done) => {
      if (!filter) done(false);
      else filter({ url, resourceType, method: 'GET' }, (answer) => done(answer.cancel === true));
    });

  async function refuse(route, request) {
    host.problem('request', `Refused ${request.method()} ${toApplication(request.url())} (${request.resourceType()})`);
    await route.abort('blockedbyclient');
  }

  async function answer(route) {
    const request = route.request();
    const url = toApplication(request.url());
    if (host.windows.isPopup(request)) {
      // Answered with nothing, so that the browser shows the page to windows.mjs, which denies and closes it.
      return route.fulfill({ status: 200, contentType: 'text/html', body: '' });
    }
    if (request.isNavigationRequest() && !host.windows.mayNavigate(request, url)) {
      host.problem('navigation', `Denied navigation to ${url}`);
      return route.abort('aborted');
    }
    if (await cancelled(url, request.resourceType())) return refuse(route, request);
    const protocol = new URL(url).protocol.slice(0, -1);
    const handler = handlers.get(protocol);
    if (!handler) return refuse(route, request);
    const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  return {
    session,
    protocol: {
      registerSchemesAsPrivileged(list) {
        for (const { scheme, privileges } of list) schemes.set(scheme, privileges);
      },
      handle(scheme, handler) {
        if (!schemes.get(scheme)?.standard || !schemes.get(scheme)?.secure) {
          throw new Error(`The Chromium host serves only schemes registered as standard and secure, not '${scheme}'`);
        }
        handlers.set(scheme, handler);
      },
    },
    async start() {
      await host.context.grantPermissions([]);
      await host.context.route('**/*', (route) =>
        answer(route).catch((error) => {
          // A page that closed while its request was on the way has no use for the answer.
          if (!/closed|disposed/i.test(String(error))) host.problem('host', String(error));
        }),
      );
    },
  };
}
