import { readFileSync } from 'node:fs';
import { roundHalfAway } from '../../../shared/model/money.ts';
import type { NewRow } from '../extract.ts';
import type { Random } from '../random.ts';
import type { Group } from './groups.ts';
import type { Stay } from './histories.ts';

type Price = { group: string; weekly_pounds: number; basis: string; source: string };
const listed = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/reference/unit-prices.json', import.meta.url), 'utf8'),
) as { prices: Price[] };

function pounds(group: string, source: string): number {
  const found = listed.prices.find((price) => price.group === group && price.source.includes(source));
  if (!found) throw new RangeError(`No listed price for ${group} from ${source}`);
  return found.weekly_pounds;
}

/** Inflation received from 1 April 2023 (RES-001): prices agreed before it rise by it. */
const uplift = 1.032;
const upliftDate = '2023-04-01';
/** Median weekly price at 2022/23 level and the spread of its logarithm. National sources; none is Northamptonshire's own. */
const medians: Partial<Record<Group, [number, number]>> = {
  'RESI-EXTERNAL': [pounds('Residential - external', 'nao.org.uk') / uplift, 0.3],
  'RESI-SCHOOL': [pounds('Residential - external', 'CMA'), 0.2],
  'FOSTER-IFA': [pounds('Fostering - IFA', 'CMA'), 0.18],
  'FOSTER-INHOUSE': [pounds('Fostering - in-house', 'PSSRU'), 0.12],
  'FOSTER-CONNECTED': [pounds('Fostering - in-house', 'PSSRU'), 0.12],
  SUPPORTED: [pounds('Supported accommodation', 'Lincolnshire'), 0.45],
  OTHER: [pounds('Supported accommodation', 'Lincolnshire'), 0.45],
  // A place at a home with no free place of our own: the cost of a block place stands for it.
  'RESI-INHOUSE': [pounds('Residential - block', '004'), 0.1],
};

/** Prices of one placement: from its start, and from the uplift when it runs past it. Groups with no price cost nothing. */
export function placementPrice(random: Random, stay: Stay, reference: string): NewRow<'placementPrices'>[] {
  const [median, spread] = medians[stay.group] ?? [0, 0];
  const level = stay.start >= upliftDate ? uplift : 1;
  // Mean, not median, equals the source.
  const weekly = median * level * random.lognormal(spread) * Math.exp((-spread * spread) / 2);
  const shared = stay.group.startsWith('RESI') && random.chance(0.42);
  const row = (from: string, scale: number) => {
    const weeklyPence = roundHalfAway(weekly * scale) * 100;
    return {
      placementReference: reference,
      from,
      weeklyPence,
      educationPence: shared ? roundHalfAway((weeklyPence * 0.11) / 100) * 100 : 0,
      healthPence: shared ? roundHalfAway((weeklyPence * 0.13) / 100) * 100 : 0,
    };
  };
  const rows = [row(stay.start, 1)];
  if (stay.start < upliftDate && (stay.end === null || stay.end > upliftDate)) rows.push(row(upliftDate, uplift));
  return rows;
}
