import { publishedStock } from '../../shared/demand/published-stock.ts';
import { type Cell, cellsOf, countOf, type DayFigures, type Filter, filters } from '../../shared/disclosure/figures.ts';
import type { Told } from '../../shared/disclosure/inference.ts';
import { publishDay, type Vintage } from '../../shared/disclosure/publish-day.ts';
import { bounds, type Printed, solvedExactly } from './disclosure-attacker.ts';
import { seeded } from './seeded.ts';

type Publish = (figures: DayFigures, filter: Filter, before: readonly Told[], earlier: readonly Vintage[]) => Told[];

/** How Outturn published before there was a ledger: each table by itself. */
export const eachByItself: Publish = (figures, filter) => {
  const of = (dimension: 'group' | 'band', codes: object) =>
    Object.fromEntries(Object.keys(codes).map((code) => [code, countOf(figures, { filter, dimension, code })]));
  const made = publishedStock(of('group', figures.groups), of('band', figures.bands));
  return cellsOf(figures, filter).map((cell) => {
    const cells = cell.dimension === 'group' ? made.groups : made.bands;
    return { ...cell, value: cell.dimension === 'total' ? made.total : (cells[cell.code] ?? null) };
  });
};
export const byLedger: Publish = (figures, filter, before, earlier) =>
  publishDay(figures, filter, before, earlier).told;

const print = (told: readonly Told[]): Printed[] =>
  told.map(({ value, ...cell }) => ({ ...cell, text: value === null ? 'c' : String(value) }));
const small = (count: number) => count >= 1 && count <= 4;

export type Outcome = {
  cells: number;
  shown: number;
  sensitive: number;
  exact: number;
  narrowed: number;
  differences: number;
};

/**
 * Random days, published filter by filter in random order, some of them again after the data were corrected; then the
 * attacker. Counts the small cells that are solved for exactly, and (where `integer`) those pinned to one whole number.
 */
export async function attack(runs: number, seed: number, publish: Publish, integer: number): Promise<Outcome> {
  const out: Outcome = { cells: 0, shown: 0, sensitive: 0, exact: 0, narrowed: 0, differences: 0 };
  for (let run = 0; run < runs; run += 1) {
    const random = seeded(seed + run * 7919);
    const vintages: { figures: DayFigures; told: Told[] }[] = [];
    let figures = randomDay(random);
    for (let state = 0; state < (random() < 0.25 ? 2 : 1); state += 1) {
      const order = [...filters].sort(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 3));
      const earlier = [...vintages];
      const vintage = { figures, told: [] as Told[] };
      vintages.push(vintage);
      for (const filter of order) vintage.told = [...vintage.told, ...publish(figures, filter, vintage.told, earlier)];
      figures = corrected(figures, random);
    }
    for (const { figures: truth, told } of vintages) {
      const printed = print(told);
      const cells = filters.flatMap((filter) => cellsOf(truth, filter)).filter((cell) => small(countOf(truth, cell)));
      out.cells += told.length;
      out.shown += told.filter((one) => one.value !== null).length;
      out.sensitive += cells.length;
      out.exact += solvedExactly(truth, printed, cells).length;
      if (run >= integer) continue;
      const marks = printed.filter(({ text, ...cell }) => text !== 'c' || countOf(truth, cell) > 0);
      for (const cell of cells) {
        const { low, high } = await bounds(truth, marks, cell);
        if (!(Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) >= 1)) out.narrowed += 1;
      }
    }
    const [first, second] = vintages;
    if (first && second) out.differences += knownDifferences(first, second);
  }
  return out;
}

/** Cells that both states give away exactly, and that differ by 1 to 4 children. */
function knownDifferences(first: Vintage, second: Vintage): number {
  const cells = filters.flatMap((filter) => cellsOf(first.figures, filter));
  const known = (vintage: Vintage) =>
    new Map(
      solvedExactly(vintage.figures, print(vintage.told), cells).map(({ cell, value }): [Cell, number] => [
        cell as Cell,
        value,
      ]),
    );
  const [before, after] = [known(first), known(second)];
  return [...before].filter(([cell, value]) => after.has(cell) && small(Math.abs((after.get(cell) ?? 0) - value)))
    .length;
}

/** A council's day: up to six groups and five bands, most children in a few of them, unaccompanied ones rare. */
function randomDay(random: () => number): DayFigures {
  const [groups, bands] = [2 + Math.floor(random() * 5), 2 + Math.floor(random() * 4)];
  const scale = [6, 20, 60, 300][Math.floor(random() * 4)]!;
  const make = (count: number, name: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}${at}`, { only: 0, excluded: 0 }]));
  const day: DayFigures = { groups: make(groups, 'G'), bands: make(bands, 'B') };
  for (const side of ['only', 'excluded'] as const) {
    const children = Math.floor(random() * random() * (side === 'only' ? scale / 4 : scale)) + (random() < 0.7 ? 1 : 0);
    for (let child = 0; child < children; child += 1) {
      const at = (count: number) => Math.floor(random() ** 2 * count);
      day.groups[`G${at(groups)}`]![side] += 1;
      day.bands[`B${at(bands)}`]![side] += 1;
    }
  }
  return day;
}

/** The same day after a few late records: some children more, some moved. */
function corrected(day: DayFigures, random: () => number): DayFigures {
  const next = structuredClone(day);
  const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)]!;
  for (let change = 0; change < 1 + Math.floor(random() * 6); change += 1) {
    const side = random() < 0.3 ? 'only' : 'excluded';
    pick(Object.values(next.groups))[side] += 1;
    pick(Object.values(next.bands))[side] += 1;
  }
  return next;
}
