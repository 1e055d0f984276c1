import { addDays, addMonths, dateOfDay, dayNumber } from '../../../shared/model/calendar.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';

const k = 100_000;
const year = '2023/24';

/** A council of plausible size for looking at screens: made by rule, no clock, no chance. */
export function fixtureSnapshot(children = 1140): Snapshot {
  const snapshot = emptySnapshot('Northamptonshire sample', '2023-12-31');
  let id = 0;
  const next = () => {
    id += 1;
    return id;
  };
  snapshot.synthetic = true;
  snapshot.funders.push({ id: next(), code: 'N', name: 'North' }, { id: next(), code: 'W', name: 'West' });
  snapshot.funderShares.push(
    { id: next(), funderCode: 'N', from: '2023-04-01', shareBasisPoints: 4416 },
    { id: next(), funderCode: 'W', from: '2023-04-01', shareBasisPoints: 5584 },
  );
  const lines: [string, string, 'staffing' | 'placements' | 'other', number, 'placements' | 'profile' | 'run-rate'][] =
    [
      ['STAFF', 'Staffing', 'staffing', 46_120, 'run-rate'],
      ['PLACE', 'Placements', 'placements', 62_480, 'placements'],
      ['HOMES', 'Children’s homes', 'other', 3_980, 'run-rate'],
      ['LEGAL', 'Legal', 'other', 5_010, 'run-rate'],
      ['TRANS', 'Transport', 'other', 2_140, 'run-rate'],
      ['ADOPT', 'Adoption and special guardianship', 'other', 9_310, 'profile'],
      ['LEAVE', 'Leaving care', 'other', 7_420, 'run-rate'],
      ['SHORT', 'Short breaks', 'other', 3_112, 'profile'],
      ['CORP', 'Support services', 'other', 9_880, 'profile'],
      ['CONT', 'Contracts and commissioning', 'other', 1_486, 'profile'],
    ];
  const over: Record<string, number> = { STAFF: 1.03, PLACE: 1.34, HOMES: 1.05, LEGAL: 1.07, TRANS: 1.29, LEAVE: 1.12 };
  lines.forEach(([code, name, service, budget, method], position) => {
    snapshot.budgetLines.push({
      id: next(),
      year,
      code,
      name,
      service,
      grossBudgetPence: budget * k,
      incomeBudgetPence: code === 'LEAVE' ? -900 * k : 0,
      profile: null,
      method,
      funding: 'shared',
      block: 1,
      recurring: 1,
      position,
    });
    for (let period = 1; period <= 9; period += 1) {
      const spend = Math.round(((budget * k * (over[code] ?? 1)) / 12) * (0.94 + period * 0.012));
      snapshot.actuals.push({
        id: next(),
        year,
        period,
        lineCode: code,
        expenditurePence: spend,
        incomePence: 0,
        source: 'Ledger',
      });
    }
  });
  snapshot.budgetChanges.push(
    {
      id: next(),
      year,
      reference: 'V1',
      lineCode: 'STAFF',
      kind: 'growth',
      grossPence: 1200 * k,
      incomePence: 0,
      effective: '2023-06-01',
      approved: '2023-05-20',
      recurring: 1,
      block: 1,
      note: 'Pay award',
    },
    {
      id: next(),
      year,
      reference: 'I1',
      lineCode: 'PLACE',
      kind: 'investment',
      grossPence: 6200 * k,
      incomePence: 0,
      effective: '2023-09-01',
      approved: '2023-08-20',
      recurring: 0,
      block: 1,
      note: 'Additional investment agreed by both councils',
    },
  );
  const groups: [string, string, 'fostering' | 'residential' | 'supported' | 'other', number, number][] = [
    ['in-house fostering', 'In-house fostering', 'fostering', 0.3, 480],
    ['agency fostering', 'Agency fostering', 'fostering', 0.32, 960],
    ['residential', 'Residential', 'residential', 0.12, 5200],
    ['supported', 'Supported accommodation', 'supported', 0.13, 1150],
    ['kinship', 'Friends and family', 'other', 0.13, 290],
  ];
  groups.forEach(([code, name, careType], position) => {
    snapshot.placementGroups.push({ id: next(), code, name, careType, modelled: 1, lineName: null, position });
  });
  const routes = ['in-house', 'framework', 'spot', 'framework', 'in-house'] as const;
  const first = dayNumber('2020-06-01');
  for (let at = 0; at < children * 2; at += 1) {
    const pick = (at * 7919) % 1000;
    let edge = 0;
    let group = 0;
    for (const [index, entry] of groups.entries()) {
      edge += entry[3] * 1000;
      if (pick < edge) {
        group = index;
        break;
      }
    }
    const chosen = groups[group] ?? groups[0];
    if (!chosen) continue;
    const start = dateOfDay(first + ((at * 104_729) % 1300));
    const stays = 120 + ((at * 31) % 1400);
    const end = addDays(start, stays);
    const reference = `P${String(at + 1).padStart(5, '0')}`;
    snapshot.placements.push({
      id: next(),
      reference,
      childKey: `c${(at * 2_654_435_761).toString(16).slice(0, 10)}`,
      birthMonth: addMonths(start, -12 * (chosen[2] === 'supported' ? 16 : (at * 13) % 17)),
      birthDate: null,
      uasc: at % 11 === 0 ? 1 : 0,
      groupCode: chosen[0],
      provider: `Provider ${1 + (at % 9)}`,
      route: routes[group] ?? 'spot',
      start,
      end: end <= '2023-12-31' ? end : null,
      expectedEnd: null,
      area: at % 2 ? 'North' : 'West',
      unitCode: null,
      shortBreak: 0,
      endReason: null,
    });
    snapshot.placementPrices.push({
      id: next(),
      placementReference: reference,
      from: start,
      weeklyPence: Math.round(chosen[4] * 100 * (0.8 + ((at * 17) % 40) / 100)),
      educationPence: chosen[2] === 'residential' && at % 3 === 0 ? 40_000 : 0,
      healthPence: 0,
    });
  }
  for (let step = 0; step < 24; step += 1) {
    for (const measure of ['stock', 'entrants', 'leavers'] as const) {
      snapshot.demandSeries.push({
        id: next(),
        measure,
        month: addMonths('2022-01-01', step),
        groupCode: '*',
        band: '*',
        uasc: 'all',
        source: 'Return',
        value: measure === 'stock' ? 1090 + step * 2 : measure === 'entrants' ? 38 + (step % 5) : 35 + (step % 6),
      });
    }
  }
  const savings: [string, string, number, number, number, number][] = [
    ['S1', 'Circle to Success', 3800, 0, 1800, 2000],
    ['S2', 'Placement reviews', 1450, 600, 450, 400],
    ['S3', 'Transport retendering', 622, 122, 100, 400],
    ['S4', 'Agency staff reduction', 1400, 525, 0, 875],
    ['S5', 'Income from partners', 400, 0, 0, 400],
  ];
  for (const [reference, name, target, red, amber, green] of savings) {
    snapshot.savings.push({
      id: next(),
      year,
      reference,
      name,
      lineCode: reference === 'S3' ? 'TRANS' : reference === 'S4' ? 'STAFF' : 'PLACE',
      programme: 'Improvement',
      class: 'saving',
      targetPence: target * k,
      fullYearEffectPence: target * k,
      basis: 'in-year',
      recurring: 1,
      startPeriod: 1,
      delayMonths: 0,
      rampMonths: 0,
      rampShape: 'straight',
      deliveryPercent: null,
      ownerRole: 'Assistant director',
      note: null,
    });
    snapshot.savingRatings.push({
      id: next(),
      year,
      savingReference: reference,
      period: 9,
      redPence: red * k,
      amberPence: amber * k,
      greenPence: green * k,
      unassessedPence: 0,
      mitigationPence: 0,
      oneOffPence: 0,
      narrative: null,
      deliveredPence: null,
    });
  }
  snapshot.pressures.push(
    {
      id: next(),
      year,
      reference: 'R1',
      name: 'Provider price rises above the offer',
      lineCode: 'PLACE',
      minimumPence: 300 * k,
      likelyPence: 650 * k,
      maximumPence: 1400 * k,
      probabilityPercent: 60,
      startPeriod: 10,
      recurring: 1,
      funding: 'shared',
      status: 'open',
      counted: 1,
      arrears: null,
      ownerRole: 'Head of commissioning',
      riskReference: null,
      note: null,
    },
    {
      id: next(),
      year,
      reference: 'R2',
      name: 'Legal costs of longer proceedings',
      lineCode: 'LEGAL',
      minimumPence: 40 * k,
      likelyPence: 120 * k,
      maximumPence: 260 * k,
      probabilityPercent: 40,
      startPeriod: 9,
      recurring: 0,
      funding: 'shared',
      status: 'open',
      counted: 0,
      arrears: null,
      ownerRole: null,
      riskReference: null,
      note: null,
    },
  );
  snapshot.mitigations.push({
    id: next(),
    year,
    reference: 'M1',
    pressureReference: 'R1',
    name: 'Regional price panel',
    amountPence: 200 * k,
    successPercent: 50,
    note: null,
  });
  snapshot.schemes.push({
    id: next(),
    reference: 'ITS1',
    name: 'Edge of care team',
    theme: 'Prevention',
    board: 'Improvement board',
    approval: 'approved',
    approved: '2022-06-01',
    startYear: '2022/23',
    lagMonths: 6,
    route: 'budget-line',
    lineCode: 'PLACE',
    savingReference: null,
    costBiasPercent: 0,
    benefitBiasPercent: -10,
    condition: null,
    expiry: null,
    note: null,
  });
  for (const [index, label] of ['2022/23', '2023/24', '2024/25', '2025/26'].entries()) {
    snapshot.tranches.push({
      id: next(),
      schemeReference: 'ITS1',
      reference: `T${index + 1}`,
      name: `Tranche ${index + 1}`,
      year: label,
      period: 4,
      kind: 'cost',
      amountPence: [620, 540, 180, 80][index]! * k,
      source: 'Transformation fund',
      agreed: '2022-06-01',
      condition: null,
    });
    for (const [which, factor] of [
      ['target', 1],
      ['stretch', 1.4],
      ['realised', 0.8],
    ] as const) {
      snapshot.benefits.push({
        id: next(),
        schemeReference: 'ITS1',
        case: which,
        year: label,
        amountPence: Math.round([90, 480, 910, 1180][index]! * factor) * k,
        basis: 'annual',
        volume: 12 + index * 8,
        interpolated: 0,
        stated: null,
        implementationPence: null,
        note: null,
      });
    }
  }
  snapshot.contractBlocks.push(
    {
      id: next(),
      year,
      reference: 'B1',
      name: 'Core contract',
      block: 1,
      amountPence: 146_000 * k,
      recurring: 1,
      approved: '2023-03-01',
      note: null,
    },
    {
      id: next(),
      year,
      reference: 'B2',
      name: 'Growth agreed',
      block: 2,
      amountPence: 4_938 * k,
      recurring: 1,
      approved: '2023-03-01',
      note: null,
    },
    {
      id: next(),
      year,
      reference: 'B3',
      name: 'Children’s home business case',
      block: 3,
      amountPence: 1_200 * k,
      recurring: 0,
      approved: null,
      note: 'Waits for approval',
    },
  );
  snapshot.assumptions.push({
    id: next(),
    key: 'rag.amber',
    value: 0.75,
    unit: 'weight',
    source: 'Finance',
    ownerRole: null,
    confidence: 'medium',
    review: null,
  });
  return snapshot;
}
