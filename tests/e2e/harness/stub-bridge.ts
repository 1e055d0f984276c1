import type { Answer, Bridge, ChangedRow, Edit } from '../../../shared/api.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { packSnapshot } from '../../../shared/model/packed-snapshot.ts';
import type { FailureCode } from '../../../shared/model/problem.ts';
import { registers, rowSchema } from '../../../shared/model/registers.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { fixtureSnapshot } from './fixture-snapshot.ts';

const good = <T>(value: T): Answer<T> => ({ ok: true, value });
const bad = (code: FailureCode, message: string): Answer<never> => ({ ok: false, error: { code, message } });
type AnyRow = Record<string, string | number | null> & { id: number };

function scenario(): Scenario {
  const made = newScenario('Step-down and slower savings', '2023/24', 9);
  made.method = 'linear';
  made.levers = [
    { ...newLever('price-uplift', 'a', '2024-01-01'), name: 'Residential price', value: 4, groups: ['residential'] },
    { ...newLever('entrants-percent', 'b', '2024-01-01'), value: -8, rampMonths: 3, note: 'Edge of care' },
    {
      ...newLever('saving-delay', 'c', '2024-01-01'),
      name: 'Circle to Success starts later',
      value: 3,
      reference: 'S1',
    },
    { ...newLever('contribution', 'd', '2024-01-01'), value: 6, on: false, reference: 'health' },
  ];
  return made;
}

