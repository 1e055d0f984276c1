import type { CommandParts } from './program.ts';

type Add = (parts: CommandParts) => void;

/** Every command by its name, in the order of the help, loaded only when it is wanted: most need few of the libraries. */
const commands: Record<string, () => Promise<Add[]>> = {
  demo: async () => [(await import('./demo-command.ts')).addDemo],
  import: async () => [(await import('./import-command.ts')).addImport],
  forecast: async () => [(await import('./forecast-command.ts')).addForecast],
  plan: async () => [(await import('./plan-command.ts')).addPlan],
  scenario: async () => [
    (await import('./scenario-command.ts')).addScenario,
    (await import('./scenario-from-workbook.ts')).addScenarioFromWorkbook,
  ],
  compare: async () => [(await import('./compare-command.ts')).addCompare],
  workbook: async () => [(await import('./workbook-command.ts')).addWorkbook],
  check: async () => [(await import('./check-command.ts')).addCheck],
  stock: async () => [(await import('./stock-command.ts')).addStock],
  demand: async () => [(await import('./demand-command.ts')).addDemand],
  backtest: async () => [(await import('./backtest-command.ts')).addBacktest],
  period: async () => [(await import('./period-command.ts')).addPeriod],
  reconcile: async () => [(await import('./reconcile-command.ts')).addReconcile],
  report: async () => [(await import('./report-command.ts')).addReport],
  publications: async () => [(await import('./publications-command.ts')).addPublications],
  sync: async () => [(await import('./sync-command.ts')).addSync],
};

/** Adds the command that the words begin with; all of them where they begin with none, as help and a wrong word do. */
export async function addCommands(args: readonly string[], parts: CommandParts): Promise<void> {
  const load = Object.hasOwn(commands, args[0] ?? '') ? commands[args[0] ?? ''] : undefined;
  if (args[0] === '--version' || args[0] === '-V') return;
  const adders = load ? await load() : (await Promise.all(Object.values(commands).map((each) => each()))).flat();
  for (const add of adders) add(parts);
}
