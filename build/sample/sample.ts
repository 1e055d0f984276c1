import type { RegisterName } from '../../shared/model/registers.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { emptySnapshot, type Snapshot } from '../../shared/model/snapshot.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import * as activity from './activity.ts';
import * as assurance from './assurance.ts';
import * as closed from './budget-2022-23.ts';
import * as current from './budget-2023-24.ts';
import { calibrate } from './calibrate.ts';
import { capacityUnits } from './capacity.ts';
import { dataDate } from './children/forward.ts';
import { placementCodes, placementGroups } from './children/groups.ts';
import { makePlacements } from './children/placements.ts';
import { demandSeries } from './demand.ts';
import type { Extract, NewRow } from './extract.ts';
import { contractBlocks, funderShares, funders, jointFunding } from './funding.ts';
import * as plan from './plan.ts';
import * as programme from './programme.ts';
import * as projects from './projects.ts';
import { makeRandom } from './random.ts';
import { savingRatings, savings } from './savings.ts';
import { statedFacts } from './stated-facts.ts';
import * as enough from './sufficiency.ts';

/** Seed of everything drawn. Changing it changes every synthetic child. */
const seed = 20_230_331;

const extract = <N extends RegisterName>(file: string, register: N, rows: NewRow<N>[], thousands = false) =>
  ({ file, register, rows, thousands }) as unknown as Extract;

/** Every extract of the sample, in the order in which their references resolve. */
export function makeSample(): Extract[] {
  const { placements, prices } = makePlacements(makeRandom(seed));
  const extracts = [
    extract('funders.csv', 'funders', funders),
    extract('funder-shares.csv', 'funderShares', funderShares),
    extract('budget-lines.xlsx', 'budgetLines', [...closed.budgetLines(), ...current.budgetLines()], true),
    extract('budget-changes.csv', 'budgetChanges', [...closed.investment(), ...current.budgetChanges()], true),
    extract('forecast-entries.csv', 'forecastEntries', current.forecastEntries(), true),
    extract('contract-sum.csv', 'contractBlocks', contractBlocks(), true),
    extract('joint-funding.csv', 'jointFunding', jointFunding(), true),
    extract('placement-groups.csv', 'placementGroups', placementGroups()),
    extract('placement-codes.csv', 'placementCodes', placementCodes()),
    extract('placements.csv', 'placements', placements),
    extract('placement-prices.csv', 'placementPrices', prices),
    extract('capacity.csv', 'capacityUnits', capacityUnits()),
    extract('demand-series.csv', 'demandSeries', demandSeries()),
    extract('pressures.csv', 'pressures', programme.pressures(), true),
    extract('mitigations.csv', 'mitigations', programme.mitigations(), true),
    extract('savings.xlsx', 'savings', savings(), true),
    extract('savings-rag.csv', 'savingRatings', savingRatings(), true),
    extract('invest-to-save.csv', 'schemes', programme.schemes()),
    extract('invest-to-save-tranches.csv', 'tranches', programme.tranches(), true),
    extract('invest-to-save-benefits.csv', 'benefits', programme.benefits(), true),
    extract('line-groups.csv', 'lineGroups', plan.lineGroups()),
    extract('line-group-members.csv', 'lineGroupMembers', plan.lineGroupMembers()),
    extract('inflation.csv', 'inflationIndices', plan.inflationIndices()),
    extract('inflation-links.csv', 'inflationLinks', plan.inflationLinks()),
    extract('proposals.csv', 'proposals', plan.proposals()),
    extract('proposal-amounts.csv', 'proposalAmounts', plan.proposalAmounts(), true),
    extract('reserves.csv', 'reserves', plan.reserves(), true),
    extract('reserve-movements.csv', 'reserveMovements', plan.reserveMovements(), true),
    extract('kpis.csv', 'kpis', assurance.allKpis()),
    extract('kpi-values.csv', 'kpiValues', assurance.allKpiValues()),
    extract('risks.csv', 'risks', assurance.risks()),
    extract('assumptions.csv', 'assumptions', assurance.assumptions()),
    extract('stated-facts.csv', 'statedFacts', statedFacts()),
    extract('projects.csv', 'projects', projects.projects()),
    extract('project-rag.csv', 'projectRatings', projects.projectRatings()),
    extract('project-links.csv', 'projectLinks', projects.projectLinks()),
    extract('milestones.csv', 'milestones', projects.milestones()),
    extract('business-cases.csv', 'businessCases', projects.businessCases()),
    extract('business-case-steps.csv', 'caseSteps', projects.caseSteps(), true),
    extract('business-case-conditions.csv', 'caseConditions', projects.caseConditions()),
    extract('benefit-measures.csv', 'benefitMeasures', projects.benefitMeasures()),
    extract('benefit-quarters.csv', 'benefitQuarters', projects.benefitQuarters(), true),
    extract('kpi-years.csv', 'kpiYears', assurance.kpiYears()),
    extract('rectification-plans.csv', 'rectificationPlans', assurance.rectificationPlans()),
    extract('activity-relations.csv', 'activityRelations', assurance.activityRelations()),
    extract('placement-requests.csv', 'placementRequests', enough.placementRequests()),
    extract('place-counts.csv', 'placeCounts', enough.placeCounts()),
    extract('capacity-programme.csv', 'capacityProgramme', enough.capacityProgramme()),
    extract('contracts.csv', 'supplierContracts', enough.supplierContracts()),
    extract('fostering-pipeline.csv', 'fosteringPipeline', enough.fosteringPipeline()),
    extract('published-forecasts.csv', 'publishedForecasts', enough.publishedForecasts()),
    extract('care-leavers.csv', 'leaverCohort', activity.leaverCohort()),
    extract('grant-rates.csv', 'grantRates', activity.grantRates()),
    extract('activities.csv', 'activities', activity.activities()),
    extract('activity-counts.csv', 'activityCounts', activity.activityCounts()),
    extract('posts.csv', 'staffingPosts', activity.staffingPosts()),
  ];
  const closedYear = closed.actuals();
  // What the forecast adds after P9: with nothing spent before it, stated as nought line by line.
  const nothing = calibrate(extracts, new Map()).map((row) => ({ ...row, expenditurePence: 0, incomePence: 0 }));
  const before = snapshotOf([...extracts, extract('actuals.csv', 'actuals', [...closedYear, ...nothing])]);
  const remaining = forecast(before, newScenario('Base', '2023/24', 9)).lines;
  const current9 = calibrate(extracts, new Map(remaining.map((line) => [line.code, line.outturn])));
  extracts.splice(4, 0, extract('actuals.csv', 'actuals', [...closedYear, ...current9]));
  return extracts;
}

/** The extracts as a snapshot, without a store: what calibration and unit tests take. */
export function snapshotOf(extracts: readonly Extract[]): Snapshot {
  const lists = extracts.map((each) => [each.register, each.rows.map((row, index) => ({ id: index + 1, ...row }))]);
  return {
    ...emptySnapshot('Northamptonshire Children’s Trust (sample)', dataDate),
    synthetic: true,
    ...Object.fromEntries(lists),
  };
}
