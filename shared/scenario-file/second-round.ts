type Row = Record<string, unknown>;

/** Registers that files of version 4 do not have: they open empty. */
const newRegisters: readonly string[] = [
  'lineGroups',
  'lineGroupMembers',
  'inflationIndices',
  'inflationLinks',
  'proposals',
  'proposalAmounts',
  'reserves',
  'reserveMovements',
  'publishedOutturns',
  'costCentres',
  'projects',
  'projectRatings',
  'projectLinks',
  'milestones',
  'businessCases',
  'caseSteps',
  'caseConditions',
  'benefitMeasures',
  'benefitQuarters',
  'turnArounds',
  'boardSnapshots',
  'kpiYears',
  'rectificationPlans',
  'riskActions',
  'commentaries',
  'activityRelations',
  'activityChanges',
  'packTexts',
  'placementRequests',
  'placeCounts',
  'capacityProgramme',
  'supplierContracts',
  'fosteringPipeline',
  'publishedForecasts',
  'leaverCohort',
  'grantRates',
  'activities',
  'activityCounts',
  'staffingPosts',
  'shareSteps',
];

/** Columns that rows of version 4 do not have, by register, with what stands in them. */
const newColumns: Readonly<Record<string, Row>> = {
  benefits: { stated: null, implementationPence: null },
  // Whether the arrears of a backdated pressure are still to come.
  pressures: { arrears: null },
  // Contract indicators and the risk register in full.
  kpis: { kind: null, indicator: null, frequency: null, toleranceSource: null },
  risks: { category: null, raised: null, event: null, impact: null },
};

/**
 * Version 5 of the scenario file: the registers and columns of the second round. Nothing of version 5 was released before
 * the round ended, so that its parts extend this one migration.
 */
export const addSecondRound = {
  name: 'add-second-round',
  up(body: unknown): unknown {
    const older = body as { snapshot?: Record<string, unknown> } | null;
    const snapshot = older?.snapshot;
    if (!snapshot || typeof snapshot !== 'object') return body;
    const filled = Object.entries(newColumns).flatMap(([register, blanks]) => {
      const rows = snapshot[register];
      return Array.isArray(rows) ? [[register, rows.map((row: Row) => ({ ...blanks, ...row }))]] : [];
    });
    const empty = newRegisters.map((register) => [register, []]);
    return { ...older, snapshot: { ...Object.fromEntries(empty), ...snapshot, ...Object.fromEntries(filled) } };
  },
};
