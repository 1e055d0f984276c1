import type { Store } from '../../../db/store.ts';
import type { Cells } from '../../../db/tables.ts';
import { parsePeriod } from '../../../shared/cells/period.ts';
import { type ImportContext, noContext } from '../../../shared/import-mapping/import-context.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { alsoMapping, columnMapping } from '../../../shared/import-mapping/mapping.ts';
import { proposedValue } from '../../../shared/import-mapping/value-proposals.ts';
import { registers } from '../../../shared/model/registers.ts';
import { defaultGroups } from '../../../shared/ssda903/codes.ts';
import { detect } from './detect.ts';
import { mappingOf } from './mapped-table.ts';
import type { FileTables } from './read-files.ts';
import { recognise } from './recognise.ts';
import { readableForms } from './shape/forms.ts';
import type { SourceTable } from './source-table.ts';

/** What the copy and the tables of an import say together: read before a table of strange headers is. */
export function contextOf(store: Store, files: readonly FileTables[]): ImportContext {
  const all = (register: 'budgetLines' | 'placementGroups' | 'placements') =>
    store.statement(register, 'all').all() as Cells[];
  const groups = all('placementGroups');
  const base: ImportContext = {
    ...noContext,
    groups: (groups.length > 0 ? groups : defaultGroups).map(({ code, name }) => ({
      code: String(code),
      name: String(name),
    })),
  };
  const found = files.flatMap(({ tables }) => tables.flatMap((table) => near(table, base)));
  const lines = new Map(all('budgetLines').map(({ code, name }) => [String(code), String(name)]));
  const years = new Set<string>();
  for (const { form, headerRow, mapping } of found.filter((one) => one.mapping.register === 'budgetLines')) {
    const column = columnsOf(form, headerRow, mapping);
    for (const cells of form.rows.slice(headerRow + 1)) {
      const code = (cells[column('code')] ?? '').trim();
      if (code !== '') lines.set(code, (cells[column('name')] ?? '').trim());
    }
  }
  for (const { mapping } of found) if (mapping.constants?.year) years.add(mapping.constants.year);
  for (const { form, headerRow, mapping } of found)
    for (const year of yearsIn(form, headerRow, mapping)) years.add(year);
  if (years.size === 0) for (const { year } of all('budgetLines')) years.add(String(year));
  const year = years.size === 1 ? ([...years][0] ?? null) : null;
  const context: ImportContext = {
    ...base,
    year,
    lines: [...lines].map(([code, name]) => ({ code, name })),
    placements: all('placements').length > 0 || found.some(({ mapping }) => mapping.register === 'placements'),
  };
  return { ...context, period: latestPeriod(found, context, store) };
}

type Near = { form: SourceTable; headerRow: number; mapping: TableMapping };

/** What a table is most likely, by our own headers or by those of other systems. */
function near(table: SourceTable, context: ImportContext): Near[] {
  if (table.hidden) return [];
  const forms = readableForms(table);
  for (const form of forms) {
    try {
      const found = detect(form, { register: null, mapping: () => new Map() });
      return [{ form, headerRow: found.headerRow, mapping: mappingOf(form, found) }];
    } catch {}
  }
  const [best] = recognise(table, context, null);
  const form = best && forms[best.form];
  return best && form ? [{ form, headerRow: best.headerRow, mapping: best.mapping }] : [];
}

function columnsOf(form: SourceTable, headerRow: number, { columns, also = {} }: TableMapping) {
  const headers = (form.rows[headerRow] ?? []).map((text) => text.trim());
  const from = new Map(Object.entries(columns).map(([header, entry]) => [columnMapping(entry).column, header]));
  for (const [column, entry] of Object.entries(also)) from.set(column, alsoMapping(entry).header);
  return (column: string) => headers.indexOf(from.get(column) ?? '\u0000');
}

function yearsIn(form: SourceTable, headerRow: number, mapping: TableMapping): string[] {
  if (mapping.register !== 'budgetLines' && mapping.register !== 'actuals') return [];
  const index = columnsOf(form, headerRow, mapping)('year');
  if (index < 0) return [];
  const texts = new Set(form.rows.slice(headerRow + 1).map((cells) => (cells[index] ?? '').trim()));
  const year = registers.budgetLines.columns.year;
  return [...texts].flatMap((text) => proposedValue('budgetLines', 'year', year, text, noContext) ?? []);
}

/** The latest period of the year in the ledgers of the import, else in the copy. */
function latestPeriod(found: readonly Near[], context: ImportContext, store: Store): number | null {
  let latest = 0;
  for (const { form, headerRow, mapping } of found) {
    if (mapping.register !== 'actuals') continue;
    const index = columnsOf(form, headerRow, mapping)('period');
    const texts = new Set(form.rows.slice(headerRow + 1).map((cells) => (cells[index] ?? '').trim()));
    for (const text of texts) {
      const period =
        parsePeriod(text) ||
        Number(proposedValue('actuals', 'period', registers.actuals.columns.period, text, context) ?? 0);
      latest = Math.max(latest, period);
    }
  }
  if (latest > 0) return latest;
  const stored = (store.statement('actuals', 'all').all() as Cells[]).filter(({ year }) => year === context.year);
  return stored.reduce<number | null>((most, { period }) => Math.max(most ?? 0, Number(period)), null);
}
