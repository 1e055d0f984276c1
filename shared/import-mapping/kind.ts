import type { RegisterName } from '../model/registers.ts';

/** How other systems head a column: the whole plain header, or a part of it, and what it may not hold. */
export type ColumnRule = { exact: RegExp; loose?: RegExp; not?: RegExp };

/** What stands in a column that a file of another system has not, and the sentence that says so. */
export type Assumed = { say: string } & (
  | { constant: string }
  /** Read from the header of another column; its texts are turned into values of this one. */
  | { from: string }
  /** Known of the whole import: its year, the first day of it, its latest period. */
  | { stated: 'year' | 'year-start' | 'period' }
);

/** A table as other systems write it. */
export type TableKind = {
  register: RegisterName;
  /** What its file, sheet or title is called. */
  title: RegExp;
  /** Columns that its headers must name: one of each list. */
  needs: readonly (readonly string[])[];
  /** A header that tells it from tables like it: at least one must match. */
  mark?: RegExp;
  columns: Readonly<Record<string, ColumnRule>>;
  assumed: Readonly<Record<string, Assumed>>;
  /** Read beside this register from the same table, where its own needs are there. */
  beside?: RegisterName;
};

/** Of a row that has only one of them, the reference is the name and the name the reference. */
export const eitherNames = {
  reference: { from: 'name', say: 'the name stands for the reference' },
  name: { from: 'reference', say: 'the reference stands for the name' },
} as const;

/** The reference of a row, by whatever it is called. */
export const referenceOf = (of: string): ColumnRule => ({
  exact: new RegExp(`^(?:${of})?\\s*(?:unique )?(?:ref|id|code|no|key|identifier|ref no|id no)$`),
  loose: new RegExp(`\\b(?:${of}) (?:ref|id|code|no)\\b`),
  not: /owner|cost centre|line|risk score|child|budget/,
});

/** The line of the budget that a row falls on. */
export const lineOfBudget: ColumnRule = {
  exact:
    /^(?:(?:budget|profit|responsibility|linked|lead|gl|main)? ?(?:cost centre|cost code|budget line)|line|budget (?:code|head|area code)|(?:ledger|gl|account|service|activity|detail|finance|financial|coding|analysis|objective|nominal|budget book|expenditure|code|charge|department|dept|unit|responsibility) (?:code|line)|profit centre|responsibility centre|cost object|costc|wbs element|coding|code)(?: (?:code|id|no|ref|impacted|affected|charged))*$/,
  loose: /cost (?:centre|code)|profit centre|budget (?:line|code|head)|ledger code|finance code|gl code/,
  not: /description|name|title|text|\bvalue\b|income|amount|\bt\b/,
};

export const yearHeader: ColumnRule = {
  exact: /^(?:financial|fin|fiscal|budget|accounting|gl|start|impact|delivery)? ?(?:year|fy)(?: start)?$|^fy(?:ear)?$/,
  not: /full|period/,
};

export const nameHeader = (of: string): ColumnRule => ({
  exact: new RegExp(`^(?:(?:${of})(?: (?:name|title|description))?|name|title|description|detail|details|proposal)$`),
  loose: new RegExp(`\\b(?:${of}|short) (?:name|title|description)\\b`),
  not: /\bref\b|\bid\b|owner|cost centre|officer/,
});

export const ownerHeader: ColumnRule = {
  exact:
    /^(?:(?:risk|saving|savings|budget|responsible|lead|accountable|pressure) )?(?:owner|lead|officer|manager|budget holder|sponsor|sro|director|head service)(?: role)?$/,
};
export const noteHeader: ColumnRule = {
  exact: /^(?:notes?|comments?|commentary|narrative|update|remarks|rationale|further detail)$/,
};
