import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createBudgetRegisters } from './001-create-budget-registers.ts';
import { createPlacementRegisters } from './002-create-placement-registers.ts';
import { createProgrammeRegisters } from './003-create-programme-registers.ts';
import { createAssuranceRegisters } from './004-create-assurance-registers.ts';
import { createLog } from './005-create-log.ts';
import { addPrintedTablesAndIssuedPeriods } from './006-add-printed-tables-and-issued-periods.ts';
import { addSourceValues } from './007-add-source-values.ts';
import { addSettlements } from './008-add-settlements.ts';
import { addDeliveryClaims } from './009-add-delivery-claims.ts';
import { addArrears } from './010-add-arrears.ts';
import { addImportMemory } from './011-add-import-memory.ts';
import { addChainColumns, chainTheLog, guardTheLog } from './012-chain-the-log.ts';
import { addPublications } from './013-add-publications.ts';
import { addPlanRegisters } from './015-add-plan-registers.ts';
import { addProgramme } from './016-add-programme.ts';
import { addSufficiencyRegisters } from './017-add-sufficiency-registers.ts';
import { addTeam } from './019-add-team.ts';
import { mapTablesToSeveralRegisters } from './020-map-tables-to-several-registers.ts';
import { addPostings } from './022-add-postings.ts';
import { addCostCentres } from './023-add-cost-centres.ts';
import { addPublishedOutturns } from './024-add-published-outturns.ts';
import { addTeamAttempts } from './026-add-team-attempts.ts';

/** A migration that runs its statements in order. */
function statements(list: readonly string[]): Migration {
  return {
    async up(database) {
      for (const statement of list) await sql.raw(statement).execute(database);
    },
  };
}

/** One migration of several, in order. */
function inTurn(...list: readonly Migration[]): Migration {
  return {
    async up(database) {
      for (const migration of list) await migration.up(database);
    },
  };
}

/** Every migration by name; the names sort in the order in which they run. Released ones are never edited. */
export const migrations: Record<string, Migration> = {
  '001-create-budget-registers': statements(createBudgetRegisters),
  '002-create-placement-registers': statements(createPlacementRegisters),
  '003-create-programme-registers': statements(createProgrammeRegisters),
  '004-create-assurance-registers': statements(createAssuranceRegisters),
  '005-create-log': statements(createLog),
  '006-add-printed-tables-and-issued-periods': statements(addPrintedTablesAndIssuedPeriods),
  '007-add-source-values': statements(addSourceValues),
  '008-add-settlements': statements(addSettlements),
  '009-add-delivery-claims': statements(addDeliveryClaims),
  '010-add-arrears': statements(addArrears),
  '011-add-import-memory': statements(addImportMemory),
  '012-chain-the-log': inTurn(statements(addChainColumns), { up: chainTheLog }, statements(guardTheLog)),
  '013-add-publications': statements(addPublications),
  '015-add-plan-registers': statements(addPlanRegisters),
  '016-add-programme': statements(addProgramme),
  '017-add-sufficiency-registers': statements(addSufficiencyRegisters),
  '019-add-team': statements(addTeam),
  '020-map-tables-to-several-registers': statements(mapTablesToSeveralRegisters),
  '022-add-postings': statements(addPostings),
  '023-add-cost-centres': statements(addCostCentres),
  '024-add-published-outturns': statements(addPublishedOutturns),
  '026-add-team-attempts': statements(addTeamAttempts),
};
