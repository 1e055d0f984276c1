import { z } from 'zod';
import {
  activities,
  activityCounts,
  grantRates,
  leaverCohort,
  shareSteps,
  staffingPosts,
} from './activity-registers.ts';
import { assumptions, kpis, kpiValues, risks, settlements, statedFacts } from './assurance-registers.ts';
import {
  actuals,
  budgetChanges,
  budgetLines,
  contractBlocks,
  costCentres,
  forecastEntries,
  funderShares,
  funders,
  jointFunding,
} from './budget-registers.ts';
import { highestId } from './kept-text.ts';
import {
  activityChanges,
  activityRelations,
  commentaries,
  kpiYears,
  packTexts,
  rectificationPlans,
  riskActions,
} from './performance-registers.ts';
import {
  capacityUnits,
  demandSeries,
  placementCodes,
  placementGroups,
  placementPrices,
  placements,
} from './placement-registers.ts';
import {
  inflationIndices,
  inflationLinks,
  lineGroupMembers,
  lineGroups,
  proposalAmounts,
  proposals,
  reserveMovements,
  reserves,
} from './plan-registers.ts';
import { benefits, mitigations, pressures, savingRatings, savings, schemes, tranches } from './programme-registers.ts';
import {
  benefitMeasures,
  benefitQuarters,
  boardSnapshots,
  businessCases,
  caseConditions,
  caseSteps,
  milestones,
  projectLinks,
  projectRatings,
  projects,
  turnArounds,
} from './project-registers.ts';
import type { Columns, Row } from './register.ts';
import {
  capacityProgramme,
  fosteringPipeline,
  placeCounts,
  placementRequests,
  publishedForecasts,
  supplierContracts,
} from './sufficiency-registers.ts';
import { publishedOutturns } from './track-registers.ts';

/** All registers, in the order in which their references resolve. */
export const registers = {
  funders,
  funderShares,
  budgetLines,
  budgetChanges,
  costCentres,
  actuals,
  forecastEntries,
  contractBlocks,
  jointFunding,
  placementGroups,
  placementCodes,
  placements,
  placementPrices,
  capacityUnits,
  demandSeries,
  pressures,
  mitigations,
  savings,
  savingRatings,
  schemes,
  tranches,
  benefits,
  kpis,
  kpiValues,
  risks,
  assumptions,
  statedFacts,
  settlements,
  lineGroups,
  lineGroupMembers,
  inflationIndices,
  inflationLinks,
  proposals,
  proposalAmounts,
  reserves,
  reserveMovements,
  publishedOutturns,
  projects,
  projectRatings,
  projectLinks,
  milestones,
  businessCases,
  caseSteps,
  caseConditions,
  benefitMeasures,
  benefitQuarters,
  turnArounds,
  boardSnapshots,
  kpiYears,
  rectificationPlans,
  riskActions,
  commentaries,
  activityRelations,
  activityChanges,
  packTexts,
  placementRequests,
  placeCounts,
  capacityProgramme,
  supplierContracts,
  fosteringPipeline,
  publishedForecasts,
  leaverCohort,
  grantRates,
  activities,
  activityCounts,
  staffingPosts,
  shareSteps,
} as const;

export type RegisterName = keyof typeof registers;
export const registerNames = Object.keys(registers) as RegisterName[];
/** A row of a register as the application holds it: `id` and the declared columns. */
export type RowOf<N extends RegisterName> = Row<(typeof registers)[N]['columns']>;

export type Funder = RowOf<'funders'>;
export type FunderShare = RowOf<'funderShares'>;
export type BudgetLine = RowOf<'budgetLines'>;
export type BudgetChange = RowOf<'budgetChanges'>;
export type Actual = RowOf<'actuals'>;
export type ForecastEntry = RowOf<'forecastEntries'>;
export type ContractBlock = RowOf<'contractBlocks'>;
export type JointFunding = RowOf<'jointFunding'>;
export type PlacementGroup = RowOf<'placementGroups'>;
export type PlacementCode = RowOf<'placementCodes'>;
export type Placement = RowOf<'placements'>;
export type PlacementPrice = RowOf<'placementPrices'>;
export type CapacityUnit = RowOf<'capacityUnits'>;
export type DemandCount = RowOf<'demandSeries'>;
export type Pressure = RowOf<'pressures'>;
export type Mitigation = RowOf<'mitigations'>;
export type Saving = RowOf<'savings'>;
export type SavingRating = RowOf<'savingRatings'>;
export type Scheme = RowOf<'schemes'>;
export type Tranche = RowOf<'tranches'>;
export type Benefit = RowOf<'benefits'>;
export type Kpi = RowOf<'kpis'>;
export type KpiValue = RowOf<'kpiValues'>;
export type Risk = RowOf<'risks'>;
export type Assumption = RowOf<'assumptions'>;
export type StatedFact = RowOf<'statedFacts'>;
export type Settlement = RowOf<'settlements'>;
export type LineGroup = RowOf<'lineGroups'>;
export type InflationIndex = RowOf<'inflationIndices'>;
export type InflationLink = RowOf<'inflationLinks'>;
export type Proposal = RowOf<'proposals'>;
export type ProposalAmount = RowOf<'proposalAmounts'>;
export type Reserve = RowOf<'reserves'>;
export type ReserveMovement = RowOf<'reserveMovements'>;
export type Project = RowOf<'projects'>;
export type ProjectRating = RowOf<'projectRatings'>;
export type ProjectLink = RowOf<'projectLinks'>;
export type Milestone = RowOf<'milestones'>;
export type BusinessCase = RowOf<'businessCases'>;
export type CaseStep = RowOf<'caseSteps'>;
export type CaseCondition = RowOf<'caseConditions'>;
export type BenefitMeasure = RowOf<'benefitMeasures'>;
export type BenefitQuarter = RowOf<'benefitQuarters'>;
export type TurnAround = RowOf<'turnArounds'>;
export type BoardSnapshot = RowOf<'boardSnapshots'>;
export type RectificationPlan = RowOf<'rectificationPlans'>;
export type RiskAction = RowOf<'riskActions'>;
export type Commentary = RowOf<'commentaries'>;
export type ActivityRelation = RowOf<'activityRelations'>;
export type PackText = RowOf<'packTexts'>;
export type ActivityChange = RowOf<'activityChanges'>;
export type PlacementRequest = RowOf<'placementRequests'>;
export type PlaceCount = RowOf<'placeCounts'>;
export type CapacityProject = RowOf<'capacityProgramme'>;
export type SupplierContract = RowOf<'supplierContracts'>;
export type PipelineCount = RowOf<'fosteringPipeline'>;
export type PublishedFigure = RowOf<'publishedForecasts'>;
export type LeaverAge = RowOf<'leaverCohort'>;
export type GrantRate = RowOf<'grantRates'>;
export type Activity = RowOf<'activities'>;
export type ActivityCount = RowOf<'activityCounts'>;
export type StaffingPost = RowOf<'staffingPosts'>;
export type ShareStep = RowOf<'shareSteps'>;

const schemas = new Map<RegisterName, z.ZodObject>();

/** The zod schema of a row of a register: its id and its columns, nothing else. */
export function rowSchema(name: RegisterName): z.ZodObject {
  let schema = schemas.get(name);
  if (!schema) {
    const shape: Record<string, z.ZodType> = { id: z.number().int().positive().max(highestId) };
    for (const [key, column] of Object.entries(registers[name].columns as Columns)) shape[key] = column.schema;
    schema = z.strictObject(shape);
    schemas.set(name, schema);
  }
  return schema;
}
