import { commandList } from './command-list.ts';
import type { CommandParts } from './command-parts.ts';

type Add = (parts: CommandParts) => void;

/** Every command by its name, in the order of the help, loaded only when it is wanted: most need few of the libraries. */
export const commands: Record<string, () => Promise<Add[]>> = {
  demo: async () => [(await import('./demo-command.ts')).addDemo],
  import: async () => [(await import('./import-command.ts')).addImport],
  forecast: async () => [(await import('./forecast-command.ts')).addForecast],
  plan: async () => [(await import('./plan-command.ts')).addPlan],
  proposals: async () => [(await import('./proposals-command.ts')).addProposals],
  'roll-forward': async () => [(await import('./roll-forward-command.ts')).addRollForward],
  programme: async () => [(await import('./programme-command.ts')).addProgramme],
  scorecard: async () => [(await import('./scorecard-command.ts')).addScorecard],
  scenario: async () => [
    (await import('./scenario-command.ts')).addScenario,
    (await import('./scenario-from-workbook.ts')).addScenarioFromWorkbook,
    (await import('./scenario-share.ts')).addScenarioShare,
  ],
  compare: async () => [(await import('./compare-command.ts')).addCompare],
  workbook: async () => [(await import('./workbook-command.ts')).addWorkbook],
  check: async () => [(await import('./check-command.ts')).addCheck],
  stock: async () => [(await import('./stock-command.ts')).addStock],
  demand: async () => [(await import('./demand-command.ts')).addDemand],
  'forecast-table': async () => [(await import('./forecast-table-command.ts')).addForecastTable],
  sufficiency: async () => [(await import('./sufficiency-command.ts')).addSufficiency],
  leavers: async () => [(await import('./leavers-command.ts')).addLeavers],
  activity: async () => [(await import('./activity-command.ts')).addActivity],
  backtest: async () => [(await import('./backtest-command.ts')).addBacktest],
  period: async () => [(await import('./period-command.ts')).addPeriod],
  reconcile: async () => [(await import('./reconcile-command.ts')).addReconcile],
  postings: async () => [(await import('./postings-command.ts')).addPostings],
  calculate: async () => [(await import('./calculate-command.ts')).addCalculate],
  report: async () => [(await import('./report-command.ts')).addReport],
  publications: async () => [(await import('./publications-command.ts')).addPublications],
  registers: async () => [(await import('./registers-command.ts')).addRegisters],
  erase: async () => [(await import('./erase-command.ts')).addErase],
  retain: async () => [(await import('./retain-command.ts')).addRetain],
  subject: async () => [(await import('./subject-command.ts')).addSubject],
  texts: async () => [(await import('./texts-command.ts')).addTexts],
  key: async () => [(await import('./key-command.ts')).addKey],
  batch: async () => [(await import('./batch-command.ts')).addBatch],
  region: async () => [(await import('./region-command.ts')).addRegion],
  worker: async () => [(await import('./worker-command.ts')).addWorker],
  team: async () => [(await import('./team-command.ts')).addTeam],
  sync: async () => [(await import('./sync-command.ts')).addSync],
};

/** The command that arguments are about: the first that is no option, after `help` the next. */
function nameIn(args: readonly string[]): string {
  const [first = '', second = ''] = args.filter((word) => !word.startsWith('-'));
  return first === 'help' ? second : first;
}

/** Adds the command the words are about, whole; where they are about none (help, a wrong word), the list of all. */
export async function addCommands(args: readonly string[], parts: CommandParts): Promise<void> {
  if (args[0] === '--version' || args[0] === '-V') return;
  const name = nameIn(args);
  const wanted = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (wanted) {
    for (const add of await wanted()) add(parts);
    return;
  }
  for (const [each, load] of Object.entries(commands)) {
    const said = commandList[each];
    if (!said) for (const add of await load()) add(parts);
    else {
      const command = parts.program.command(each).description(said.about);
      if (said.arguments) command.arguments(said.arguments);
      if (said.options !== false) command.option('--json', 'as one JSON document');
    }
  }
}
