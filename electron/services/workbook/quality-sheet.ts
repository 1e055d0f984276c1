import { settledList } from '../../../shared/checks/contradictions.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import { assumptionTitle } from '../../../shared/scenario/assumption-names.ts';
import { assumptionLog, signOffText } from '../../../shared/scenario/sign-off.ts';
import { type Cell, header, numeric, type SheetSpec, text } from './cells.ts';
import { headerRow, heading, type WorkbookInput } from './workbook-input.ts';

const noteLabels = { block: 'Lacking', warn: 'Warning', inform: 'Note' } as const;

/** What a reader must know before relying on the figures: notes, changed assumptions, disputed facts, rows used. */
export function qualitySheet(input: WorkbookInput): SheetSpec {
  const { forecast, snapshot } = input;
  const rows: (Cell | null)[][] = [...heading('Quality log', input), header('Kind', 'What', 'Detail', 'Value')];
  rows.push([
    text('Engine'),
    text(`Version ${forecast.engineVersion}`),
    text(`Demand method ${forecast.method}, seed ${input.scenario.seed}`),
  ]);
  rows.push([text('Sign-off'), text(signOffText(input.scenario), 'wrapped')]);
  for (const row of assumptionLog(snapshot, input.scenario, forecast.dataDate)) {
    const from = row.origin === 'scenario' ? 'set in this scenario' : (row.source ?? 'standard value of Outturn');
    const owned = [
      from,
      row.ownerRole,
      row.confidence && `${row.confidence} confidence`,
      row.review && `review ${formatDate(row.review)}`,
    ];
    rows.push([
      text('Assumption'),
      text(`${row.name}${row.unit === '' ? '' : ` (${row.unit})`}`),
      text(owned.filter(Boolean).join(' · '), 'wrapped'),
      row.value === null ? null : numeric(row.value, 'general'),
    ]);
  }
  for (const note of forecast.notes) rows.push([text(noteLabels[note.severity]), text(note.text, 'wrapped')]);
  for (const change of forecast.changedAssumptions) {
    rows.push([
      text('Changed assumption'),
      text(assumptionTitle(change.key, snapshot)),
      text(`in the data: ${change.base ?? 'none'}`),
      numeric(change.value, 'general'),
    ]);
  }
  for (const fact of snapshot.statedFacts) {
    rows.push([
      text(fact.accepted === 1 ? 'Stated, accepted' : 'Stated, not accepted'),
      text(`${fact.fact} (${fact.unit})`),
      text(fact.source, 'wrapped'),
      numeric(fact.value, 'general'),
    ]);
  }
  for (const line of settledList(snapshot)) {
    if (line.on === null) continue;
    rows.push([
      text('Contradiction, settled'),
      text(line.title, 'wrapped'),
      text(`${line.used}: ${line.reason} (${line.by}, ${formatDate(line.on)})`, 'wrapped'),
    ]);
  }
  for (const name of registerNames)
    rows.push([text('Rows'), text(registers[name].label), text(null), numeric(snapshot[name].length)]);
  return {
    name: 'Quality log',
    widths: [22, 60, 60, 14],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names: [],
    colours: [],
  };
}
