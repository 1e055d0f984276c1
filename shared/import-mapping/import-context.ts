/** What the whole import and the copy say of each of its tables. */
export type ImportContext = {
  /** The one financial year that budgets, titles and ledgers name; null where none or several do. */
  year: string | null;
  /** The latest period of that year that a ledger of the import holds. */
  period: number | null;
  /** Budget lines of the copy and of the import. */
  lines: readonly { code: string; name: string }[];
  /** Placement groups of the copy, and the default ones where it has none. */
  groups: readonly { code: string; name: string }[];
  /** Whether the import or the copy holds children one by one: only then can a line be costed from them. */
  placements: boolean;
};

export const noContext: ImportContext = { year: null, period: null, lines: [], groups: [], placements: false };