/** Answers every method from memory: edits, undo and redo work, files do not. */
export function stubBridge(kind: string): Bridge {
  let snapshot: Snapshot = kind === 'empty' ? emptySnapshot() : fixtureSnapshot();
  let current = kind === 'empty' ? newScenario('What if', '2023/24', 0) : scenario();
  const groups: { label: string; before: ChangedRow[]; after: ChangedRow[] }[] = [];
  const undone: typeof groups = [];
  let nextId = 1_000_000;
  const put = (changes: ChangedRow[]) => {
    for (const change of changes) {
      const rows = snapshot[change.register] as unknown as AnyRow[];
      const at = rows.findIndex((row) => row.id === change.id);
      if (!change.row) rows.splice(at, 1);
      else if (at < 0) rows.push({ ...change.row, id: change.id });
      else rows[at] = { ...change.row, id: change.id };
    }
  };
  const open = (unsaved: boolean) => ({
    scenario: current,
    fileName: kind === 'empty' ? null : 'Step-down and slower savings.outturn',
    unsaved,
    savedAt: kind === 'empty' ? null : '2024-01-12T14:02:00Z',
    dataNotice: null,
  });
  const status = () => ({
    council: snapshot.council,
    years: kind === 'empty' ? [] : [{ year: '2023/24', periods: [1, 2, 3, 4, 5, 6, 7, 8, 9] }],
    dataDate: snapshot.dataDate,
    empty: snapshot.budgetLines.length === 0,
    undo: groups.at(-1)?.label ?? null,
    redo: undone.at(-1)?.label ?? null,
    findings: 3,
    base: 'workspace' as const,
  });
  const methods: Partial<Record<keyof Bridge, (input: never) => unknown>> = {
    appInformation: () =>
      good({ version: '0.1.0', engineVersion: '1.0.0', dataFolder: '~/Outturn', platform: 'linux', synthetic: true }),
    storeStatus: () => good(status()),
    snapshot: () => good(snapshot),
    packedSnapshot: () => good(packSnapshot(snapshot)),
    findings: () =>
      good(
        kind === 'empty'
          ? []
          : [
              {
                code: 'shares-total',
                severity: 'warn',
                message: 'RAG of Circle to Success comes to £3.800m against a target of £3.722m.',
                register: 'savings',
                rows: [],
                figures: {},
                suggestion: 'Set the target to £3.800m',
              },
              {
                code: 'T01',
                severity: 'warn',
                message: 'Two sources give the stock of 31 Mar 2023 as 1,146 and 1,155.',
                register: null,
                rows: [],
                figures: {},
                suggestion: null,
              },
              {
                code: 'T07',
                severity: 'block',
                message: 'Stated average weekly cost £1,245 is not total ÷ count (£1,238).',
                register: null,
                rows: [],
                figures: {},
                suggestion: null,
              },
            ],
      ),
    scenarioCurrent: () => good(open(false)),
    scenarioUpdate: (input: { scenario: Scenario }) => {
      current = input.scenario;
      return good(open(true));
    },
    scenarioNew: (input: { name: string; year: string; period: number }) => {
      current = newScenario(input.name, input.year, input.period);
      return good(open(true));
    },
    sampleLoad: () => {
      snapshot = fixtureSnapshot();
      current = scenario();
      return good({ importId: 1, added: 6210, changed: 0, unchanged: 0, rejected: 0 });
    },
    recentFiles: () =>
      good(
        kind === 'empty'
          ? []
          : [
              {
                token: '0'.repeat(32),
                name: 'P9 as issued.outturn',
                folder: '~/Forecasts',
                openedAt: '2024-01-10T09:12:00Z',
                missing: false,
              },
              {
                token: '1'.repeat(32),
                name: 'Half year.outturn',
                folder: '/media/share',
                openedAt: '2023-10-12T16:40:00Z',
                missing: true,
              },
            ],
      ),
    recovered: () =>
      good(
        kind === 'empty'
          ? []
          : [{ token: '2'.repeat(32), name: 'Growth bid 2024/25', changedAt: '2024-01-11T17:31:00Z' }],
      ),
    exports: () =>
      good([
        {
          id: 1,
          name: 'Outturn P9.xlsx',
          kind: 'workbook',
          when: '2024-01-11T17:40:00Z',
          sha256: 'ab'.repeat(32),
          scenario: 'P9 as issued',
          bytes: 482_113,
        },
      ]),
    imports: () =>
      good([
        {
          id: 1,
          files: ['budget.csv', 'actuals.csv'],
          when: '2024-01-09T10:00:00Z',
          added: 6210,
          changed: 0,
          rejected: 4,
          undone: false,
        },
      ]),
    importProblems: () =>
      good([
        {
          file: 'actuals.csv',
          row: 14,
          column: 'Expenditure',
          code: 'not-money',
          message: '“n/k” is not an amount',
          before: 'n/k',
          after: null,
        },
      ]),
    changes: () =>
      good(
        groups.map((group, index) => ({
          id: index + 1,
          group: index + 1,
          when: '2024-01-12T14:00:00Z',
          who: 'you',
          register: group.after[0]?.register ?? '',
          rowId: 1,
          label: group.label,
          before: null,
          after: null,
          why: null,
          undone: false,
        })),
      ),
    applyEdits: (input: { edits: Edit[] }) => {
      const before: ChangedRow[] = [];
      const after: ChangedRow[] = [];
      for (const edit of input.edits) {
        const rows = snapshot[edit.register] as unknown as AnyRow[];
        if (edit.op === 'insert') {
          nextId += 1;
          const checked = rowSchema(edit.register).safeParse({ id: nextId, ...edit.values });
          if (!checked.success)
            return bad(
              'row-invalid',
              `The new ${registers[edit.register].singular} was refused: ${checked.error.issues[0]?.path.join('.')} ${checked.error.issues[0]?.message}`,
            );
          before.push({ register: edit.register, id: nextId, row: null });
          after.push({ register: edit.register, id: nextId, row: { ...edit.values } });
        } else {
          const row = rows.find((found) => found.id === edit.id);
          if (!row) return bad('row-missing', 'The row is gone.');
          before.push({ register: edit.register, id: edit.id, row });
          const changed = edit.op === 'delete' ? null : { ...row, ...edit.values };
          if (changed && !rowSchema(edit.register).safeParse(changed).success)
            return bad('row-invalid', 'The change was refused.');
          after.push({ register: edit.register, id: edit.id, row: changed });
        }
      }
      put(after);
      undone.length = 0;
      const label = `change of ${after.length} ${after.length === 1 ? 'row' : 'rows'} of ${registers[after[0]?.register ?? 'savings'].label.toLowerCase()}`;
      groups.push({ label, before, after });
      return good({ group: groups.length, label, changed: after });
    },
    undo: () => {
      const group = groups.pop();
      if (!group) return bad('nothing-to-undo', 'Nothing to undo.');
      undone.push(group);
      put(group.before);
      return good({ group: groups.length + 1, label: group.label, changed: group.before });
    },
    redo: () => {
      const group = undone.pop();
      if (!group) return bad('nothing-to-redo', 'Nothing to redo.');
      groups.push(group);
      put(group.after);
      return good({ group: groups.length, label: group.label, changed: group.after });
    },
  };
  return new Proxy({} as Bridge, {
    get: (_, name: string) => async (input: never) => {
      const method = methods[name as keyof Bridge];
      return name === 'nextCommand'
        ? new Promise(() => undefined)
        : structuredClone(method ? method(input) : good(null));
    },
  });
}
