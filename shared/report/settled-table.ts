import type { SettledLine } from '../checks/contradictions.ts';
import { formatDate } from '../format/format.ts';
import type { ReportBlock } from './document.ts';
import { suppressText } from './suppress-table.ts';

/**
 * The contradictions between sources that were settled by a person, with the reason; who and when only where the report
 * is not public. How many more are accepted in the data is said in a sentence.
 */
export function settledTable(settled: readonly SettledLine[], isPublic: boolean): ReportBlock[] {
  const byPerson = settled.flatMap((line) => (line.on === null ? [] : [{ ...line, on: line.on }]));
  const others = settled.length - byPerson.length;
  const blocks: ReportBlock[] = [];
  if (byPerson.length > 0) {
    blocks.push({
      kind: 'table',
      caption: 'Contradictions between sources, settled',
      columns: ['What differed', 'Used', 'Reason', ...(isPublic ? [] : ['Settled by'])].map((label) => ({
        label,
        numeric: false,
      })),
      rows: byPerson.map(({ title, used, reason, by, on }) => ({
        cells: isPublic ? [title, used, reason].map(suppressText) : [title, used, reason, `${by}, ${formatDate(on)}`],
        total: false,
      })),
      note: null,
    });
  }
  if (others > 0) {
    blocks.push({
      kind: 'paragraph',
      text: `${others === 1 ? 'One fact that sources state differently is' : `${others} facts that sources state differently are`} accepted from one of them in the data, with the reason; the quality log of the workbook lists ${others === 1 ? 'it' : 'them'}.`,
    });
  }
  return blocks;
}
