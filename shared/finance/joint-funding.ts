import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { JointFunding } from '../model/registers.ts';

export type Partner = JointFunding['partner'];
export const partners = ['education', 'health', 'other'] as const satisfies readonly Partner[];

/**
 * Per cent of the cost of jointly funded packages that other areas' partners pay, where a council says nothing of its
 * own: published comparators, education 20 and health 21 (004:4414, JF-001).
 */
export const benchmarkPercents: Record<Partner, number> = { education: 20, health: 21, other: 0 };

/** What one partner owes on the packages it shares, pence. */
export type PartnerFunding = {
  partner: Partner;
  packages: number;
  gross: Pence;
  /** gross × agreed per cent, package by package. */
  agreed: Pence;
  agreedPercent: number | null;
  invoiced: Pence;
  disputed: Pence;
  /** Null where what was received is not known of any package. */
  received: Pence | null;
  /** Agreed but not invoiced yet; below nought: invoiced beyond what was agreed. */
  notInvoiced: Pence;
  /** What the benchmark would bring, and that less what is agreed: the what-if. */
  benchmarkPercent: number;
  atBenchmark: Pence;
  gapToBenchmark: Pence;
};

export type JointFundingSummary = {
  partners: PartnerFunding[];
  /** Gross cost of the packages, each once however many partners share it. */
  gross: Pence;
  agreed: Pence;
  invoiced: Pence;
  disputed: Pence;
  notInvoiced: Pence;
  gapToBenchmark: Pence;
  /** Packages whose partners together have agreed to more than the whole cost, or dispute more than was invoiced. */
  questioned: { reference: string; reason: string }[];
};

/** Agreed amount of one row: whole pence, half away from zero. */
export function agreedAmount({ grossPence, agreedPercent }: JointFunding): Pence {
  return roundHalfAway((grossPence * agreedPercent) / 100);
}

/**
 * Joint funding of a year: agreed, invoiced and disputed by partner, and what benchmark shares would bring
 * (docs/model.md §11). Benchmarks are per cent of gross cost. Sums of partners are the totals, to the penny.
 */
export function jointFundingSummary(
  rows: readonly JointFunding[],
  year: string,
  benchmarks: Partial<Record<Partner, number>> = {},
): JointFundingSummary {
  const own = rows.filter((row) => row.year === year);
  const made = partners.flatMap((partner): PartnerFunding[] => {
    const shared = own.filter((row) => row.partner === partner);
    if (shared.length === 0) return [];
    const of = (pick: (row: JointFunding) => Pence) => sum(shared.map(pick));
    const gross = of((row) => row.grossPence);
    const agreed = of(agreedAmount);
    const invoiced = of((row) => row.invoicedPence);
    const benchmarkPercent = benchmarks[partner] ?? benchmarkPercents[partner];
    const atBenchmark = sum(shared.map((row) => roundHalfAway((row.grossPence * benchmarkPercent) / 100)));
    const known = shared.filter((row) => row.receivedPence !== null);
    return [
      {
        ...{ partner, packages: shared.length, gross, agreed, invoiced },
        agreedPercent: gross === 0 ? null : (agreed / gross) * 100,
        disputed: of((row) => row.disputedPence),
        received: known.length === 0 ? null : sum(known.map((row) => row.receivedPence ?? 0)),
        notInvoiced: agreed - invoiced,
        ...{ benchmarkPercent, atBenchmark, gapToBenchmark: atBenchmark - agreed },
      },
    ];
  });
  const total = (key: 'agreed' | 'invoiced' | 'disputed' | 'notInvoiced' | 'gapToBenchmark') =>
    sum(made.map((row) => row[key]));
  const packages = new Map(own.map((row) => [row.reference, row.grossPence]));
  return {
    partners: made,
    gross: sum([...packages.values()]),
    agreed: total('agreed'),
    invoiced: total('invoiced'),
    disputed: total('disputed'),
    notInvoiced: total('notInvoiced'),
    gapToBenchmark: total('gapToBenchmark'),
    questioned: questioned(own),
  };
}

function questioned(rows: readonly JointFunding[]): JointFundingSummary['questioned'] {
  const found: JointFundingSummary['questioned'] = [];
  for (const reference of new Set(rows.map((row) => row.reference))) {
    const own = rows.filter((row) => row.reference === reference);
    const percent = sum(own.map((row) => row.agreedPercent));
    if (percent > 100) found.push({ reference, reason: `partners have agreed to ${percent.toFixed(2)} % of its cost` });
    if (new Set(own.map((row) => row.grossPence)).size > 1) {
      found.push({ reference, reason: 'its gross cost differs between partners' });
    }
    if (own.some((row) => row.disputedPence > row.invoicedPence)) {
      found.push({ reference, reason: 'more is disputed than was invoiced' });
    }
  }
  return found;
}
