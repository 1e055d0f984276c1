import { type WrittenPostings, writePostings } from '../../../db/postings.ts';
import type { Store } from '../../../db/store.ts';
import { tables } from '../../../db/tables.ts';
import { withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import type { Plan } from './import-plan.ts';

const separator = '\u0001';
const withheld = (text: string | null) => (text === null ? null : withholdPersonal(text));

/** Keeps the postings of every total of the ledger that an import took; `fileOf` names the file of a source. */
export function keepPostings(
  store: Store,
  importId: number,
  at: string,
  plan: Plan,
  fileOf: ReadonlyMap<number, string>,
): void {
  if (plan.postings.size === 0) return;
  const ledger = plan.registers.find((one) => one.register === 'actuals');
  const { key } = tables.actuals;
  const taken = new Set([
    ...[...(ledger?.add ?? []), ...(ledger?.unchanged ?? [])].map((row) => `${row.source} ${row.key}`),
    ...(ledger?.change ?? []).map(
      ({ source, after }) => `${source} ${key.map((column) => after[column]).join(separator)}`,
    ),
  ]);
  function* totals(): Generator<WrittenPostings> {
    for (const [{ source, key: text, cells }, postings] of plan.postings) {
      if (!taken.has(`${source} ${text}`)) continue;
      const file = fileOf.get(source) ?? '';
      yield {
        year: String(cells.year),
        period: Number(cells.period),
        lineCode: String(cells.lineCode),
        source: String(cells.source),
        postings: postings.map((one) => ({
          ...one,
          file,
          document: withheld(one.document),
          kind: withheld(one.kind),
        })),
      };
    }
  }
  writePostings(store, importId, at, totals());
}
