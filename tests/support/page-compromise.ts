import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCall } from '../../electron/services/boundary/call.ts';
import { scenarioBackups } from '../../electron/services/documents/backups.ts';
import { sha256 } from '../../electron/services/files/replace-file.ts';
import { createHandlers } from '../../electron/services/handlers/handlers.ts';
import { isEncrypted } from '../../electron/services/scenario-files/encryption.ts';
import { readScenarioFile } from '../../electron/services/scenario-files/scenario-file.ts';
import { api, type MethodName, methodNames } from '../../shared/api.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import { everything } from '../integration/import/helpers.ts';
import { scriptedDesktop, temporaryFolder } from '../integration/services/services-helpers.ts';
import { arbitraryInput } from './arbitrary-input.ts';
import { seeded } from './seeded.ts';

/** What came of pages that were taken over: `wrong` must be empty. `refused`: dialogs of the application that a person closed. */
export type CompromiseCount = { runs: number; calls: number; took: number; refused: number; wrong: string[] };

/** What does most harm is called as often as all the rest together. */
const harmful = [
  ...[
    'scenarioOpenToken',
    'scenarioUpdate',
    'scenarioSave',
    'passphraseSet',
    'scenarioSign',
    'backupRestore',
    'applyEdits',
  ],
  ...[
    'childKeyRotate',
    'destinationSave',
    'exportSend',
    'syncNow',
    'sourceSave',
    'rebase',
    'exportAll',
    'scenarioSaveAs',
    'scenarioShare',
    'keyRecoverySave',
  ],
].filter((name) => (methodNames as readonly string[]).includes(name)) as MethodName[];
const others = methodNames.filter((name) => name !== 'nextCommand' && name !== 'filesDropped');

/** The services on a profile, on a day of February 2024, before a person who agrees to nothing unless `agrees`. */
function started(profile: string, day: number, agrees: boolean) {
  const { desktop, answers, said } = scriptedDesktop();
  let seconds = 0;
  let refused = 0;
  const closed = async () => {
    refused += 1;
    return null;
  };
  const root = new URL('../../', import.meta.url);
  const { handlers, close } = createHandlers({
    paths: {
      profile,
      sampleCouncil: new URL('electron/sample-council', root).pathname,
      fonts: new URL('electron/fonts', root).pathname,
      worker: new URL('electron/worker.ts', root).pathname,
    },
    protection: () => null,
    clock: () => new Date(Date.UTC(2024, 1, day, 9, 0, seconds++)),
    desktop: agrees
      ? desktop
      : {
          ...desktop,
          ...{ showOpen: closed, showSave: closed, showFolder: closed, openExternal: async () => false },
          ask: async ({ cancel }) => {
            refused += 1;
            return cancel;
          },
        },
    account: () => said.account,
    version: '0.1.0',
  });
  const call = createCall({
    handlers: { ...handlers, nextCommand: async () => null, filesDropped: async () => ({}) as never },
    unexpected: () => {},
  });
  return { handlers, close, call, answers, said, desktop, refused: () => refused };
}

/** A person's folder: two scenario files, one of them approved by three people, and a profile with copies of yesterday. */
async function makeFolder(folder: string): Promise<void> {
  const [profile, files] = [join(folder, 'profile'), join(folder, 'files')];
  for (const one of [profile, files]) mkdirSync(one);
  const first = started(profile, 9, true);
  for (const one of everything) if ('bytes' in one) writeFileSync(join(folder, one.name), one.bytes);
  const tokens = everything.map(({ name }) => first.desktop.tokenOfPath(join(folder, name), 'import'));
  const preview = await first.handlers.importDropped({ tokens });
  await first.handlers.importCommit({ token: preview.token });
  const { scenario } = await first.handlers.scenarioCurrent({});
  const save = async (name: string) => {
    first.answers.push(join(files, name));
    await first.handlers.scenarioSaveAs({});
  };
  await first.handlers.scenarioUpdate({ scenario: { ...scenario, name: 'Plan', notes: 'mine' } });
  await save('plan.outturn');
  first.said.button = 1;
  for (const [status, account, role] of [
    ['reviewed', 'r.eader', 'Finance business partner'],
    ['approved', 'a.pprover', 'Section 151 officer'],
  ] as const) {
    first.said.account = account;
    await first.handlers.scenarioSign({ status, role, reason: 'For cabinet' });
  }
  await save('approved.outturn');
  await first.close();
  const second = started(profile, 9, true);
  await second.handlers.scenarioCurrent({});
  await second.close();
}

