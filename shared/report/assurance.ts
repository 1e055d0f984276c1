import { formatDate } from '../format/format.ts';
import type { Scenario } from '../model/scenario.ts';
import type { LoggedAssumption } from '../scenario/sign-off.ts';
import { signOffText } from '../scenario/sign-off.ts';
import type { ReportBlock } from './document.ts';

const sayNumber = (value: number | null) => (value === null ? '–' : String(value).replace('-', '−'));

/** Who has seen the scenario, and every assumption it stands on, as the Aqua Book asks. Owners are roles, never names. */
export function assurance(scenario: Scenario, log: readonly LoggedAssumption[]): ReportBlock[] {
  const signed: ReportBlock = { kind: 'paragraph', text: `${signOffText(scenario)}.` };
  if (log.length === 0) return [signed];
  const columns = ['Assumption', 'Value', 'Source', 'Owner', 'Confidence', 'Review'];
  return [
    signed,
    {
      kind: 'table',
      caption: 'Assumption log',
      columns: columns.map((label) => ({ label, numeric: label === 'Value' })),
      rows: log.map((row) => ({
        cells: [
          named(row),
          `${sayNumber(row.value)} ${row.unit}${row.changed ? ` (was ${sayNumber(row.base)})` : ''}`.trim(),
          row.origin === 'scenario' ? 'set in this scenario' : (row.source ?? 'standard value of Outturn'),
          row.ownerRole ?? '–',
          row.confidence ?? '–',
          row.review === null ? '–' : `${formatDate(row.review)}${row.overdue ? ', overdue' : ''}`,
        ],
        total: false,
      })),
      note: null,
    },
  ];
}

/** Its name and what it means; the meaning alone where that says the name already. */
function named({ name, meaning }: LoggedAssumption): string {
  if (meaning === '') return name;
  return meaning.toLowerCase().startsWith(name.toLowerCase()) ? meaning : `${name}: ${meaning}`;
}
