/**
 * What happens to one cell when a source is read again. A cell is in conflict when it was edited here since it last
 * came from the source *and* the source now says something new; then the rule of its column decides. The rule is the
 * same for a whole row that was deleted here or that the source no longer holds, with the row as the value.
 */
export const refreshRules = ['local', 'source', 'ask'] as const;
export type RefreshRule = (typeof refreshRules)[number];
export type RefreshAnswer = 'local' | 'source';
export type CellValue = string | number | null;

export type CellState = {
  /** What the copy holds. */
  stored: CellValue;
  /** What the source says now. */
  incoming: CellValue;
  /** What the source last said; undefined when the cell never came from a source. */
  imported: CellValue | undefined;
};
/**
 * - `same`: copy and source agree.
 * - `take`: not edited here, so the source's new value is taken.
 * - `keep`: edited here, and the source says what it said before: the edit stands.
 * - `local-wins`, `source-wins`: both changed; by the rule or the officer's answer.
 * - `ask`: both changed and nobody has answered: the copy stays as it is until someone does.
 */
export type CellOutcome = 'same' | 'take' | 'keep' | 'local-wins' | 'source-wins' | 'ask';

/** Decides one cell. `answer` counts only where the rule is to ask. */
export function decideCell(cell: CellState, rule: RefreshRule, answer: RefreshAnswer | null): CellOutcome {
  const { stored, incoming, imported } = cell;
  if (stored === incoming) return 'same';
  if (imported !== undefined && stored === imported) return 'take';
  if (imported !== undefined && incoming === imported) return 'keep';
  const decided = rule === 'ask' ? answer : rule;
  if (decided === null) return 'ask';
  return decided === 'local' ? 'local-wins' : 'source-wins';
}

/** The value a cell has after a decision. */
export function settledValue(cell: CellState, outcome: CellOutcome): CellValue {
  return outcome === 'take' || outcome === 'source-wins' ? cell.incoming : cell.stored;
}

/** Rules of a source: those of its columns, and one for all others. `*` stands for whole rows of a register. */
export type RefreshRules = {
  rules: readonly { register: string; column: string; rule: RefreshRule }[];
  otherwise: RefreshRule;
};

/** The rule for a column of a register. */
export function ruleFor({ rules, otherwise }: RefreshRules, register: string, column: string): RefreshRule {
  return rules.find((one) => one.register === register && one.column === column)?.rule ?? otherwise;
}
