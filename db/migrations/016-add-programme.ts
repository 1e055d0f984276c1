const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;
const table = (name: string, columns: string, key: string, references = '') =>
  `create table "${name}" (id integer primary key autoincrement, ${columns}, ${stamps}, unique (${key})${references}) strict`;
const refers = (column: string, other: string) =>
  `, foreign key ("${column}") references ${other} deferrable initially deferred`;

/** The transformation programme and contract performance: projects, cases, benefits, turn-arounds, plans, commentary, activity. */
export const addProgramme: readonly string[] = [
  table(
    'projects',
    `"reference" text not null, "name" text not null, "theme" text not null, "objective" text,
     "sponsor_role" text, "lead_role" text, "stage" text not null, "start" text, "end" text, "source" text`,
    '"reference"',
  ),
  table(
    'project_ratings',
    `"project_reference" text not null, "rated_on" text not null, "state" text not null,
     "reason" text not null, "source" text`,
    '"project_reference", "rated_on"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'project_links',
    `"project_reference" text not null, "kind" text not null, "target" text not null, "year" text,
     "note" text`,
    '"project_reference", "kind", "target"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'milestones',
    `"project_reference" text not null, "reference" text not null, "name" text not null,
     "planned" text not null, "forecast" text, "actual" text, "owner_role" text, "source" text`,
    '"project_reference", "reference"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'business_cases',
    `"reference" text not null, "name" text not null, "project_reference" text not null, "year" text not null,
     "block" integer, "source" text`,
    '"reference"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'case_steps',
    `"case_reference" text not null, "taken" text not null, "state" text not null, "by_role" text not null,
     "amount_pence" integer, "source" text`,
    '"case_reference", "taken", "state"',
    refers('case_reference', `"business_cases" ("reference")`),
  ),
  table(
    'case_conditions',
    `"case_reference" text not null, "reference" text not null, "condition" text not null,
     "due" text not null, "met" text, "source" text`,
    '"case_reference", "reference"',
    refers('case_reference', `"business_cases" ("reference")`),
  ),
  table(
    'benefit_measures',
    `"reference" text not null, "name" text not null, "project_reference" text not null,
     "class" text not null, "route" text not null, "target" text, "unit" text not null,
     "direction" text not null, "baseline" real, "evidence" text, "owner_role" text`,
    '"reference"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'benefit_quarters',
    `"benefit_reference" text not null, "year" text not null, "quarter" integer not null, "planned" real,
     "lower" real, "upper" real, "actual" real, "forecast" real, "planned_pence" integer,
     "realised_pence" integer, "forecast_pence" integer, "children" integer, "evidence" text`,
    '"benefit_reference", "year", "quarter"',
    refers('benefit_reference', `"benefit_measures" ("reference")`),
  ),
  table(
    'turn_arounds',
    `"reference" text not null, "child_key" text not null, "project_reference" text not null,
     "saving_reference" text, "from_group" text not null, "to_group" text not null, "moved_on" text not null,
     "weekly_before_pence" integer not null, "weekly_after_pence" integer not null, "at3" integer,
     "at6" integer, "at12" integer, "source" text`,
    '"reference"',
    refers('project_reference', `"projects" ("reference")`) +
      refers('from_group', `"placement_groups" ("code")`) +
      refers('to_group', `"placement_groups" ("code")`),
  ),
  table(
    'board_snapshots',
    `"board" text not null, "met_on" text not null, "project_reference" text not null, "stage" text not null,
     "state" text, "end" text, "released" integer, "planned" integer, "realised" integer, "forecast" integer,
     "milestones_due" integer not null, "latest_milestone" text`,
    '"board", "met_on", "project_reference"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'kpi_years',
    `"kpi_code" text not null, "year" text not null, "year_value" real, "source" text`,
    '"kpi_code", "year"',
    refers('kpi_code', `"kpis" ("code")`),
  ),
  table(
    'rectification_plans',
    `"kpi_code" text not null, "reference" text not null, "raised" text, "stated_periods" integer,
     "plan" text, "due" text, "closed" text, "owner_role" text, "source" text`,
    '"kpi_code", "reference"',
    refers('kpi_code', `"kpis" ("code")`),
  ),
  table(
    'risk_actions',
    `"risk_reference" text not null, "reference" text not null, "action" text not null, "owner_role" text,
     "due" text, "done" text, "source" text`,
    '"risk_reference", "reference"',
    refers('risk_reference', `"risks" ("reference")`),
  ),
  table(
    'commentaries',
    `"subject" text not null, "subject_reference" text not null, "year" text not null,
     "period" integer not null, "commentary" text not null, "figures" text, "by_role" text not null,
     "written_on" text not null, "public" integer not null`,
    '"subject", "subject_reference", "year", "period"',
  ),
  table(
    'activity_relations',
    `"code" text not null, "name" text not null, "activity" text not null, "kpi_code" text,
     "per_unit" real not null, "lag_months" integer not null, "source" text not null`,
    '"code"',
  ),
  table(
    'activity_changes',
    `"reference" text not null, "name" text not null, "project_reference" text, "activity" text not null,
     "amount" real not null, "from" text not null, "source" text`,
    '"reference"',
    refers('project_reference', `"projects" ("reference")`),
  ),
  table(
    'pack_texts',
    `"audience" text not null, "part" text not null, "year" text not null, "period" integer not null,
     "position" integer not null, "text" text not null, "exempt" integer not null`,
    '"audience", "part", "year", "period", "position"',
  ),
  `alter table "kpis" add column "kind" text`,
  `alter table "kpis" add column "indicator" integer`,
  `alter table "kpis" add column "frequency" text`,
  `alter table "kpis" add column "tolerance_source" text`,
  ...['category', 'raised', 'event', 'impact'].map((column) => `alter table "risks" add column "${column}" text`),
];
