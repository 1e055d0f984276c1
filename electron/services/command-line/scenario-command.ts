import { basename, resolve } from 'node:path';
import { dataTo, formatDate, formatMoment, formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { totalsOf } from '../../../shared/model/child-totals.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { changedScenario } from '../../../shared/scenario/approval.ts';
import { holderOf, ownLock } from '../documents/lock-file.ts';
import { documentToSave } from '../documents/save-scenario.ts';
import { withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import type { Fingerprint } from '../files/replace-file.ts';
import { type ReadScenario, readScenarioFile, saveScenarioFile } from '../scenario-files/scenario-file.ts';
import { editedScenario, type SetOptions, type SignOptions } from './change-scenario.ts';
import { checkScenarioFile } from './check-scenario.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult } from './environment.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { changeByCommand, signedScenario } from './sign-options.ts';
import { baseOf, newPassphraseOf, passphraseOf } from './workspace.ts';

const collect = (value: string, before: string[]) => [...before, value];
const secret = ['--passphrase-file <file>', 'file whose first line is the passphrase'] as const;

/** `scenario new|show|set|check`: make, read, change and verify a scenario file. */
export function addScenario({ program, environment, finish }: CommandParts): void {
  const scenario = program.command('scenario').description('make, read, change or verify a scenario file');
  const { clock, version } = environment;
  const write = async (
    path: string,
    made: ReadScenario['document'],
    read: (Pick<ReadScenario, 'created'> & { fingerprint: Fingerprint | null }) | null,
    passphrase: string | null,
  ) => {
    refuseOpenElsewhere(path, clock());
    const created = read?.created ?? clock().toISOString();
    await saveScenarioFile(path, made, { created, app: version, passphrase }, read?.fingerprint ?? null);
  };

  scenario
    .command('new')
    .description('a scenario file on the data of a local copy')
    .argument('<file>')
    .requiredOption('--workspace <file>', 'the local copy whose data it carries')
    .option('--name <words>', 'name of the scenario (default: the file’s)')
    .option('--year <year>', 'financial year, such as 2023/24', yearText)
    .option('--period <number>', 'actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--replace', 'write over a file that is there')
    .option(...secret)
    .option('--json', 'print one JSON document')
    .action(
      async (file: string, options: { workspace: string; name?: string; replace?: true; passphraseFile?: string }) => {
        const path = resolve(withExtension(file, 'outturn'));
        if (!options.replace && (await fileSystem.stat(path))) {
          throw new OutturnError(
            'file-exists',
            `“${basename(path)}” is there already. Give another name, or add --replace.`,
          );
        }
        const passphrase = newPassphraseOf(options);
        const { passphraseFile: _, ...base } = options;
        const { snapshot, scenario: begun } = await baseOf(base, environment);
        const made = { ...begun, name: options.name ?? basename(path, '.outturn') };
        const document = documentToSave(snapshot, made, [], clock().toISOString(), version);
        await write(path, document, null, passphrase);
        finish(shown('scenario new', path, await readScenarioFile(path, passphrase), []));
      },
    );

  scenario
    .command('show')
    .description('what a scenario file holds')
    .argument('<file>')
    .option(...secret)
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: { passphraseFile?: string }) => {
      const path = resolve(file);
      finish(shown('scenario show', path, await readScenarioFile(path, passphraseOf(options)), []));
    });

  scenario
    .command('set')
    .description('change a scenario file: its levers, assumptions, name, notes')
    .argument('<file>')
    .option('--out <file>', 'write the result here and leave the file as it is')
    .option('--name <words>')
    .option('--notes <words>')
    .option('--status <status>', 'reviewed or approved: sign it on its data; draft: reopen it. With --role and --why')
    .option('--role <role>', 'the role that signs or reopens, never a name')
    .option('--why <reason>', 'the reason, kept in its history')
    .option('--year <year>', 'financial year, such as 2023/24', yearText)
    .option('--period <number>', 'actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--method <method>', 'chain, duration, linear, holt, holt-damped or naive')
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff))
    .option(
      '--lever <lever>',
      'add one: kind=value[,from=2024-01-01][,to=…][,ramp=6][,groups=A|B][,reference=…]',
      collect,
      [],
    )
    .option('--levers <file>', 'add the levers of a JSON file')
    .option('--off <id>', 'switch a lever off', collect, [])
    .option('--on <id>', 'switch a lever on', collect, [])
    .option('--remove <id>', 'take a lever out', collect, [])
    .option('--assumption <key=value>', 'replace an assumption; key= takes the replacement out', collect, [])
    .option(...secret)
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: SetOptions & SignOptions & { out?: string; passphraseFile?: string }) => {
      const path = resolve(file);
      const read = await readScenarioFile(path, passphraseOf(options));
      const before = read.document.scenario;
      const change = changeByCommand(environment);
      const changed = changedScenario(before, editedScenario(before, options), change);
      const made = signedScenario(read.document.snapshot, changed, options, change);
      const lost = before.status !== 'draft' && changed.status === 'draft';
      const { snapshot, history, versions } = read.document;
      const document = documentToSave(snapshot, made, history, clock().toISOString(), version, versions);
      const target = options.out ? resolve(withExtension(options.out, 'outturn')) : path;
      const protect = read.encrypted ? passphraseOf(options) : null;
      if (target !== path && (await fileSystem.stat(target))) {
        throw new OutturnError('file-exists', `“${basename(target)}” is there already. Give another name for --out.`);
      }
      await write(target, document, target === path ? read : { ...read, fingerprint: null }, protect);
      const fault = `It was ${before.status} and is a draft again: what was ${before.status} has been changed. The ${before.status === 'approved' ? 'approval' : 'review'} stays in its history.`;
      finish(shown('scenario set', target, await readScenarioFile(target, protect), lost ? [fault] : []));
    });

  scenario
    .command('check')
    .description('whether a scenario file is whole and its results are what its data give')
    .argument('<file>')
    .option(...secret)
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: { passphraseFile?: string }) => {
      const path = resolve(file);
      const read = await readScenarioFile(path, passphraseOf(options));
      finish(shown('scenario check', path, read, checkScenarioFile(read)));
    });
}

