import type { Lever, LeverKind } from '../model/lever.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A lever that is asked for often, with its number and what it acts on set. */
export type LeverTemplate = { key: string; label: string; about: string; kind: LeverKind; start: Partial<Lever> };

/**
 * What-ifs of a monitoring meeting that the data can answer: one on savings needs savings of the year, one on residential
 * care a residential group and a fostering group to step down to.
 */
export function leverTemplates(snapshot: Snapshot, year: string): LeverTemplate[] {
  const has = (rows: readonly { year: string }[]) => rows.some((row) => row.year === year);
  const groups = [...snapshot.placementGroups].sort((a, b) => a.position - b.position);
  const residential = groups.filter(({ careType }) => careType === 'residential').map(({ code }) => code);
  const fostering = groups.find(({ careType }) => careType === 'fostering');
  const priced = snapshot.placements.length > 0;
  const found: (LeverTemplate | false)[] = [
    has(snapshot.savings) && {
      key: 'savings-quarter',
      label: 'Savings slip a quarter',
      about: 'every saving of the year starts three months later: slippage, delay',
      kind: 'saving-delay',
      start: { name: 'Savings slip a quarter', value: 3, references: [] },
    },
    has(snapshot.savings) && {
      key: 'savings-three-quarters',
      label: 'Three quarters of savings delivered',
      about: 'every saving delivers 75 %: slippage, shortfall, under-delivery',
      kind: 'saving-delivery',
      start: { name: 'Three quarters of savings delivered', value: 75, references: [] },
    },
    priced && {
      key: 'children-ten',
      label: '10 % more children enter care',
      about: 'demand growth in every group and age',
      kind: 'entrants-percent',
      start: { name: '10 % more children enter care', value: 10 },
    },
    priced &&
      residential.length > 0 &&
      fostering !== undefined && {
        key: 'step-down-six',
        label: 'Step down six from residential',
        about: `half a child a month moves to ${fostering.name}, six in a year: step-down`,
        kind: 'moves',
        start: {
          ...{ name: 'Step down six from residential', value: 0.5 },
          ...{ groups: residential, toGroup: fostering.code },
        },
      },
    priced && {
      key: 'prices-five',
      label: 'Prices rise 5 %',
      about: 'inflation of every placement price from next month',
      kind: 'price-uplift',
      start: { name: 'Prices rise 5 %', value: 5 },
    },
    has(snapshot.pressures) && {
      key: 'pressures-certain',
      label: 'Every pressure happens',
      about: 'probability of every pressure of the year is 100 %: worst case, growth, risk',
      kind: 'pressure-probability',
      start: { name: 'Every pressure happens', value: 100, references: [] },
    },
  ];
  return found.filter((each) => each !== false);
}
