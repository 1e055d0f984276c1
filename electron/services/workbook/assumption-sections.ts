import { formatNumber } from '../../../shared/format/format.ts';
import type { Pressure } from '../../../shared/model/registers.ts';
import { leveredPressure } from '../../../shared/scenario/pressures-forecast.ts';
import { leveredSaving } from '../../../shared/scenario/savings-forecast.ts';
import { type Cell, type CellStyle, header, numeric, text } from './cells.ts';
import { liveShares } from './funders-sheet.ts';
import type { InputKind } from './inputs.ts';
import type { PlacementRows } from './placement-rows.ts';
import type { WorkbookInput } from './workbook-input.ts';

/** One input of a row; null keeps the column blank where the workbook cannot follow it. */
export type SectionInput = { kind: InputKind; value: number | null; style: CellStyle } | null;
export type Section = {
  title: string;
  header: Cell[];
  rows: { key: string; inputs: SectionInput[]; unit: string; meaning: string }[];
};

/** Probability and impact factor of a pressure with the scenario's levers, as the forecast takes them. */
export function pressureTerms(
  { scenario }: WorkbookInput,
  pressure: Pressure,
): { probability: number; factor: number } {
  const { probabilityPercent: probability, impactFactor: factor } = leveredPressure(pressure, scenario.levers);
  return { probability, factor };
}

/** The inputs below the assumptions, by what they belong to; only what the workbook follows to the penny is an input. */
export function inputSections(input: WorkbookInput, live: PlacementRows): Section[] {
  return [
    savings(input),
    pressures(input),
    groups(input, live),
    entrants(input, live),
    lines(input),
    funders(input),
    inflation(input),
    proposals(input),
  ].filter((section) => section.rows.length > 0);
}

const give = (kind: InputKind, value: number | null, style: CellStyle = 'input'): SectionInput => ({
  kind,
  value,
  style,
});
const head = (...names: string[]): Cell[] => header(...names, ...Array<string>(5 - names.length).fill(''));

function savings({ forecast, scenario, snapshot }: WorkbookInput): Section {
  const own = new Map(snapshot.savings.filter((row) => row.year === forecast.year).map((row) => [row.reference, row]));
  return {
    title: 'Savings',
    header: head('Saving', 'Delay (months)', 'Ramp (months)', 'Delivery %', 'Name'),
    rows: forecast.savings.rows.flatMap((row) => {
      const saving = own.get(row.reference);
      if (!saving || row.class !== 'saving') return [];
      const terms = leveredSaving(saving, scenario.levers);
      const inputs = [
        give('saving-delay', terms.delayMonths),
        give('saving-ramp', terms.rampMonths),
        give('saving-delivery', terms.leverDeliveryPercent ?? terms.deliveryPercent, 'inputDecimal'),
      ];
      return [{ key: row.reference, inputs, unit: '', meaning: row.name }];
    }),
  };
}

function pressures(input: WorkbookInput): Section {
  const { forecast, snapshot } = input;
  const own = new Map(
    snapshot.pressures.filter((row) => row.year === forecast.year).map((row) => [row.reference, row]),
  );
  return {
    title: 'Pressures',
    header: head('Pressure', 'Probability %', 'Impact, % of estimate', '', 'Name'),
    rows: forecast.pressures.rows.flatMap((row) => {
      const pressure = own.get(row.reference);
      if (!pressure) return [];
      const { probability, factor } = pressureTerms(input, pressure);
      const inputs = [give('pressure-probability', probability), give('pressure-impact', factor * 100), null];
      return [{ key: row.reference, inputs, unit: '', meaning: row.name }];
    }),
  };
}

function groups({ forecast, snapshot }: WorkbookInput, live: PlacementRows): Section {
  const names = new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));
  const ahead = live.rows.filter((row) => row.group !== null && !row.known);
  const rows = forecast.placements.unitCosts.flatMap(({ group }) => {
    const own = ahead.filter((row) => row.group === group);
    if (own.length === 0 || own.some((row) => !live.lines.has(row.line))) return [];
    const starter = live.starters.get(group) ?? 0;
    const unpriced = live.unpriced.has(group);
    return [
      {
        key: group,
        inputs: [
          starter > 0 && !unpriced ? give('starter-price', starter / 100, 'inputExact') : null,
          give('price-uplift', 0),
          give('contribution', 0),
        ],
        unit: '',
        meaning: `${names.get(group) ?? group}${unpriced ? '. Some of its children have no price of their own: its starter price is changed in Outturn' : ''}`,
      },
    ];
  });
  return {
    title: 'Prices from the first month that is not yet known',
    header: head('Group', 'Starter price a week', 'Further uplift %', 'Further contribution, % of cost', 'Name'),
    rows,
  };
}