/** What a page knows: tokens and the open scenario, put into an input that was drawn for the method. */
async function informed(
  call: ReturnType<typeof started>['call'],
  input: unknown,
  random: () => number,
): Promise<unknown> {
  const of = async (method: MethodName) => {
    const answer = await call(method, {});
    return answer.ok ? answer.value : null;
  };
  const open = (await of('scenarioCurrent')) as { scenario: Scenario } | null;
  const tokens = [
    ...(((await of('recentFiles')) ?? []) as { token: string }[]),
    ...(((await of('backups')) ?? []) as { token: string }[]),
  ];
  const token = tokens[Math.floor(random() * tokens.length)]?.token;
  const hostile = open && {
    ...open.scenario,
    notes: 'hostile',
    ...(random() < 0.3 ? { status: 'approved' as const } : {}),
    ...(random() < 0.5 ? { levers: [{ ...newLever('price-uplift', 'x', '2024-01-01'), value: 50 }] } : {}),
  };
  const known: Record<string, unknown> = {
    token,
    passphrase: 'of the attacker',
    current: null,
    scenario: hostile,
    onConflict: 'replace',
  };
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      key in known && known[key] !== undefined && random() < 0.8 ? known[key] : value,
    ]),
  );
}

/** Runs pages that were taken over, each with `calls` calls, and looks at what a person had before. */
export async function compromise(runs: number, calls: number, seed: number): Promise<CompromiseCount> {
  const template = temporaryFolder();
  await makeFolder(template);
  const random = seeded(seed);
  const result: CompromiseCount = { runs: 0, calls: 0, took: 0, refused: 0, wrong: [] };
  const connect = Socket.prototype.connect;
  let connections = 0;
  Socket.prototype.connect = function refusing(this: Socket) {
    connections += 1;
    this.destroy(new Error('no network in this test'));
    return this;
  } as typeof connect;
  try {
    for (; result.runs < runs; result.runs += 1) {
      const folder = temporaryFolder();
      cpSync(template, folder, { recursive: true });
      const profile = join(folder, 'profile');
      const recent = join(profile, 'recent-files.json');
      writeFileSync(recent, readFileSync(recent, 'utf8').replaceAll(template, folder));
      const before = filesIn(folder);
      const page = started(profile, 10, false);
      for (let number = 0; number < calls; number += 1) {
        const from = random() < 0.5 ? harmful : others;
        const method = from[Math.floor(random() * from.length)] as MethodName;
        const [drawn] = fc.sample(arbitraryInput(api[method].input as never), {
          seed: Math.floor(random() * 2 ** 31),
          numRuns: 1,
        });
        const input = await informed(page.call, drawn, random);
        if (typeof input === 'object' && input !== null && 'paths' in input) Object.assign(input, { paths: 100 });
        result.calls += 1;
        if ((await page.call(method, input)).ok) result.took += 1;
      }
      await page.close();
      result.refused += page.refused();
      result.wrong.push(...(await harmDone(folder, before)).map((text) => `run ${result.runs}: ${text}`));
      if (connections > 0) result.wrong.push(`run ${result.runs}: ${connections} connections were opened`);
      connections = 0;
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    Socket.prototype.connect = connect;
  }
  return result;
}

/**
 * One page that opens a file, puts it under a passphrase of its own and saves it, before a person who agrees or does not:
 * what the search for harm must see, and must not.
 */
export async function oneHarm(agrees: boolean): Promise<string[]> {
  const folder = temporaryFolder();
  await makeFolder(folder);
  const before = filesIn(folder);
  const page = started(join(folder, 'profile'), 10, agrees);
  page.said.button = agrees ? 1 : 0;
  const recent = await page.call('recentFiles', {});
  const list = recent.ok ? (recent.value as { token: string; name: string }[]) : [];
  const token = list.find(({ name }) => name === 'plan.outturn')?.token;
  await page.call('scenarioOpenToken', { token, passphrase: null });
  await page.call('passphraseSet', { current: null, passphrase: 'of the attacker' });
  await page.call('scenarioSave', { onConflict: 'replace' });
  await page.close();
  return harmDone(folder, before);
}

/** What a person has lost, or what has left, against what there was before. */
async function harmDone(folder: string, before: Map<string, Buffer>): Promise<string[]> {
  const wrong: string[] = [];
  const kept = new Set(scenarioBackups(join(folder, 'profile')).map(({ content }) => content));
  for (const [path, bytes] of before) {
    const there = existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : null;
    if (path.startsWith('profile/backups/')) {
      if (there === null || !there.equals(bytes)) if (!path.endsWith('about.json')) wrong.push(`${path} is gone`);
    } else if (path.startsWith('files/') && path.endsWith('.outturn')) {
      if (there === null) wrong.push(`${path} is gone`);
      else if (isEncrypted(there)) wrong.push(`${path} is under a passphrase`);
      else if (!there.equals(bytes)) {
        if (!kept.has(sha256(bytes).slice(0, 16))) wrong.push(`what was in ${path} is held nowhere`);
        const { scenario } = (await readScenarioFile(join(folder, path), null)).document;
        if (scenario.status === 'approved') wrong.push(`${path} changed and is still approved`);
      }
    } else if (!path.startsWith('profile/') && (there === null || !there.equals(bytes)))
      wrong.push(`${path} was changed`);
  }
  for (const path of filesIn(folder).keys()) {
    if (!path.startsWith('profile/') && !before.has(path) && !path.includes('.~lock.')) wrong.push(`${path} was made`);
  }
  return wrong;
}

function filesIn(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) found.set(path.slice(folder.length + 1), readFileSync(path));
  }
  return found;
}
