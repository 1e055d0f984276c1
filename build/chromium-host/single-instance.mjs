import { createHash } from 'node:crypto';
import { mkdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A socket's path may not be longer than this on every system. */
const longestPath = 100;
/** One that is connected to but says nothing is there all the same, milliseconds. */
const patience = 2000;
const mostLetters = 65_536;

function placeOf(profile) {
  if (process.platform !== 'win32') return join(profile, 'instance.sock');
  return `\\\\.\\pipe\\outturn-${createHash('sha256').update(profile).digest('hex').slice(0, 24)}`;
}

/**
 * Electron's single instance: the first process on a profile holds it; every later one hands over the args it was
 * started with and where, which `second` of the first is called with, and ends. Null when another holds it.
 */
export async function claimInstance(profile, args, from, second) {
  const place = placeOf(profile);
  if (Buffer.byteLength(place) > longestPath) return { release() {} };
  mkdirSync(profile, { recursive: true });
  for (let tries = 0; tries < 100; tries += 1) {
    const server = await listen(place, second);
    if (server) return { release: () => server.close() };
    if (await handOver(place, { args, from })) return null;
    await clearLeft(place);
  }
  return { release() {} };
}

/** Takes away the socket of a process that was killed. One at a time, or the new socket of another would go with it. */
async function clearLeft(place) {
  const turn = `${place}.clearing`;
  try {
    mkdirSync(turn);
  } catch {
    const since = statSync(turn, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > patience * 2) rmSync(turn, { recursive: true, force: true });
    await setTimeout(50);
    return;
  }
  try {
    if (!(await handOver(place, null))) rmSync(place, { force: true });
  } finally {
    rmdirSync(turn);
  }
}

function handOver(place, message) {
  return new Promise((resolve) => {
    const socket = connect(place);
    const end = (open) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(patience, () => end(!socket.connecting));
    socket.on('connect', () => socket.write(`${JSON.stringify(message)}\n`));
    socket.on('data', () => end(true));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}

function listen(place, second) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy());
      socket.on('error', () => {});
      socket.on('data', (more) => {
        text += more;
        if (text.length > mostLetters) socket.destroy();
        if (!text.endsWith('\n')) return;
        socket.end('taken');
        try {
          const { args, from } = JSON.parse(text) ?? {};
          if (Array.isArray(args) && args.every((word) => typeof word === 'string')) second(args, String(from));
        } catch {
          // Not one of ours.
        }
      });
    });
    server.unref();
    server.on('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(place, () => resolve(server));
  });
}
