import { purge } from '../../../db/erase.ts';
import { recordErasure, subjectMark } from '../../../db/erasure-records.ts';
import { changeSettings, readSetting } from '../../../db/settings.ts';
import type { Store } from '../../../db/store.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Retention, retentionLabels, retentionOf } from '../../../shared/model/retention.ts';
import { eraseEverywhere } from '../data-protection/erase-everywhere.ts';
import { emptyDueProblems, planRetention, type RetentionPlan, removeSetAside } from '../data-protection/retention.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult, Environment } from './environment.ts';
import { erasingBefore, recentIn } from './erasing.ts';
import { keysOf, withWorkspace } from './workspace.ts';

type Options = {
  workspace: string;
  childrenYears?: string;
  problemsDays?: string;
  setAsideDays?: string;
  save?: true;
  apply?: true;
  why?: string;
};

/** `retain`: what the retention schedule would remove today; with `--apply`, removes it. */
export function addRetain({ program, environment, finish }: CommandParts): void {
  program
    .command('retain')
    .description('say what the retention schedule would remove from a local copy; with --apply, remove it')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--children-years <years>', 'keep children this long after their last placement ended')
    .option('--problems-days <days>', 'keep rows that imports refused this long')
    .option('--set-aside-days <days>', 'keep copies set aside and unsaved work this long')
    .option('--save', 'keep these periods as the schedule of the local copy')
    .option('--apply', 'remove what is due')
    .option('--why <text>', 'with --apply: the reason, kept in the signed record')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const why = options.why?.trim() ?? '';
      if (options.apply && why === '') throw new OutturnError('invalid-input', 'Give the reason: --why TEXT.');
      const given = periodsOf(options);
      finish(
        await withWorkspace(options.workspace, environment, false, (store) =>
          run(store, options, given, why, environment),
        ),
      );
    });
}

async function run(
  store: Store,
  options: Options,
  given: Partial<Retention>,
  why: string,
  environment: Environment,
): Promise<CommandResult> {
  const { clock, version } = environment;
  const profile = folderOfCopy(options.workspace);
  const schedule = { ...retentionOf(readSetting(store, 'retention')), ...given };
  if (options.save) changeSettings(store, { retention: JSON.stringify(schedule) }, 'Retention schedule');
  const plan = planRetention(store, profile, schedule, clock());
  if (!options.apply) return answer(plan, null, []);
  const keys = await keysOf(options.workspace, environment);
  const erasing = erasingBefore(plan.children.before, why, `retention: ended before ${plan.children.before}`);
  const erased = await eraseEverywhere(store, erasing, recentIn(profile), null, { profile, keys, clock, version });
  const problems = emptyDueProblems(store, plan.problems.before);
  removeSetAside(profile, plan.setAside.files);
  if (problems + plan.setAside.files.length > 0) {
    const counts = { 'import problems': problems, 'files set aside': plan.setAside.files.length };
    store.transaction('record', () =>
      recordErasure(
        store,
        { scope: 'retention: problems and files', subject: subjectMark([], keys), why, counts },
        keys,
      ),
    );
    purge(store);
  }
  return answer(plan, erased.record?.counts ?? {}, erased.left);
}

function periodsOf({ childrenYears, problemsDays, setAsideDays }: Options): Partial<Retention> {
  const number = (text: string, option: string, most: number) => {
    const value = Number(text);
    if (/^\d{1,5}$/.test(text) && value >= 1 && value <= most) return value;
    throw new OutturnError('invalid-input', `${option} is a whole number from 1 to ${most}.`);
  };
  return {
    ...(childrenYears === undefined
      ? {}
      : { children: Math.ceil(number(childrenYears, '--children-years', 100) * 365.25) }),
    ...(problemsDays === undefined ? {} : { problems: number(problemsDays, '--problems-days', 36_525) }),
    ...(setAsideDays === undefined ? {} : { setAside: number(setAsideDays, '--set-aside-days', 36_525) }),
  };
}

function answer(
  plan: RetentionPlan,
  done: Record<string, number> | null,
  left: readonly { file: string; why: string }[],
): CommandResult {
  const due = [
    `${plan.children.count} ${retentionLabels.children} before ${formatDate(plan.children.before)}`,
    `${plan.problems.count} ${retentionLabels.problems} before ${formatDate(plan.problems.before)}`,
    `${plan.setAside.files.length} ${retentionLabels.setAside} before ${formatDate(plan.setAside.before)}`,
  ];
  return {
    json: { command: 'retain', applied: done !== null, plan, removed: done, left },
    text: [
      done === null
        ? 'Due today, by the retention schedule (nothing was changed):'
        : 'Removed, by the retention schedule:',
      ...due.map((line) => `  ${line}`),
      ...left.map(({ file, why }) => `NOT REACHED  ${file}: ${why}`),
      ...(done === null ? ['Remove it with: outturn retain … --apply --why TEXT'] : []),
    ].join('\n'),
    problems: left.length > 0,
  };
}
