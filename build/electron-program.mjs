import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const folder = resolve(import.meta.dirname, '..', 'node_modules', 'electron');

/** Path of Electron's program, or null when npm has not brought it. Never loads the package: that would fetch it. */
export function electronProgram(environment = process.env) {
  if (environment.OUTTURN_ELECTRON) return environment.OUTTURN_ELECTRON;
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const program = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** After three vain tries it is left alone for so long: a person who starts again in a minute need not wait again. */
const rest = 15 * 60_000;
/** A download that has brought nothing for so long is ended and begun again. */
const patience = 60_000;
const tries = 3;

/** The environment of the download: the proxy, exceptions and certificates that npm was told of count here too. */
export function downloadEnvironment(environment = process.env) {
  const of = (...names) => names.map((name) => environment[name]).find((value) => value && value !== 'null');
  const proxy = of(
    'HTTPS_PROXY',
    'https_proxy',
    'npm_config_https_proxy',
    'npm_config_proxy',
    'HTTP_PROXY',
    'http_proxy',
  );
  const except = of('NO_PROXY', 'no_proxy', 'npm_config_noproxy');
  const authorities = of('NODE_EXTRA_CA_CERTS', 'npm_config_cafile');
  return {
    ...environment,
    ...(proxy ? { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NODE_USE_ENV_PROXY: '1' } : {}),
    ...(except ? { NO_PROXY: except } : {}),
    ...(authorities ? { NODE_EXTRA_CA_CERTS: authorities } : {}),
    NODE_USE_SYSTEM_CA: '1',
  };
}

/** Runs the download once; true when it ended well. It is ended when nothing has come for `longest` milliseconds. */
export function runDownload(script, say, longest = patience) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: downloadEnvironment(),
    });
    let late = setTimeout(() => child.kill(), longest);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      clearTimeout(late);
      late = setTimeout(() => child.kill(), longest);
      const last = /progress (\d+)\s*$/.exec(text)?.[1];
      if (last !== undefined) say(Number(last));
    });
    const end = (ok) => {
      clearTimeout(late);
      done(ok);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}

/**
 * Fetches Electron's program, three times at most, by way of npm's proxy, saying how far it is. Null where it cannot be had:
 * nothing is half installed, and the next start after a quarter of an hour tries again.
 */
export async function fetchElectron(say, script = join(import.meta.dirname, 'fetch-electron.mjs'), pause = 2_000) {
  const tried = join(folder, '.outturn-tried');
  const last = statSync(tried, { throwIfNoEntry: false });
  if (!existsSync(join(folder, 'install.js')) || (last && Date.now() - last.mtimeMs < rest)) return null;
  say('Fetching Electron, once (about 110 MB) …');
  let told = 0;
  for (let time = 1; time <= tries; time += 1) {
    const ok = await runDownload(script, (percent) => {
      if (percent >= told + 10) {
        told = percent - (percent % 10);
        say(`  ${told} %`);
      }
    });
    const program = ok ? electronProgram() : null;
    if (program) {
      rmSync(tried, { force: true });
      return program;
    }
    if (time < tries) await wait(pause * time);
  }
  writeFileSync(tried, 'Electron could not be fetched; tried again after a quarter of an hour.\n');
  say('Electron cannot be had from here (npm’s proxy settings were used).');
  return null;
}
