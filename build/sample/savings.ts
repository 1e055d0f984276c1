import type { NewRow } from './extract.ts';
import { cite, fact, figure, millions } from './facts.ts';

const plain = {
  basis: 'in-year',
  recurring: 1,
  startPeriod: 1,
  delayMonths: 0,
  rampMonths: 0,
  rampShape: 'straight',
} as const;

/** 2022/23 tracker rows as published (TRK-001…006). */
const tracker = [
  ['TRK-001', 'SAV-22-1', 'STAFF', 'Staffing', 'Workforce', 0.275],
  ['TRK-002', 'SAV-22-2', 'PLACE', 'Placements - sufficiency strategy & in-house fostering', 'Sufficiency', 0],
  ['TRK-003', 'SAV-22-3', 'PLACE', 'Placements - joint funding review', 'Joint funding', 0],
  ['TRK-004', 'MIT-22-1', 'PLACE', 'Placement mitigations (price negotiation and review)', 'Sufficiency', 0],
  ['TRK-005', 'SAV-22-4', 'TRANSPORT', 'Transport Review', 'Transport', 0],
  ['TRK-006', 'SAV-22-5', 'LEGAL', 'Legal Services Review', 'Legal', 0],
] as const;

/**
 * 2023/24: the target of 7.672 and the RAG totals are published, and Circle to Success's 3.8; the rest of the split is
 * synthetic. [reference, line, name, programme, target, red, amber, green], £m.
 */
const year2 = [
  ['SAV-23-1', 'PLACE', 'Circle to Success', 'Circle to Success', 3.8, 0.3, 0.5, 3.0],
  ['SAV-23-2', 'PLACE', 'Placement efficiency', 'Placements', 1.5, 0.4, 0.35, 0.75],
  ['SAV-23-3', 'STAFF', 'Workforce and managed teams', 'Workforce', 1.0, 0.047, 0.22, 0.733],
  ['SAV-23-4', 'PLACE', 'Joint funding', 'Joint funding', 0.85, 0.4, 0.3, 0.15],
  ['SAV-23-5', 'SUPPORT', 'Support services and contracts', 'Support', 0.522, 0.1, 0, 0.917],
] as const;

/** Savings of both years. */
export function savings(): NewRow<'savings'>[] {
  const first = tracker.map(([id, reference, lineCode, name, programme]): NewRow<'savings'> => {
    const target = fact(id).values.target;
    const mitigation = fact(id).values.kind === 'MITIGATION';
    const worth = mitigation ? figure(id, 'green_inc_mitigation') : Number(target);
    return {
      ...plain,
      year: '2022/23',
      reference,
      name,
      lineCode,
      programme,
      class: mitigation ? 'mitigation' : 'saving',
      targetPence: typeof target === 'number' ? millions(target) : null,
      fullYearEffectPence: millions(worth),
      deliveryPercent: null,
      ownerRole: null,
      note: `Published tracker, ${cite(id)}${mitigation ? '; cost avoidance, never counted as a saving delivered (T20)' : ''}`,
    };
  });
  const second = year2.map(
    ([reference, lineCode, name, programme, target, red], index): NewRow<'savings'> => ({
      ...plain,
      year: '2023/24',
      reference,
      name,
      lineCode,
      programme,
      class: 'saving',
      targetPence: millions(target),
      fullYearEffectPence: millions(target),
      // The paper counts red as lost and amber as delivered; over-delivery elsewhere does not pay for it.
      deliveryPercent: ((target - red) / target) * 100,
      ownerRole: null,
      note:
        index === 0
          ? `Target published, ${cite('SAV-006')}; its RAG is a synthetic split. Delivery % = target less red, as the paper counts it`
          : `Synthetic split of the published total, ${cite('SAV-005')}. Delivery % = target less red, as the paper counts it`,
    }),
  );
  return [...first, ...second];
}

/** RAG of both years. R + A + G of 2023/24 exceeds the target by 0.495 as printed (T04); the split lays it on one row. */
export function savingRatings(): NewRow<'savingRatings'>[] {
  const first = tracker.map(([id, savingReference, , , , oneOff]): NewRow<'savingRatings'> => {
    const mitigation = fact(id).values.kind === 'MITIGATION';
    const green = millions(figure(id, 'green_inc_mitigation'));
    return {
      year: '2022/23',
      savingReference,
      period: 12,
      redPence: millions(figure(id, 'red')),
      amberPence: millions(figure(id, 'amber')),
      greenPence: mitigation ? 0 : green,
      unassessedPence: 0,
      mitigationPence: mitigation ? green : 0,
      oneOffPence: millions(oneOff),
      narrative: id === 'TRK-001' ? `Of this 275 is 2022/23 only, ${cite('TRK-008')} (T21)` : `Published, ${cite(id)}`,
      deliveredPence: null,
    };
  });
  const second = year2.map(
    ([savingReference, , , , target, red, amber, green]): NewRow<'savingRatings'> => ({
      year: '2023/24',
      savingReference,
      period: 9,
      redPence: millions(red),
      amberPence: millions(amber),
      greenPence: millions(green),
      unassessedPence: 0,
      mitigationPence: 0,
      oneOffPence: 0,
      narrative: `Synthetic split of the published totals, ${cite('SAV-007')}; delivered to date synthetic`,
      // Just under an even year where enough is green; no more than is green.
      deliveredPence: Math.round(Math.min(millions(green) * 0.95, millions(target) * 0.72)),
    }),
  );
  // At P6 less was sure: a third of what is green at P9 was amber still, and a sixth not assessed.
  const earlier = second.map((row): NewRow<'savingRatings'> => {
    const [amber, unassessed] = [Math.round(row.greenPence / 3), Math.round(row.greenPence / 6)];
    return {
      ...row,
      period: 6,
      amberPence: row.amberPence + amber,
      greenPence: row.greenPence - amber - unassessed,
      unassessedPence: unassessed,
      narrative: 'Synthetic',
      deliveredPence: null,
    };
  });
  return [...first, ...earlier, ...second];
}
