import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a cut network does to one request. */
export type Fault = 'pass' | 'reset' | 'stall' | 'half-upload' | 'half-answer' | 'lost-answer' | 500 | 507 | 423 | 405;
export const faults: Fault[] = ['reset', 'stall', 'half-upload', 'half-answer', 'lost-answer', 500, 507, 423];

/**
 * A loopback proxy in front of a real server that lets each request pass or spoils it. `lost-answer` is the cruel
 * one: the server did the work and the sender never hears.
 */
export async function startFaultyProxy(
  targetPort: number,
  plan: (method: string) => Fault,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const fault = plan(incoming.method ?? '');
    if (fault === 'stall') {
      incoming.resume();
      return;
    }
    if (fault === 'reset') {
      incoming.socket.destroy();
      return;
    }
    if (typeof fault === 'number') {
      incoming.resume();
      incoming.on('end', () => outgoing.writeHead(fault).end());
      return;
    }
    forward(incoming, outgoing, targetPort, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number, fault: Fault): void {
  const cut = () => incoming.socket.destroy();
  const upstream = request(
    { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: { ...incoming.headers } },
    (answer) => {
      if (fault === 'lost-answer') {
        answer.resume();
        answer.on('end', cut);
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (fault === 'half-answer') {
        answer.once('data', (chunk: Buffer) => {
          outgoing.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), cut);
        });
        answer.on('end', cut);
        return;
      }
      answer.pipe(outgoing);
    },
  );
  upstream.on('error', cut);
  if (fault === 'half-upload') {
    incoming.once('data', (chunk: Buffer) => {
      upstream.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => {
        upstream.destroy();
        cut();
      });
    });
    incoming.on('end', () => {
      upstream.destroy();
      cut();
    });
    return;
  }
  incoming.pipe(upstream);
}
