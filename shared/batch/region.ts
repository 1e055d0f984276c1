import { leastPublished } from '../finance/suppression.ts';
import type { RegionalFigures } from './council-figures.ts';
import { withholdGrid } from './withhold-grid.ts';

/** A number that is shown, `c` where it is withheld, null where there is none. */
export type Told = number | 'c' | null;
type Money = { currentBudget: number; outturn: number; variance: number };

export type RegionCouncil = {
  code: string;
  name: string;
  region: string | null;
  type: string | null;
  period: number;
  dataDate: string;
  children: Told;
  /** Of the current budget, in percent to two places; null without a budget. */
  variancePercent: number | null;
  /** Outturn in pence for a child; null where the number of children is withheld or unknown. */
  outturnPerChild: number | null;
} & Money;

/** Councils of one financial year beside each other and summed; pence, children. Only what may be summed is. */
export type Region = {
  year: string;
  councils: RegionCouncil[];
  sum: { councils: number; children: Told; variancePercent: number | null } & Money;
  services: ({ service: string; variancePercent: number | null } & Money)[];
  /** Children at the data dates by placement group: a row a group, a value a council in the order of `councils`, and the sum. */
  groups: { group: string; children: Told[]; sum: Told }[];
  /** Expected children of all councils together, for the months that every council has; none where the sum is withheld. */
  months: { month: string; children: number }[];
  /** The middle council: what a neighbour is compared with. */
  middle: { variancePercent: number | null; outturnPerChild: number | null };
  notes: string[];
};

/** One region for each financial year: years are never summed. `missing`: councils whose data could not be read, by name. */
export function regionsOf(figures: readonly RegionalFigures[], missing: readonly string[] = []): Region[] {
  const years = [...new Set(figures.map(({ year }) => year))].sort();
  return years.map((year) =>
    regionOf(
      figures.filter((one) => one.year === year),
      year,
      [
        ...(years.length > 1
          ? [`Councils stand in different years (${years.join(', ')}): each year is summed alone.`]
          : []),
        ...(missing.length > 0 ? [`Not in the sums, since their data could not be read: ${missing.join(', ')}.`] : []),
      ],
    ),
  );
}

function regionOf(set: readonly RegionalFigures[], year: string, said: readonly string[]): Region {
  const counted = set.filter((one) => one.groups !== null);
  const names = [...new Set(counted.flatMap((one) => Object.keys(one.groups ?? {})))].sort((a, b) => (a < b ? -1 : 1));
  const grid = withholdGrid(counted.map((one) => names.map((name) => one.groups?.[name] ?? 0)));
  const place = new Map(counted.map((one, at) => [one, at]));
  const told = (count: number | null | undefined): Told => (count === undefined ? null : (count ?? 'c'));
  const councils = set.map((one): RegionCouncil => {
    const at = place.get(one);
    const children = at === undefined ? null : told(grid.rowTotals[at]);
    const { code, name, region, type } = one.council;
    return {
      ...{ code, name, region, type, period: one.period, dataDate: one.dataDate, children },
      ...one.total,
      variancePercent: percent(one.total),
      outturnPerChild: typeof children === 'number' && children > 0 ? Math.round(one.total.outturn / children) : null,
    };
  });
  const sum = added(set.map(({ total }) => total));
  const services = [...new Set(set.flatMap((one) => one.services.map(({ service }) => service)))].sort();
  const whole = counted.length === set.length && counted.length > 0;
  return {
    ...{ year, councils },
    sum: {
      ...{ councils: set.length, children: whole ? told(grid.total) : null },
      ...{ ...sum, variancePercent: percent(sum) },
    },
    services: services.map((service) => {
      const money = added(set.flatMap((one) => one.services.filter((each) => each.service === service)));
      return { service, ...money, variancePercent: percent(money) };
    }),
    groups: names.map((group, column) => ({
      group,
      children: set.map((one) => {
        const at = place.get(one);
        return at === undefined ? null : told(grid.cells[at]?.[column]);
      }),
      sum: told(grid.columnTotals[column]),
    })),
    months: whole && typeof grid.total === 'number' ? commonMonths(set) : [],
    middle: {
      variancePercent: middleOf(councils.map((one) => one.variancePercent)),
      outturnPerChild: middleOf(councils.map((one) => one.outturnPerChild)),
    },
    notes: [...said, ...notesOf(set, counted, grid)],
  };
}

function notesOf(
  set: readonly RegionalFigures[],
  counted: readonly RegionalFigures[],
  { cells, rowTotals, columnTotals, total }: ReturnType<typeof withholdGrid>,
): string[] {
  const different = (values: readonly (string | number)[]) => [...new Set(values)].sort();
  const notes = [
    'Money and expected children are summed. Ranges, rates and prices are not: the range of a sum is not the sum of ranges.',
  ];
  const periods = [...new Set(set.map((one) => one.period))].sort((a, b) => a - b);
  if (periods.length > 1)
    notes.push(
      `Actuals reach different periods (${periods.map((period) => `P${period}`).join(', ')}): the sums mix them.`,
    );
  const dates = different(set.map((one) => one.dataDate));
  if (dates.length > 1) notes.push(`Children are of different days (${dates.join(', ')}).`);
  const without = set.filter((one) => !counted.includes(one)).map((one) => one.council.name);
  if (without.length > 0) notes.push(`Children are not summed: none are listed one by one by ${without.join(', ')}.`);
  if ([...cells.flat(), ...rowTotals, ...columnTotals, total].includes(null)) {
    notes.push(`c: a number of children under ${leastPublished}, or one that would give such a number away.`);
  }
  const generated = set.filter((one) => one.synthetic).map((one) => one.council.name);
  if (generated.length > 0) notes.push(`Part of the data was generated: ${generated.join(', ')}.`);
  return notes;
}

const added = (list: readonly Money[]): Money =>
  list.reduce(
    (sum, { currentBudget, outturn, variance }) => ({
      currentBudget: sum.currentBudget + currentBudget,
      outturn: sum.outturn + outturn,
      variance: sum.variance + variance,
    }),
    { currentBudget: 0, outturn: 0, variance: 0 },
  );

const percent = ({ currentBudget, variance }: Money): number | null =>
  currentBudget === 0 ? null : Math.round((variance / currentBudget) * 10_000) / 100;

/** The middle of what is known, or the mean of the two in the middle; null below three, where it would be somebody's own. */
function middleOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < 3) return null;
  const half = known.length / 2;
  const [low, high] = [known[Math.ceil(half) - 1] ?? 0, known[Math.floor(half)] ?? 0];
  return Math.round((low + high) * 50) / 100;
}

function commonMonths(set: readonly RegionalFigures[]): Region['months'] {
  const sums = new Map<string, { children: number; councils: number }>();
  for (const { months } of set) {
    for (const { month, children } of months) {
      const before = sums.get(month) ?? { children: 0, councils: 0 };
      sums.set(month, { children: before.children + children, councils: before.councils + 1 });
    }
  }
  return [...sums]
    .filter(([, { councils }]) => councils === set.length)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { children }]) => ({ month, children: Math.round(children * 10) / 10 }));
}
