import { sayMoney } from '../../../shared/format/format.ts';
import { addYears } from '../../../shared/model/calendar.ts';
import { fundingLabels, movementFormulas, movementLabels } from '../../../shared/plan/plan-labels.ts';
import { type MovementKind, movementKinds, type PlanMovement, type PlanYear } from '../../../shared/plan/plan-types.ts';

/** What an officer has opened: a figure of the years' table, or a line or service with its lines. */
export type PlanOpened = { year: string; row: string; lines: readonly string[] | null; title: string };

export type DrillPart = { sign: '+' | '−' | '='; label: string; pence: number };
export type DrillRow = { key: string; label: string; about: string; pence: number };
export type PlanDrillContent = {
  title: string;
  figure: number;
  meaning: string;
  formula: DrillPart[];
  rows: DrillRow[];
  /** Where the rows behind it are kept. */
  places: { label: string; path: string }[];
};

const places: Partial<Record<MovementKind, { label: string; path: string }>> = {
  'agreed-changes': { label: 'Budget changes', path: '/data/budgetChanges' },
  'pay-inflation': { label: 'Inflation', path: '/plan/inflationIndices' },
  'price-inflation': { label: 'Inflation', path: '/plan/inflationIndices' },
  'income-inflation': { label: 'Inflation', path: '/plan/inflationIndices' },
  children: { label: 'Demand', path: '/demand' },
  mix: { label: 'Demand', path: '/demand' },
  'placement-prices': { label: 'Placements', path: '/placements' },
  'placements-full-year': { label: 'Placements', path: '/placements' },
  savings: { label: 'Savings', path: '/savings' },
  slippage: { label: 'Savings', path: '/savings' },
  pressures: { label: 'Pressures', path: '/pressures' },
  'invest-to-save': { label: 'Invest to save', path: '/invest-to-save' },
  proposals: { label: 'Proposals', path: '/plan/proposals' },
};

const part = (label: string, pence: number): DrillPart => ({ sign: pence < 0 ? '−' : '+', label, pence });
const whole = (label: string, pence: number): DrillPart => ({ sign: '=', label, pence });

/** What is behind a figure of the plan: how it is worked out, and every row it is made of; they sum to it. */
export function planDrill(year: PlanYear, opened: PlanOpened): PlanDrillContent {
  const kind = movementKinds.find((each) => each === opened.row) ?? null;
  const lines = year.lines.filter((line) => opened.lines === null || opened.lines.includes(line.code));
  const own = lines.flatMap((line) =>
    line.movements
      .filter((item) => kind === null || item.kind === kind)
      .map((item, index) => ({ item, line, key: `${line.code}:${item.kind}:${index}` })),
  );
  const rowsOf = () =>
    own.map(({ item, line, key }) => ({
      key,
      label: item.label,
      about: [line.name, ...(kind === null ? [movementLabels[item.kind]] : []), sourceOf(item)].join(' · '),
      pence: item.amount,
    }));
  const total = (pick: (line: PlanYear['lines'][number]) => number) => lines.reduce((sum, line) => sum + pick(line), 0);
  const title = `${opened.title}, ${year.year}`;
  if (kind !== null) {
    const place = places[kind];
    return {
      ...{ title, meaning: movementFormulas[kind], formula: [], rows: rowsOf(), places: place ? [place] : [] },
      figure: own.reduce((sum, { item }) => sum + item.amount, 0),
    };
  }
  const money = moneyDrill(year, opened.row);
  if (money) return { title, rows: [], places: [], ...money };
  const kinds = movementKinds.flatMap((each) => {
    const amount = own.filter(({ item }) => item.kind === each).reduce((sum, { item }) => sum + item.amount, 0);
    return amount === 0 ? [] : [part(movementLabels[each], amount)];
  });
  const closing = total((line) => line.closing);
  return {
    title,
    figure: closing,
    meaning: `What it cost in the year before, and why ${year.year} differs.`,
    formula: [
      part(
        'Opening',
        total((line) => line.opening),
      ),
      ...kinds,
      whole(`Cost of ${year.year}`, closing),
    ],
    rows: rowsOf(),
    places: [],
  };
}

const sourceOf = (item: PlanMovement) => `${item.reference ?? 'worked out'}${item.recurring ? '' : ', once'}`;

/** Figures of a year that are no movement: the money, the gap and what comes after it. */
function moneyDrill(year: PlanYear, row: string): Pick<PlanDrillContent, 'figure' | 'meaning' | 'formula'> | null {
  const { funding } = year;
  if (row === 'funding') {
    const parts =
      funding.source === 'contract sum'
        ? blocksOf(year)
        : [part(fundingLabels[funding.source], funding.total - funding.investment)];
    return {
      figure: funding.total,
      meaning:
        funding.source === 'contract sum'
          ? 'The contract sum as stated; block 3 only once its business cases are approved.'
          : `${year.year} states no contract sum: what recurs of ${addYears(year.year, -1)} stands in its place.`,
      formula: [
        ...parts,
        ...(funding.investment === 0 ? [] : [part('Agreed investment and funding levers', funding.investment)]),
        whole('Funding', funding.total),
      ],
    };
  }
  const meet = [part('Cost of shared lines', year.shared), part('Funding', -funding.total)];
  const proposals = part('Agreed proposals', year.gap - year.gapBeforeProposals);
  const found: Record<string, Pick<PlanDrillContent, 'figure' | 'meaning' | 'formula'>> = {
    gap: {
      figure: year.gap,
      meaning: 'Cost of the lines that the partners share, less the money to meet it. Above zero it must be found.',
      formula: [...meet, whole('Gap', year.gap)],
    },
    before: {
      figure: year.gapBeforeProposals,
      meaning: 'The gap without the proposals that are agreed and not in the budget yet.',
      formula: [
        ...meet,
        { ...proposals, pence: -proposals.pence, sign: proposals.pence > 0 ? '−' : '+' },
        whole('Gap before agreed proposals', year.gapBeforeProposals),
      ],
    },
    after: {
      figure: year.gapAfterReserves,
      meaning: 'What reserves do not pay. Paying into a reserve widens it.',
      formula: [
        part('Gap', year.gap),
        part('Found from reserves', -year.reservesUsed),
        whole('Gap after reserves', year.gapAfterReserves),
      ],
    },
    find: {
      figure: year.gapToFind,
      meaning:
        'The change of the gap on the year before: what must be found in this year alone, once the years before it balance for good.',
      formula: [
        part('Gap', year.gap),
        part('Gap of the year before', year.gapToFind - year.gap),
        whole('To find', year.gapToFind),
      ],
    },
    with: {
      figure: year.gapWithProposed,
      meaning: 'The gap if every proposal that is not agreed yet were, at its confidence.',
      formula: [part('Gap', year.gap), part('Proposals not agreed', year.proposed), whole('Gap', year.gapWithProposed)],
    },
  };
  return found[row] ?? null;
}

/** Blocks of the contract sum; of block 3 what is approved, with what is provided beside it. */
function blocksOf({ funding }: PlanYear): DrillPart[] {
  const { contractSum } = funding;
  const counted = contractSum.blocks.filter(({ block }) => block < 3);
  const rest = contractSum.contractSum - counted.reduce((sum, { amount }) => sum + amount, 0);
  const provided = contractSum.maximum - contractSum.contractSum;
  return [
    ...counted.map(({ block, amount }) => part(`Block ${block}`, amount)),
    part(provided === 0 ? 'Block 3' : `Block 3 approved; ${sayMoney(provided)} more is provided`, rest),
  ].filter(({ pence, label }) => pence !== 0 || label.includes('provided'));
}