function shown(command: string, path: string, read: ReadScenario, faults: string[]): CommandResult {
  const { scenario, results, history, snapshot } = read.document;
  const file = basename(path);
  return {
    json: {
      command,
      file: path,
      created: read.created,
      app: read.app,
      encrypted: read.encrypted,
      sha256: read.fingerprint.sha256,
      council: snapshot.council,
      dataDate: snapshot.dataDate,
      scenario,
      results,
      history,
      children: childrenIn(snapshot),
      faults,
    },
    text: [
      `“${scenario.name}” in ${file}: ${formatPeriod(scenario.year, scenario.period)}, ${scenario.status}${read.encrypted ? ', protected by a passphrase' : ''}`,
      `${snapshot.council || 'No council named'}, ${dataTo(snapshot.dataDate)}${snapshot.synthetic ? ', part of it synthetic' : ''}`,
      childrenText(snapshot),
      ...leverLines(scenario),
      ...Object.entries(scenario.assumptions).map(([key, value]) => `assumption ${key} = ${value}`),
      results
        ? `Outturn ${sayMoney(results.total.outturn)}, variance ${sayMoney(results.total.variance)}, net variance ${sayMoney(results.total.netVariance)} (engine ${results.engineVersion}, ${results.method}, seed ${results.seed})`
        : 'No results: its data cannot be forecast yet.',
      `Saved ${history.length} ${history.length === 1 ? 'time' : 'times'}, last ${history.at(-1)?.savedAt ?? read.created}`,
      ...faults.map((fault) => `FAULT  ${fault}`),
    ].join('\n'),
    problems: faults.length > 0,
  };
}

/** What a file holds of children: their rows, counts in their place, or nothing. */
const childrenIn = (snapshot: Snapshot): 'rows' | 'counts' | 'none' =>
  snapshot.placements.length > 0 ? 'rows' : totalsOf(snapshot) ? 'counts' : 'none';

function childrenText(snapshot: Snapshot): string {
  const children = new Set(snapshot.placements.map(({ childKey }) => childKey)).size;
  return {
    rows: `With rows of children: ${children} ${children === 1 ? 'child' : 'children'}, each under a pseudonym`,
    counts: 'Without rows of children: counts, rates and prices by age band and placement group',
    none: 'Nothing of single children',
  }[childrenIn(snapshot)];
}

function leverLines({ levers }: Scenario): string[] {
  if (levers.length === 0) return ['No levers: this is a base.'];
  return levers.map((lever) => {
    const { unit } = leverDefinitions[lever.kind];
    const until = lever.to ? ` to ${formatDate(lever.to)}` : '';
    const parts = [lever.groups.join(' '), lever.reference ?? ''].filter((part) => part !== '').join(', ');
    return `${lever.on ? '●' : '○'} ${lever.id}  ${lever.kind} ${lever.value} ${unit}, from ${formatDate(lever.from)}${until}${parts ? ` (${parts})` : ''}`;
  });
}

/** A file that a window has open is not written under it. */
function refuseOpenElsewhere(path: string, now: Date): void {
  const holder = holderOf(path, ownLock(now), now);
  if (holder === null) return;
  const { owner, machine, since } = holder;
  throw new OutturnError(
    'file-locked',
    `“${basename(path)}” has been open since ${formatMoment(since)} by ${owner} on ${machine}, so it was not changed. Close it there, or write to another file with --out.`,
    { name: basename(path), owner, machine, since },
  );
}
