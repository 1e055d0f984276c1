import { formatDate, formatNumber, sayMoney } from '../format/format.ts';
import type { Finding } from '../model/problem.ts';
import type { RegisterName } from '../model/registers.ts';
import { type Check, finding, groupBy } from './finding.ts';

/**
 * Figures that cannot be meant: outside what their kind allows, or out of all proportion. They are taken as they stand (a
 * probability beyond 0–100 % as never or certain) and named here.
 */
const code = 'implausible';
const say = (register: RegisterName, id: number, message: string, figures: Finding['figures'], suggestion: string) =>
  finding(code, 'warn', register, [id], message, figures, suggestion);
const percentText = (value: number) => `${formatNumber(value, value % 1 === 0 ? 0 : 1)} %`;
const outside = (value: number | null, low: number, high: number) => value !== null && (value < low || value > high);

/** Prices: below nought, nought for a placement bought by the week, partners paying more than the price, far off their group. */
export const checkPrices: Check = ({ placements, placementPrices, capacityUnits }) => {
  const byReference = new Map(placements.map((row) => [row.reference, row]));
  const units = new Set(capacityUnits.map((row) => row.code));
  const medians = mediansOf(placementPrices, (reference) => byReference.get(reference)?.groupCode ?? null);
  return placementPrices.flatMap((row): Finding[] => {
    const placement = byReference.get(row.placementReference);
    const of = `The price of ${row.placementReference}${row.from ? ` from ${formatDate(row.from)}` : ''}`;
    const partners = row.educationPence + row.healthPence;
    const bought = placement?.route === 'framework' || placement?.route === 'spot';
    const inUnit = placement?.unitCode ? units.has(placement.unitCode) : false;
    const price = { weekly: row.weeklyPence };
    if (row.weeklyPence < 0)
      return [
        say(
          'placementPrices',
          row.id,
          `${of} is ${sayMoney(row.weeklyPence)} a week: below zero.`,
          price,
          'Enter what is paid a week; what partners pay has columns of its own',
        ),
      ];
    if (row.weeklyPence === 0 && bought && !inUnit)
      return [
        say(
          'placementPrices',
          row.id,
          `${of} is zero, though the placement is bought by the week.`,
          price,
          'Enter the price, or the unit whose place it uses',
        ),
      ];
    if (row.educationPence < 0 || row.healthPence < 0 || (row.weeklyPence > 0 && partners > row.weeklyPence))
      return [
        say(
          'placementPrices',
          row.id,
          `${of}: partners pay ${sayMoney(partners)} of ${sayMoney(row.weeklyPence)} a week.`,
          { ...price, partners },
          'Correct what education and health pay a week',
        ),
      ];
    const median = medians.get(placement?.groupCode ?? '');
    if (median && bought && (row.weeklyPence > 20 * median || row.weeklyPence * 20 < median))
      return [
        say(
          'placementPrices',
          row.id,
          `${of} is ${sayMoney(row.weeklyPence)} a week where its group’s usual price is ${sayMoney(median)}.`,
          { ...price, median },
          'Check the price: it may be by the day, by the year, or in pence',
        ),
      ];
    return [];
  });
};

function mediansOf(
  prices: readonly { placementReference: string; weeklyPence: number }[],
  groupOf: (reference: string) => string | null,
): Map<string, number> {
  const groups = groupBy(
    prices.filter((row) => row.weeklyPence > 0),
    (row) => groupOf(row.placementReference) ?? '',
  );
  return new Map(
    [...groups].flatMap(([group, rows]): [string, number][] => {
      const sorted = rows.map((row) => row.weeklyPence).sort((a, b) => a - b);
      return sorted.length < 5 ? [] : [[group, sorted[Math.floor(sorted.length / 2)] ?? 0]];
    }),
  );
}

/** Pressures and mitigations: chances outside 0–100 %, mitigation beyond the impact, an impact beyond its line. */
export const checkChances: Check = ({ pressures, mitigations, budgetLines }) => {
  const budgets = new Map(budgetLines.map((row) => [`${row.year} ${row.code}`, row]));
  return [
    ...pressures.flatMap((row): Finding[] => {
      const found: Finding[] = [];
      if (outside(row.probabilityPercent, 0, 100))
        found.push(
          say(
            'pressures',
            row.id,
            `The probability of “${row.name}” is ${percentText(row.probabilityPercent)}.`,
            { probability: row.probabilityPercent },
            'Enter 0 to 100',
          ),
        );
      const highest = Math.max(row.minimumPence, row.likelyPence, row.maximumPence);
      const off = mitigations.filter((each) => each.year === row.year && each.pressureReference === row.reference);
      const mitigated = off.reduce((total, each) => total + each.amountPence, 0);
      if (off.length > 0 && mitigated > Math.max(0, highest))
        found.push(
          say(
            'pressures',
            row.id,
            `The mitigations of “${row.name}” come to ${sayMoney(mitigated)}, more than its highest impact of ${sayMoney(highest)}.`,
            { mitigated, highest },
            'Mitigation cannot take off more than the pressure',
          ),
        );
      const line = budgets.get(`${row.year} ${row.lineCode}`);
      if (line && line.grossBudgetPence > 0 && highest > line.grossBudgetPence)
        found.push(
          say(
            'pressures',
            row.id,
            `The highest impact of “${row.name}”, ${sayMoney(highest)}, is more than the whole budget of ${line.name}, ${sayMoney(line.grossBudgetPence)}.`,
            { highest, budget: line.grossBudgetPence },
            'Check the amount and the line',
          ),
        );
      return found;
    }),
    ...mitigations.flatMap((row): Finding[] => {
      if (outside(row.successPercent, 0, 100))
        return [
          say(
            'mitigations',
            row.id,
            `The chance of success of “${row.name}” is ${percentText(row.successPercent)}.`,
            { success: row.successPercent },
            'Enter 0 to 100',
          ),
        ];
      if (row.amountPence < 0)
        return [
          say(
            'mitigations',
            row.id,
            `“${row.name}” takes off ${sayMoney(row.amountPence)}: below zero.`,
            { amount: row.amountPence },
            'Enter what it takes off as a positive amount',
          ),
        ];
      return [];
    }),
  ];
};

