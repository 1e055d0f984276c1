/** The list of what was found and changed, and its summary for the cleaning report. */
import type { Severity } from '../model/problem.ts';
import type { ReturnAction, ReturnChange, ReturnRule } from './types.ts';

type Where = { file: string; line: number; childKey?: string };
type More = { column?: string; before?: string; after?: string; severity?: Severity };

/** Severity where the caller says none: what takes a row out of the figures warns, what is only told informs. */
const usual: Record<ReturnAction, Severity> = {
  quarantined: 'warn',
  dropped: 'warn',
  truncated: 'warn',
  merged: 'inform',
  inherited: 'inform',
  ended: 'inform',
  noted: 'warn',
};

/** Makes one entry. */
export function change(
  rule: ReturnRule,
  action: ReturnAction,
  at: Where,
  message: string,
  more: More = {},
): ReturnChange {
  return {
    rule,
    action,
    severity: more.severity ?? usual[action],
    childKey: at.childKey ?? '',
    file: at.file,
    line: at.line,
    column: more.column ?? null,
    before: more.before ?? '',
    after: more.after ?? '',
    message,
  };
}

/** What each rule means, in the report's words. */
export const ruleTitles: Readonly<Record<ReturnRule, string>> = {
  '101': 'SEX is not a code of the collection year',
  '142/501': 'Overlapping or superseded open episode, ended when the next began',
  '146': 'PLACE used outside its collection years',
  '148': 'End date and reason ended: only one of the two is given',
  '213/526': 'Provider missing',
  '302': 'Episode before birth',
  '352': 'Episode started at 18 or over',
  '355': 'Episode of no days',
  '356': 'End before start',
  '370/371': 'Supported or independent placement under 16',
  '380/381': 'Care begins or ends with a temporary placement',
  '388': 'Ended by a move (X1), but no episode follows',
  '432/433': 'Continues an episode, but does not start when the one before ended',
  '434/435/436': 'Reason for the new episode does not match what changed',
  '437': 'Episode after death',
  '502/503': 'Open at the end of a year, not carried into the next return',
  '527-531/550': 'Provider is the parent, but the placement is not with parents',
  'birth-dates-differ': 'Birth dates under one identifier differ; the latest is used',
  'child-missing': 'No child identifier',
  'code-missing': 'Code left blank',
  'column-missing': 'The file lacks a column',
  'code-unknown': 'Code not in the guidance',
  'date-invalid': 'Not a date',
  'date-after-year': 'Date after the end of the return',
  'date-iso': 'Dates written year first',
  'date-open': 'Date that means “no end”',
  'date-missing': 'Date left blank',
  'date-out-of-window': 'Date before 1970 or after 2099',
  'day-month-suspected': 'Day and month may have changed places',
  'duplicate-row': 'Row repeated in the same year',
  'file-not-needed': 'File not needed and not read',
  'file-unknown': 'Not a file of the return',
  'header-missing': 'Child has no header row',
  'identifier-shortened': 'Identifier cut short by a spreadsheet',
  'legal-status-only': 'Legal status changed only: joined to the placement it continues',
  'row-ragged': 'More cells than the header has',
  'same-end': 'Same child, same end: earliest start kept',
  'same-start': 'Same child, same start: latest end kept',
  'temporary-inherits': 'Temporary placement counted in the group before',
  'turned-18': 'Ended at the 18th birthday',
  'uasc-ceased': 'No longer unaccompanied (DUC): counted with the other children',
  'year-doubtful': 'Collection year doubtful',
  'year-duplicated': 'Two files of the same year',
  'year-missing': 'No return of a year between two others',
  'year-mismatch': 'Dates disagree with the collection year said',
  'year-unknown': 'Collection year not known',
};

/** One line of the cleaning report. */
export type ReportLine = {
  rule: ReturnRule;
  title: string;
  action: ReturnAction;
  severity: Severity;
  rows: number;
  /** Children touched; a row without a child counts none. */
  children: number;
};

/** Counts rows and children by rule and action, in order of first appearance. */
export function summariseChanges(changes: readonly ReturnChange[]): ReportLine[] {
  const lines = new Map<string, ReportLine & { keys: Set<string> }>();
  for (const item of changes) {
    const key = `${item.rule} ${item.action}`;
    let line = lines.get(key);
    if (!line) {
      const { rule, action, severity } = item;
      line = { rule, title: ruleTitles[rule], action, severity, rows: 0, children: 0, keys: new Set() };
      lines.set(key, line);
    }
    line.rows += 1;
    if (item.childKey !== '') line.keys.add(item.childKey);
  }
  return [...lines.values()].map(({ keys, ...line }) => ({ ...line, children: keys.size }));
}
