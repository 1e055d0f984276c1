import { splitPence, sum } from '../../shared/model/money.ts';
import { lineNames, lines, monthWeights } from './budget-2022-23.ts';
import type { NewRow } from './extract.ts';
import { cite, figure, millions, thousands } from './facts.ts';

const year = '2023/24';
/** The papers give the contract sum only: placements' part is set here, the rest goes pro rata to 2022/23. */
const placementsNet = thousands(62_000);
const unexplained = 'UNEXPLAINED';

/** Net budget of each line: sums to the contract sum (BUD-001) to the penny. */
function netBudgets(): Map<string, number> {
  const others = lines.filter(([, code]) => code !== 'PLACE');
  const weights = others.map(([id]) => figure(id, 'Net Budget') + figure(id, 'Additional investment'));
  const inThousands = splitPence(
    Math.round(figure('BUD-001', 'contract_sum') * 1000) - placementsNet / 100_000,
    weights,
  );
  const found = new Map(others.map(([, code], index) => [code as string, thousands(inThousands[index] ?? 0)]));
  found.set('PLACE', placementsNet);
  return found;
}

/** Lines of 2023/24; the last holds what the paper's total has beyond its parts, so that nothing is forced. */
export function budgetLines(): NewRow<'budgetLines'>[] {
  const net = netBudgets();
  const rows: NewRow<'budgetLines'>[] = lines.map(([id, code, service], index) => {
    const income = thousands(figure(id, 'Less Income'));
    return {
      year,
      code,
      name: lineNames[code] ?? code,
      service,
      grossBudgetPence: (net.get(code) ?? 0) - income,
      incomeBudgetPence: income,
      profile: null,
      method: code === 'PLACE' ? 'placements' : 'profile',
      funding: 'shared',
      block: 1,
      recurring: 1,
      position: index + 1,
    };
  });
  rows.push({
    year,
    code: unexplained,
    name: 'Not explained in the published paper',
    service: 'other',
    grossBudgetPence: 0,
    incomeBudgetPence: 0,
    profile: null,
    method: 'stated',
    funding: 'shared',
    block: 1,
    recurring: 0,
    position: rows.length + 1,
  });
  return rows;
}

/** A virement between two lines (nil in total) and a bid that is not approved, so that both can be seen. Synthetic. */
export function budgetChanges(): NewRow<'budgetChanges'>[] {
  const common = { year, incomePence: 0, recurring: 1 as const, block: 1 };
  const virement = { ...common, kind: 'virement' as const, effective: '2023-07-01', approved: '2023-07-01' };
  return [
    {
      ...virement,
      reference: 'VIR-23-1',
      lineCode: 'SUPPORT',
      grossPence: -thousands(150),
      note: 'Synthetic virement to Legal',
    },
    {
      ...virement,
      reference: 'VIR-23-2',
      lineCode: 'LEGAL',
      grossPence: thousands(150),
      note: 'Synthetic virement from Support Services',
    },
    {
      ...common,
      reference: 'BID-23-1',
      lineCode: 'TRANSPORT',
      kind: 'growth',
      grossPence: thousands(200),
      effective: '2023-10-01',
      approved: null,
      note: 'Synthetic bid, not approved: shown, not counted',
    },
  ];
}

/** What the line's outturn must be over its current budget, in pence, as the period 9 paper has it (PRS-001). */
export function targetVariances(slippage: Map<string, number>): Map<string, number> {
  const found = new Map<string, number>(lines.map(([, code]) => [code, slippage.get(code) ?? 0]));
  const add = (code: string, pence: number) => found.set(code, (found.get(code) ?? 0) + pence);
  add('PLACE', millions(figure('PRS-001', 'placements')));
  add('STAFF', millions(figure('PRS-001', 'staffing_net')));
  const total = millions(figure('PRS-001', 'total_pressure'));
  found.set(unexplained, total - sum([...found.values()]));
  return found;
}

const twelve = new Array<number>(12).fill(1);
/** Investment for pay inflation by month, as income: staffing pressure gross less net (PRS-001). */
export function payInvestment(): number[] {
  return splitPence(
    millions(figure('PRS-001', 'staffing_net')) - millions(figure('PRS-001', 'staffing_gross')),
    twelve,
  );
}

/** Forecast entries of 2023/24. Each says what is published and what is not. */
export function forecastEntries(): NewRow<'forecastEntries'>[] {
  const entry = (
    reference: string,
    lineCode: string,
    kind: NewRow<'forecastEntries'>['kind'],
    period: number,
    expenditurePence: number,
    incomePence: number,
    text: string,
  ): NewRow<'forecastEntries'> => ({
    year,
    reference,
    lineCode,
    kind,
    period,
    expenditurePence,
    incomePence,
    note: text,
  });
  const gross = millions(figure('PRS-001', 'staffing_gross'));
  const net = millions(figure('PRS-001', 'staffing_net'));
  const unexplainedPence =
    millions(figure('PRS-001', 'total_pressure')) -
    millions(figure('PRS-001', 'red_savings')) -
    millions(figure('PRS-001', 'placements')) -
    net;
  const rows = [10, 11, 12].flatMap((period) => [
    entry(
      `OVER18-${period}`,
      'PLACE',
      'committed',
      period,
      thousands(1500),
      0,
      'Synthetic: supported accommodation from 18, outside the placements register',
    ),
    entry(
      `UASC-${period}`,
      'PLACE',
      'committed',
      period,
      0,
      -thousands(420),
      'Synthetic: grant for unaccompanied children',
    ),
  ]);
  const later = [10, 11, 12];
  const rest = splitPence(unexplainedPence, [1, 1, 1]);
  const pressure = splitPence(gross, twelve);
  const investment = payInvestment();
  return [
    ...rows,
    ...later.flatMap((period) => [
      entry(
        `PAY-${period}`,
        'STAFF',
        'committed',
        period,
        pressure[period - 1] ?? 0,
        0,
        `A twelfth of the staffing pressure, ${cite('PRS-001')}; months synthetic`,
      ),
      entry(
        `PAY-INV-${period}`,
        'STAFF',
        'committed',
        period,
        0,
        investment[period - 1] ?? 0,
        `A twelfth of the investment for pay inflation; the paper prints £2,094, its own bridge means £2,094k (T03), ${cite('PRS-001')}; months synthetic`,
      ),
    ]),
    ...later.map((period, index) =>
      entry(
        `UNEXPLAINED-${period}`,
        unexplained,
        'projected',
        period,
        rest[index] ?? 0,
        0,
        `Total pressure less its stated parts, ${cite('PRS-001')} (T05): shown, not forced; months synthetic`,
      ),
    ),
  ];
}

/**
 * Actuals of periods 1 to 9. `net` is each line's net actual to period, chosen so that the forecast of period 9 meets the
 * published totals; `income` its income part. The months are a synthetic profile.
 */
export function actuals(net: Map<string, number>, income: Map<string, number>): NewRow<'actuals'>[] {
  return lines.flatMap(([, code]) => {
    const weights = monthWeights(code, 1, 9);
    const incomeParts = splitPence(income.get(code) ?? 0, weights);
    return splitPence((net.get(code) ?? 0) - (income.get(code) ?? 0), weights).map((pence, index) => ({
      year,
      period: index + 1,
      lineCode: code,
      expenditurePence: pence,
      incomePence: incomeParts[index] ?? 0,
      source: 'Ledger (synthetic split of published totals)',
    }));
  });
}
