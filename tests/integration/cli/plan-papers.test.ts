import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

/**
 * The papers' figures typed in as a council would hold them, nothing of the sample council: imported by the command,
 * and read off the plan it prints.
 */

const facts = JSON.parse(
  readFileSync(new URL('../../fixtures/reference/published-figures.json', import.meta.url), 'utf8'),
).facts as { id: string; values: Record<string, number> }[];
const paper = (id: string, key: string) => {
  const value = facts.find((fact) => fact.id === id)?.values[key];
  if (typeof value !== 'number') throw new Error(`No figure ${id} ${key}`);
  return value;
};
const million = (pence: number) => Math.round(pence / 1e5) / 1000;

const sum = paper('BUD-001', 'contract_sum');
const pressure = paper('PRS-001', 'total_pressure');
const placements = paper('PRS-001', 'placements');
const extracts: Record<string, string[]> = {
  'Budget book.csv': [
    'Year,Line,Line name,Service,Gross budget (£m),Income budget (£m),Forecast method,Funding,Recurring',
    `2023/24,PLACE,Placements,placements,60,0,stated,shared,yes`,
    `2023/24,STAFF,Staffing and the rest,staffing,${(sum - 60).toFixed(3)},0,profile,shared,yes`,
  ],
  'Stated costs.csv': [
    'Year,Reference,Line,Kind,Period,Expenditure (£m),Income (£m),Note',
    '2023/24,PLACE-12,PLACE,projected,12,60,0,The budget of the year',
  ],
  'Pressures log.csv': [
    'Year,Reference,Pressure,Line,Impact low (£m),Impact likely (£m),Impact high (£m),Probability %,Start period,Recurring,Funding,Status,In forecast',
    `2023/24,P1,Placements,PLACE,${placements},${placements},${placements},100,1,yes,shared,open,yes`,
    `2023/24,P2,The rest of it,STAFF,${[1, 2, 3].map(() => (pressure - placements).toFixed(3))},100,1,yes,shared,open,yes`,
  ],
  'Contract sum.csv': [
    'Year,Reference,Item,Block,Amount (£m),Recurring,Approved',
    `2023/24,A,Contract sum,1,${sum},yes,2023-04-01`,
    `2024/25,A,Core,1,${paper('BUD-003', 'block_1_core')},yes,2024-04-01`,
    `2024/25,R,Transformation that recurs,2,${paper('BUD-004', 'recurring_derived')},yes,2024-04-01`,
    `2024/25,N,Transformation that does not,2,${paper('BUD-004', 'non_recurring')},no,2024-04-01`,
    `2024/25,C,Business cases,3,${paper('BUD-005', 'block_3')},no,`,
  ],
  'Proposals.csv': [
    'Proposal,Title,Line,Theme,Kind,Status,Confidence %',
    'IN,Circle to Success in the contract sum,PLACE,Placements,saving,agreed,100',
    'OVER,Circle to Success beyond it,PLACE,Placements,saving,proposed,100',
  ],
  'Proposals by year.csv': [
    'Proposal,Year,Change (£m),Recurring',
    `IN,2024/25,-${paper('SAV-004', 'in_contract_sum')},yes`,
    `OVER,2024/25,-${paper('SAV-004', 'excess')},yes`,
  ],
};

type Money = { contractSum: number; recurringBase: number; maximum: number };
type Year = Record<'opening' | 'closing' | 'gap' | 'gapBeforeProposals' | 'gapWithProposed' | 'proposed', number> & {
  year: string;
  funding: { source: string; total: number; contractSum: Money };
};

async function planned(): Promise<Year[]> {
  const folder = temporaryFolder();
  const files = Object.entries(extracts).map(([name, lines]) => {
    writeFileSync(join(folder, name), `${lines.join('\r\n')}\r\n`);
    return join(folder, name);
  });
  const workspace = join(folder, 'workspace.sqlite');
  const taken = await outturn('import', ...files, '--workspace', workspace);
  expect(taken.code, taken.out + taken.err).toBe(0);
  const run = await outturn(
    ...['plan', '--workspace', workspace, '--year', '2023/24', '--period', '0', '--years', '4', '--json'],
  );
  expect(run.code, run.err).toBe(0);
  return run.json().years as unknown as Year[];
}

test('150.938 with pressure 29.670 = 180.608 against the agreed 180.009, −0.599; 177.646 recurs; 183.300 with block 3', async () => {
  const [first, second, third, fourth] = await planned();
  expect(million(first?.funding.total ?? 0)).toBe(sum);
  expect(million(first?.gap ?? 0)).toBe(pressure);
  expect(million(first?.closing ?? 0)).toBe(180.608);
  expect(second?.opening).toBe(first?.closing);
  const money = second?.funding.contractSum;
  expect(million(money?.contractSum ?? 0)).toBe(180.009);
  expect(million((money?.contractSum ?? 0) - (second?.opening ?? 0))).toBe(-0.599);
  expect(million((money?.contractSum ?? 0) - (money?.recurringBase ?? 0))).toBe(paper('BUD-004', 'non_recurring'));
  expect(million(money?.recurringBase ?? 0)).toBe(177.646);
  expect(million(money?.maximum ?? 0)).toBe(183.3);
  expect(million((money?.maximum ?? 0) - (money?.contractSum ?? 0))).toBe(paper('BUD-005', 'block_3'));
  for (const year of [third, fourth]) {
    expect(year?.funding.source).toBe('recurring base');
    expect(million(year?.funding.total ?? 0)).toBe(177.646);
  }
  // With nothing else moving, the pressure stays in the base and the proposals alone take it down.
  expect(million(second?.closing ?? 0)).toBe(million(180_608e5 - 4_049e5));
  expect(million((second?.closing ?? 0) - (third?.closing ?? 0))).toBe(0);
});

test('8.072 = 4.049 in the contract sum + 4.023 beyond it: what closes the gap, and what does not yet', async () => {
  const [, second] = await planned();
  const [before = 0, gap = 0, all = 0] = [second?.gapBeforeProposals, second?.gap, second?.gapWithProposed];
  expect(million(before - gap)).toBe(4.049);
  expect(million(gap - all)).toBe(4.023);
  expect(million(before - all)).toBe(paper('SAV-004', 'forecast'));
});
