import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openGroup } from '../../../db/change-log.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { listTeamScenarios, putScenario } from '../../../db/team-state.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { documentToSave } from '../documents/save-scenario.ts';
import { fileNameFrom } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { readScenarioFile, saveScenarioFile } from '../scenario-files/scenario-file.ts';
import { keepPassword, passwordFor, passwordVariable } from '../sync/database-password.ts';
import { keptAddress } from '../team/team-address.ts';
import type { CopyHead, TeamServer } from '../team/team-database.ts';
import type { pull, push } from '../team/team-service.ts';
import { addressOf, type DatabaseOptions } from './database-options.ts';
import type { Environment } from './environment.ts';

type Work = {
  server: TeamServer;
  /** The address as it is kept with the copy. */
  address: string;
  link: (address: string, head: CopyHead) => void;
  pull: typeof pull;
  push: typeof push;
};

/** Signs into the server of a copy, or into the one the options name, for `work`. */
export async function onServer<T>(
  store: Store,
  options: DatabaseOptions,
  folder: string,
  work: (parts: Work) => Promise<T>,
): Promise<T> {
  const { pull, push } = await import('../team/team-service.ts');
  const { linkCopy, linkOf } = await import('../team/team-links.ts');
  const address = options.server === undefined ? keptAddress(linkOf(store).address) : addressOf(options);
  const password = await passwordFor(address, folder);
  const { withTeamServer } = await import('../team/team-database.ts');
  return await withTeamServer({ address, password }, AbortSignal.timeout(10 * 60_000), (server) =>
    work({
      server,
      address: JSON.stringify(address),
      link: (kept, head) => void linkCopy(store, kept, head),
      pull,
      push,
    }),
  );
}

/** Keeps the password of the environment in the store of secrets beside the copy. Gives whose it is. */
export async function rememberPassword(store: Store, folder: string): Promise<string> {
  const { linkOf } = await import('../team/team-links.ts');
  const address = keptAddress(linkOf(store).address);
  const password = process.env[passwordVariable];
  if (!password)
    throw new OutturnError('invalid-input', `Set ${passwordVariable} to the password for this one command.`);
  await keepPassword(address, folder, password);
  return address.user;
}

/** Gives the account of this computer a person's name; the act stands in the log, and so do the names before it. */
export function namePerson(store: Store, given: string, why: string | null): void {
  const name = given.trim();
  if (name === '' || name.length > 200) throw new OutturnError('invalid-input', 'A name has 1 to 200 characters.');
  if (name === store.who) return;
  const { account } = store;
  store.transaction('name a person', () => {
    // By the name that held until now: who changed it is not hidden by the change.
    openGroup(store, `The account ${account} is ${name} from now on (was ${store.who})`, why);
    const at = store.now();
    store
      .prepare(
        `insert into "people" (account, name, created_at, updated_at) values (?, ?, ?, ?)
         on conflict (account) do update set name = excluded.name, updated_at = excluded.updated_at`,
      )
      .run(account, name, at, at);
  });
}

/** Puts scenario files among what travels. */
export async function pushScenarios(store: Store, files: readonly string[]): Promise<void> {
  const scenarios: Scenario[] = [];
  for (const file of files) scenarios.push((await readScenarioFile(resolve(file), null)).document.scenario);
  store.transaction('share scenarios', () => {
    for (const scenario of scenarios) putScenario(store, scenario);
  });
}

/**
 * Writes every shared scenario as a file on the data of this copy; `notes` say which are of a newer Outturn and were not
 * written, or not in everything. Throws `file-exists` where one is there already.
 */
export async function writeScenarios(
  store: Store,
  folder: string,
  { clock, version }: Environment,
): Promise<{ files: string[]; notes: string[] }> {
  mkdirSync(resolve(folder), { recursive: true });
  const snapshot = readSnapshot(store);
  const written: string[] = [];
  const notes: string[] = [];
  for (const { name, scenario, beyond } of listTeamScenarios(store)) {
    if (scenario === null) {
      notes.push(
        `“${name}” was not written: it is of a newer Outturn, and this one cannot read it. Nothing of it is lost.`,
      );
      continue;
    }
    if (beyond.length > 0) notes.push(`“${name}” also says ${beyond.join(', ')}, which a newer Outturn reads.`);
    const path = join(resolve(folder), fileNameFrom(scenario.name, 'outturn'));
    if (await fileSystem.stat(path)) {
      throw new OutturnError('file-exists', `“${scenario.name}” is there already. Give an empty folder.`);
    }
    const created = clock().toISOString();
    const document = documentToSave(snapshot, scenario, [], created, version);
    await saveScenarioFile(path, document, { created, app: version, passphrase: null }, null);
    written.push(path);
  }
  return { files: written, notes };
}
