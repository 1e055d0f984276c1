import { type WrittenPostings, writePostings } from '../../../db/postings.ts';
import type { Store } from '../../../db/store.ts';
import { tables } from '../../../db/tables.ts';
import { withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import type { Plan } from './import-plan.ts';

const separator = '\u0001';
/** A number with its letters before it, as ledgers number documents: digits of a document are nobody's. */
const plainNumber = /^[A-Z]{0,6}[-/ ]?\d[\d/-]*$/i;

/** Texts with what may name a person withheld; kinds repeat thousands of times. */
function watched(): (text: string | null) => string | null {
  const known = new Map<string, string>();
  return (text) => {
    if (text === null || plainNumber.test(text)) return text;
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const value = withholdPersonal(text);
    if (known.size < 10_000) known.set(text, value);
    return value;
  };
}

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
  const withheld = watched();
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