/** Savings: a delay or ramp below nought, more than the line spends, delivery that cannot be. */
export const checkSavingTerms: Check = ({ savings, budgetLines }) => {
  const budgets = new Map(budgetLines.map((row) => [`${row.year} ${row.code}`, row]));
  return savings.flatMap((row): Finding[] => {
    const found: Finding[] = [];
    if (row.delayMonths < 0 || row.rampMonths < 0)
      found.push(
        say(
          'savings',
          row.id,
          `“${row.name}” has a delay of ${row.delayMonths} and a ramp of ${row.rampMonths} months: below zero.`,
          { delay: row.delayMonths, ramp: row.rampMonths },
          'Enter months of zero or more; to bring it forward, change its start period',
        ),
      );
    if (outside(row.deliveryPercent, 0, 150))
      found.push(
        say(
          'savings',
          row.id,
          `“${row.name}” is to deliver ${percentText(row.deliveryPercent ?? 0)} of its plan.`,
          { delivery: row.deliveryPercent },
          'Enter 0 to 100, or raise its target',
        ),
      );
    const line = budgets.get(`${row.year} ${row.lineCode}`);
    const amount = Math.max(row.targetPence ?? 0, row.fullYearEffectPence);
    if (line && amount > 0 && amount > line.grossBudgetPence)
      found.push(
        say(
          'savings',
          row.id,
          `“${row.name}” is to save ${sayMoney(amount)} on ${line.name}, whose whole budget is ${sayMoney(line.grossBudgetPence)}.`,
          { amount, budget: line.grossBudgetPence },
          'Check the amount and the line',
        ),
      );
    return found;
  });
};

/** Units, schemes, packages and expected ends outside what they can be. */
export const checkTerms: Check = ({ capacityUnits, schemes, jointFunding, placements, dataDate }) => {
  const overdue = placements.filter(
    (row) => row.expectedEnd !== null && row.end === null && row.start <= dataDate && row.expectedEnd <= dataDate,
  );
  return [
    ...capacityUnits.flatMap((row): Finding[] =>
      row.places < 0 || row.annualCostPence < 0 || outside(row.utilisationPercent, 0, 100)
        ? [
            say(
              'capacityUnits',
              row.id,
              `${row.name} has ${row.places} places, costs ${sayMoney(row.annualCostPence)} a year and is used ${row.utilisationPercent === null ? 'as it is' : percentText(row.utilisationPercent)}.`,
              { places: row.places, cost: row.annualCostPence, used: row.utilisationPercent },
              'Places and cost are zero or more, use is 0 to 100',
            ),
          ]
        : [],
    ),
    ...schemes.flatMap((row): Finding[] =>
      row.lagMonths < 0 || row.benefitBiasPercent < -100 || row.costBiasPercent < -100
        ? [
            say(
              'schemes',
              row.id,
              `${row.name} has a lag of ${row.lagMonths} months, a cost bias of ${percentText(row.costBiasPercent)} and a benefit bias of ${percentText(row.benefitBiasPercent)}.`,
              { lag: row.lagMonths, costBias: row.costBiasPercent, benefitBias: row.benefitBiasPercent },
              'A lag is zero or more, a bias above −100',
            ),
          ]
        : [],
    ),
    ...jointFunding.flatMap((row): Finding[] =>
      outside(row.agreedPercent, 0, 100)
        ? [
            say(
              'jointFunding',
              row.id,
              `${row.name}: the partner has agreed to ${percentText(row.agreedPercent)} of the cost.`,
              { agreed: row.agreedPercent },
              'Enter 0 to 100',
            ),
          ]
        : [],
    ),
    ...placements.flatMap((row): Finding[] =>
      row.expectedEnd !== null && row.expectedEnd < row.start
        ? [
            say(
              'placements',
              row.id,
              `Placement ${row.reference} is expected to end on ${formatDate(row.expectedEnd)}, before it starts on ${formatDate(row.start)}.`,
              { start: row.start, expectedEnd: row.expectedEnd },
              'Correct its dates',
            ),
          ]
        : [],
    ),
    ...(overdue.length > 0
      ? [
          finding(
            'expected-end-past',
            'inform',
            'placements',
            overdue.map((row) => row.id),
            `${overdue.length === 1 ? 'One open placement was' : `${overdue.length} open placements were`} expected to end by the data date and ${overdue.length === 1 ? 'has' : 'have'} not: the forecast goes on as if no end were expected.`,
            { placements: overdue.length },
            'Enter their ends, or when they are now expected',
          ),
        ]
      : []),
  ];
};
