import { formatDate, formatMoney, formatNumber } from '../../../shared/format/format.ts';
import type { withRanges } from '../../../shared/sufficiency/ranges.ts';
import type { Sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { type TextRow, textColumns } from './text-columns.ts';

const one = (value: number | null) => (value === null ? '' : formatNumber(value, 1));
const whole = (value: number | null) => (value === null ? '' : formatNumber(value));
const thousands = (pence: number | null) => (pence === null ? '' : formatMoney(pence, 'thousands'));

/** The answer of `sufficiency` in tables: requests, need against opening, the gap, places, programme, fostering, contracts. */
export function sufficiencyText(
  made: Sufficiency & Partial<Pick<ReturnType<typeof withRanges>, 'needRanges' | 'ageRanges'>>,
): string {
  const blocks = [
    `Enough places on ${formatDate(made.on)}, from data to ${formatDate(made.dataDate)}`,
    made.requestsOf
      ? `Requests of ${formatDate(made.requestsOf.from)} to ${formatDate(made.requestsOf.to)}`
      : 'No requests are held',
    table(
      ['Asked for', 'Requests', 'Placed', 'Withdrawn', 'Waiting', 'As asked', 'Unmet', 'Unmet %', 'A year again, 80 %'],
      made.requests.map((row) => [
        row.type,
        ...[row.requests, row.placed, row.withdrawn, row.waiting, row.asAsked, row.unmet].map(whole),
        one(row.unmetPercent),
        `${row.again.p10} to ${row.again.p90}`,
      ]),
    ),
    table(
      ['Need', 'Growth', 'Unmet', 'Need', '80 %', 'Opening', 'Gap'],
      made.needs.map((row) => {
        const range = made.needRanges?.find(({ type }) => type === row.type)?.need;
        return [
          row.type,
          ...[row.growth, row.unmet, row.need].map(one),
          range ? `${one(range.p10)} to ${one(range.p90)}` : '',
          one(row.opening.expected),
          one(row.gap),
        ];
      }),
    ),
    table(
      ['Group', 'Children', '80 %', 'Places', 'Usable', 'Programme', 'Gap'],
      made.gaps.map((row) => [
        row.group,
        one(row.children),
        row.low === null ? '' : `${one(row.low)} to ${one(row.high)}`,
        ...[row.places, row.usable, row.programme.expected, row.gap].map(one),
      ]),
    ),
    table(
      ['Age', 'Now', 'Then', 'Growth', '80 %'],
      made.byBand.map((row) => {
        const range = made.ageRanges?.find(({ band }) => band === row.band)?.growth;
        const said = range ? `${one(range.p10)} to ${one(range.p90)}` : '';
        return [row.label, whole(row.now), one(row.then), one(row.growth), said];
      }),
    ),
    table(
      ['Places', 'On', 'Approved', 'Filled', 'Unavailable', 'Vacant', 'Unexplained', 'Filled %', 'Of usable %'],
      made.places.map((row) => [
        row.group,
        formatDate(row.on),
        ...[row.approved, row.filled, row.unavailable, row.vacant, row.unexplained].map(whole),
        one(row.occupancyPercent),
        one(row.usableOccupancyPercent),
      ]),
    ),
    table(
      ['Programme', 'Group', 'Stage', 'Places', 'From', 'Chance %', 'Cost a year £’000'],
      made.programme.map((row) => [
        row.name,
        row.group,
        row.stage,
        whole(row.change),
        row.from === null ? 'not said' : formatDate(row.from),
        whole(row.probability * 100),
        row.cost.revenue === null && row.cost.financing === null ? 'not said' : thousands(row.cost.total),
      ]),
    ),
    table(
      ['Bought', 'Children', '%', '£’000 a week', '%', 'No price'],
      made.routes.map((row) => [
        row.route,
        whole(row.children),
        one(row.childrenPercent),
        thousands(row.weekly),
        one(row.weeklyPercent),
        whole(row.unpriced),
      ]),
    ),
    table(
      ['Fostering', 'Enquiries', 'Visits', '%', 'Applications', '%', 'Approvals', '% of enquiries'],
      made.funnels.map(({ from, stages }) => {
        const of = (stage: string) => stages.find((each) => each.stage === stage);
        return [
          `Year from ${formatDate(from)}`,
          whole(of('enquiry')?.households ?? null),
          ...['visit', 'application'].flatMap((stage) => [
            whole(of(stage)?.households ?? null),
            one(of(stage)?.ofBefore ?? null),
          ]),
          whole(of('approval')?.households ?? null),
          one(of('approval')?.ofEnquiries ?? null),
        ];
      }),
    ),
    made.households
      ? `Households of the year from ${formatDate(made.households.months[0] ?? '')}: ${sum(made.households.approved)} approved − ${sum(made.households.closed)} closed = ${formatNumber(made.households.net)}`
      : '',
    table(
      ['Contract', 'Service', 'Bought as', 'Value £’000', 'Places', '£ a place and week', 'Ends', 'Notice by'],
      made.contracts.map((row) => [
        row.reference,
        row.service,
        row.route,
        thousands(row.annual),
        whole(row.places),
        row.placeWeek === null ? '' : formatMoney(row.placeWeek, 'pounds'),
        row.to === null ? 'not said' : formatDate(row.to),
        row.noticeBy === null ? '' : formatDate(row.noticeBy),
      ]),
      3,
    ),
    ...made.notes.map((note) => `· ${note}`),
  ];
  return blocks
    .filter((block) => block !== '')
    .join('\n\n')
    .replaceAll('\n\n·', '\n·');
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function table(head: string[], rows: TextRow[], leftColumns = 1): string {
  return rows.length === 0 ? '' : textColumns([head, 'rule', ...rows], leftColumns);
}
