import type { Dispute, DisputeSide } from '../model/dispute.ts';
import type { Finding, Severity } from '../model/problem.ts';
import type { Settlement } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { bearsOn, sayValue } from './cells.ts';
import { allFindings } from './run-checks.ts';
import { stateOf } from './settlement-state.ts';

/** A contradiction as it stands: what each source says, whether it is settled, and what depends on it. */
export type Contradiction = {
  key: string;
  title: string;
  /** Null when the data no longer disagree: then only the settlement is left. */
  dispute: Dispute | null;
  state: 'open' | 'settled';
  settlement: Settlement | null;
  changed: string | null;
  severity: Severity;
  message: string;
  suggestion: string | null;
  /** Codes of the checks that look at the same rows. */
  checks: string[];
  /** What the figure bears on. */
  bearsOn: string[];
};

/** Every contradiction between sources: open ones first, worst first; then settled ones, latest first. */
export function contradictions(snapshot: Snapshot): Contradiction[] {
  const findings = allFindings(snapshot);
  const found = new Map<string, Contradiction>();
  for (const finding of findings) {
    const { dispute } = finding;
    if (!dispute || found.has(dispute.key)) continue;
    found.set(dispute.key, {
      ...{ key: dispute.key, title: dispute.title, dispute, ...stateOf(dispute, snapshot.settlements) },
      ...{ severity: finding.severity, message: finding.message, suggestion: finding.suggestion },
      checks: checksOf(dispute, findings),
      bearsOn: consequencesOf(dispute),
    });
  }
  for (const settlement of snapshot.settlements) {
    if (found.has(settlement.key)) continue;
    const input = settlement.input?.split(' > ')[0] ?? null;
    found.set(settlement.key, {
      ...{ key: settlement.key, title: settlement.title, dispute: null, state: 'settled', settlement, changed: null },
      ...{ severity: 'inform', message: 'The sources no longer disagree.', suggestion: null, checks: [] },
      bearsOn: input ? [`${input}`] : [],
    });
  }
  const day = (each: Contradiction) => each.settlement?.settledOn ?? '';
  const list = [...found.values()];
  return [
    ...list.filter((each) => each.state === 'open'),
    ...list.filter((each) => each.state === 'settled').sort((a, b) => day(b).localeCompare(day(a))),
  ];
}

function checksOf(dispute: Dispute, findings: readonly Finding[]): string[] {
  const rows = new Set(dispute.sides.flatMap((side) => side.rows.map((id) => `${side.register} ${id}`)));
  // A side made of hundreds of rows would claim every check of its register.
  if (rows.size > 200) return [...new Set(findings.filter((each) => each.dispute?.key === dispute.key).map(codeOf))];
  return [
    ...new Set(findings.filter((each) => each.rows.some((id) => rows.has(`${each.register} ${id}`))).map(codeOf)),
  ];
}
const codeOf = (finding: Finding) => finding.code;

function consequencesOf(dispute: Dispute): string[] {
  const registers = dispute.input
    ? [dispute.input.register]
    : dispute.sides.filter((side) => side.kind === 'held').map((side) => side.register);
  return registers.length > 0
    ? [...new Set(registers.map(bearsOn))]
    : ['What outputs say of it; no figure of the forecast reads it'];
}

/** How far a side is from another: amount in the unit of the dispute, and per cent of the other; null for dates. */
export function differenceOf(
  dispute: Dispute,
  side: DisputeSide,
  from: DisputeSide,
): { amount: number; percent: number | null } | null {
  if (dispute.kind === 'date') return null;
  const amount = Number((side.value - from.value).toFixed(9));
  return { amount, percent: from.value === 0 ? null : (amount / Math.abs(from.value)) * 100 };
}

/** The side others are measured against: what is in use, else what is accepted, else the first. */
export function referenceSide(dispute: Dispute): DisputeSide | null {
  return (
    dispute.sides.find((side) => side.kind === 'held') ??
    dispute.sides.find((side) => side.label === dispute.accepted?.label) ??
    dispute.sides[0] ??
    null
  );
}

/** A settlement in one sentence, as every output says it. */
export function sayValueOf(settlement: Settlement): string {
  if (settlement.choice === 'left as stated') return 'left as stated';
  const value = settlement.day ?? (settlement.value === null ? '' : sayValue(settlement.value, settlement.unit));
  return settlement.choice === 'a source' ? `${value} (${settlement.chosen ?? ''})` : `${value} (another value)`;
}

/** A settled contradiction as an output says it; `on` is null where a source was accepted in the register of stated facts. */
export type SettledLine = { title: string; used: string; reason: string; by: string; on: string | null };

/** The settled contradictions for an output: what, how, why, who and when; accepted stated facts beside them. */
export function settledList(snapshot: Snapshot): SettledLine[] {
  return contradictions(snapshot)
    .filter((each) => each.state === 'settled')
    .map(({ title, settlement, dispute }) => {
      if (settlement) {
        const { reason, settledBy, settledOn } = settlement;
        return { title, used: sayValueOf(settlement), reason, by: settledBy, on: settledOn };
      }
      const kept = dispute?.sides.find((side) => side.label === dispute.accepted?.label);
      const used = `${kept?.words ?? ''} (${dispute?.accepted?.label ?? ''})`;
      return { title, used, reason: dispute?.accepted?.reason ?? '', by: 'accepted in the data', on: null };
    });
}
