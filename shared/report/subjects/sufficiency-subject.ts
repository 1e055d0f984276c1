import { formatDate } from '../../format/format.ts';
import type { Leavers } from '../../leavers/leavers.ts';
import type { Sufficiency } from '../../sufficiency/sufficiency.ts';
import { columnsOf, type Subject } from './subject-table.ts';

/** Enough places (docs/model.md §20): requests, need, the gap by group and by band, the programme and contracts. */
export function sufficiencySubject(made: Sufficiency, names: Readonly<Record<string, string>>): Subject {
  const group = (code: string) => names[code] ?? code;
  return {
    tables: [
      {
        caption: 'Requests for placements and what was secured',
        columns: columnsOf(
          ['Asked for', 'text'],
          ...(['Requests', 'Placed', 'Withdrawn', 'Waiting', 'As asked', 'Unmet'] as const).map(
            (label) => [label, 'count'] as [string, 'count'],
          ),
          ['Unmet %', 'percent'],
        ),
        rows: made.requests.map((row) => ({
          cells: [
            row.type,
            ...[row.requests, row.placed, row.withdrawn, row.waiting, row.asAsked, row.unmet, row.unmetPercent],
          ],
        })),
      },
      {
        caption: 'Places needed by type: growth and unmet need against what opens',
        columns: columnsOf(
          ['Type', 'text'],
          ['Growth', 'decimal'],
          ['Unmet', 'count'],
          ['Need', 'decimal'],
          ['Opening', 'decimal'],
          ['Gap', 'decimal'],
        ),
        rows: made.needs.map((row) => ({
          cells: [row.type, row.growth, row.unmet, row.need, row.opening.expected, row.gap],
        })),
      },
      {
        caption: 'Children and places by group',
        columns: columnsOf(
          ['Group', 'text'],
          ['On', 'date'],
          ['Children', 'decimal'],
          ['Places', 'count'],
          ['Usable', 'decimal'],
          ['Programme', 'decimal'],
          ['Gap', 'decimal'],
        ),
        rows: made.gaps.map((row) => ({
          cells: [group(row.group), ...[row.on, row.children, row.places, row.usable, row.programme.expected, row.gap]],
        })),
        note: 'Gap: children less usable places and the expected programme; above nought, places are short.',
      },
      {
        caption: 'Capacity programme',
        columns: columnsOf(
          ['Project', 'text'],
          ['Group', 'text'],
          ['Stage', 'text'],
          ['Places', 'count'],
          ['From', 'date'],
          ['Chance %', 'percent'],
          ["Cost a year, £'000", 'thousands'],
        ),
        rows: made.programme.map((row) => ({
          cells: [
            ...[row.name, group(row.group), row.stage, row.change, row.from, row.probability * 100],
            row.cost.revenue === null && row.cost.financing === null ? null : row.cost.total,
          ],
        })),
      },
      {
        caption: 'Contracts of suppliers',
        columns: columnsOf(
          ['Contract', 'text'],
          ['Service', 'text'],
          ['Bought as', 'text'],
          ["Value a year, £'000", 'thousands'],
          ['Places', 'count'],
          ['£ a place and week', 'pounds'],
          ['Ends', 'date'],
          ['Notice by', 'date'],
        ),
        rows: made.contracts.map((row) => ({
          cells: [
            ...[row.reference, row.service, row.route, row.annual, row.places, row.placeWeek, row.to, row.noticeBy],
          ],
        })),
      },
    ].filter(({ rows }) => rows.length > 0) as Subject['tables'],
    said: made.notes,
  };
}

const weeks = 365.25 / 7;

/** Care leavers by age carried forward, their cost, and unaccompanied children with grants (docs/model.md §21). */
export function leaversSubject({ counts, ahead, uasc, grants, notes }: Leavers): Subject {
  const [last, years] = [counts.slice(-2), ahead];
  if (counts.length === 0 && uasc.counts.length === 0) return { tables: [], said: [] };
  const ages = [16, 18, 19, 20, 21, 22, 23, 24, 25];
  const aheadOf = (age: number) =>
    years.map((year) => (age === 16 ? year.inCare : (year.ages.find((each) => each.age === age)?.people ?? null)));
  return {
    tables: [
      {
        caption: 'Care leavers by age, and the years ahead',
        columns: columnsOf(
          ['Age', 'text'],
          ...last.map(({ on }) => [formatDate(on), 'count'] as [string, 'count']),
          ...years.map(({ on }) => [`${formatDate(on)}, expected`, 'decimal'] as [string, 'decimal']),
        ),
        rows: [
          ...ages.map((age) => ({
            cells: [
              age === 16 ? '16 and 17' : String(age),
              ...last.map(({ people }) => people[age] ?? 0),
              ...aheadOf(age),
            ],
          })),
          { cells: ['All', ...last.map(({ total }) => total), ...years.map(({ total }) => total)], total: true },
        ],
        note:
          years.length === 0
            ? undefined
            : `Eight times in ten the whole lies ${years.map(({ on, low, high }) => `between ${Math.round(low)} and ${Math.round(high)} on ${formatDate(on)}`).join(', ')}.`,
      },
      {
        caption: "Cost of care leavers a year, £'000",
        columns: columnsOf(['On', 'date'], ["£'000", 'thousands']),
        rows: [...last, ...years].map(({ on, weekly }) => ({ cells: [on, weekly * weeks] })),
      },
      {
        caption: 'Unaccompanied children',
        columns: columnsOf(['On', 'date'], ['Children', 'count'], ['Source', 'text']),
        rows: uasc.counts.map((row) => ({ cells: [row.on, row.children, row.source] })),
        note:
          uasc.position === null
            ? undefined
            : `Threshold of the national transfer scheme ${uasc.position.threshold}; headroom ${uasc.position.headroom}.`,
      },
      {
        caption: 'Grants for unaccompanied children and care leavers',
        columns: columnsOf(
          ['Grant', 'text'],
          ['Young people', 'count'],
          ['£ a week', 'pounds'],
          ["£'000 a year", 'thousands'],
        ),
        rows: [grants.child, grants.leaver].flatMap((row) =>
          row ? [{ cells: [row.grant, row.people, row.weekly, row.yearly] }] : [],
        ),
      },
    ].filter(({ rows }) => rows.length > 0) as Subject['tables'],
    said: notes,
  };
}