function entrants({ snapshot }: WorkbookInput, { entrants: response }: PlacementRows): Section {
  const names = new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));
  return {
    title: 'Children who enter care, from the first month that is not yet known',
    header: head('Group', 'Further entrants %', '', '', 'Name'),
    rows: (response?.groups ?? []).map((group, index) => ({
      key: group,
      inputs: [give('entrants', 0), null, null],
      unit: '',
      meaning: `${names.get(group) ?? group}: ${formatNumber(response?.monthly[index] ?? 0, 2)} entrants a month as exported`,
    })),
  };
}

function lines({ forecast }: WorkbookInput): Section {
  return {
    title: 'Budget lines',
    header: head('Line', 'Further one-off, £', 'Further agreed funding, £', '', 'Name'),
    rows: forecast.lines.map((line) => ({
      key: line.code,
      inputs: [give('one-off', 0, 'inputExact'), give('funding', 0, 'inputExact'), null],
      unit: '',
      meaning: line.name,
    })),
  };
}

function funders(input: WorkbookInput): Section {
  const rows = liveShares(input) ? input.forecast.funders : [];
  return {
    title: 'Shares of the split (they must add to 100.00 %)',
    header: head('Funder', 'Share', '', '', 'Name'),
    rows: rows.map((funder) => ({
      key: funder.code,
      inputs: [give('share', funder.shareBasisPoints / 10_000, 'inputShare'), null, null],
      unit: '',
      meaning: funder.name,
    })),
  };
}

/** Indices that act on lines alone: what acts on placement prices is worked out in Outturn. */
function inflation({ plan }: WorkbookInput): Section {
  const { inflationIndices, inflationLinks } = plan?.data ?? { inflationIndices: [], inflationLinks: [] };
  const used = (code: string) => {
    const own = inflationLinks.filter((link) => link.indexCode === code);
    return own.length > 0 && own.every((link) => link.appliesTo === 'line');
  };
  const years = new Set(plan?.made.years.map(({ year }) => year));
  return {
    title: 'Inflation of the plan',
    header: head('Index and year', 'Increase %', '', '', 'Name'),
    rows: inflationIndices
      .filter((row) => years.has(row.year) && used(row.code))
      .map((row) => ({
        key: `${row.code}:${row.year}`,
        inputs: [give('inflation', row.increasePercent, 'inputDecimal'), null, null],
        unit: '',
        meaning: `${row.name} from period ${row.fromPeriod} of ${row.year}`,
      })),
  };
}

/** Agreed proposals that the plan counts, by how much of each is expected. */
function proposals({ plan }: WorkbookInput): Section {
  const counted = new Set(
    plan?.made.years.flatMap((year) =>
      year.lines.flatMap((line) =>
        line.movements.filter((item) => item.kind === 'proposals').map((item) => item.reference),
      ),
    ),
  );
  return {
    title: 'Agreed proposals of the plan',
    header: head('Proposal', 'Confidence %', '', '', 'Title'),
    rows: (plan?.data.proposals ?? [])
      .filter((row) => counted.has(row.reference))
      .map((row) => ({
        key: row.reference,
        inputs: [give('proposal-confidence', row.confidencePercent), null, null],
        unit: '',
        meaning: row.title,
      })),
  };
}

/** A row of a section as cells: its key, up to three inputs, what it is. */
export function sectionRow({ key, inputs, meaning }: Section['rows'][number]): (Cell | null)[] {
  const cells = [0, 1, 2].map((index) => {
    const one = inputs[index];
    return one ? numeric(one.value, one.style) : null;
  });
  return [text(key), ...cells, text(meaning, 'wrapped')];
}
