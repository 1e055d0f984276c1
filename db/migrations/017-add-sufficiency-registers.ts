const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;
const table = (name: string, columns: string, key: string, references = '') =>
  `create table "${name}" (id integer primary key autoincrement, ${columns}, ${stamps}, unique (${key})${references}) strict`;
const refers = (column: string, other: string) =>
  `, foreign key ("${column}") references ${other} deferrable initially deferred`;
const ofGroup = refers('group_code', `"placement_groups" ("code")`);

/**
 * Enough places, and what else drives the bill: requests, places by state, the capacity programme, contracts, the
 * fostering pipeline, published forecasts; care leavers, grant rates, activity, posts, steps of partners' shares.
 */
export const addSufficiencyRegisters: readonly string[] = [
  table(
    'placement_requests',
    `"reference" text not null, "requested_on" text not null, "count" integer not null, "asked_type" text not null,
     "asked_group" text, "band" text, "urgency" text not null, "offers" integer, "outcome" text not null,
     "given_type" text, "given_group" text, "placed_on" text, "miles" real, "source" text`,
    '"reference"',
  ),
  table(
    'place_counts',
    `"on" text not null, "group_code" text not null, "state" text not null, "reason" text not null,
     "places" integer not null, "source" text not null`,
    '"on", "group_code", "state", "reason", "source"',
    ofGroup,
  ),
  table(
    'capacity_programme',
    `"reference" text not null, "name" text not null, "group_code" text not null, "band" text, "site" text,
     "kind" text not null, "stage" text not null, "places" integer not null, "planned_on" text, "ends_on" text,
     "registered_on" text, "delay_months" integer not null, "probability_percent" real not null,
     "capital_pence" integer, "grant_pence" integer, "term_years" integer, "rate_percent" real,
     "revenue_pence" integer, "line_code" text, "source" text`,
    '"reference"',
    ofGroup,
  ),
  table(
    'supplier_contracts',
    `"reference" text not null, "supplier" text not null, "service" text not null, "route" text not null,
     "group_code" text, "unit_code" text, "line_code" text, "annual_pence" integer not null, "places" integer,
     "from" text not null, "to" text, "option_years" integer not null, "notice_months" integer, "uplift" text,
     "source" text`,
    '"reference"',
  ),
  table(
    'fostering_pipeline',
    `"stage" text not null, "from" text not null, "months" integer not null, "reason" text not null,
     "households" integer, "places" integer, "days" real, "source" text not null`,
    '"stage", "from", "months", "reason", "source"',
  ),
  table(
    'published_forecasts',
    `"vintage" text not null, "method" text not null, "made_from" text not null, "figure" text not null,
     "on" text not null, "uasc" text not null, "value" real not null, "low" real, "high" real, "actual" real,
     "source" text not null`,
    '"vintage", "figure", "on", "uasc"',
  ),
  table(
    'leaver_cohort',
    `"on" text not null, "age" integer not null, "level" text not null, "uasc" text not null, "people" integer,
     "weekly_pence" integer, "source" text not null`,
    '"on", "age", "level", "uasc", "source"',
  ),
  table(
    'grant_rates',
    `"grant" text not null, "from_age" integer not null, "to_age" integer not null, "from" text not null,
     "weekly_pence" integer not null, "source" text not null`,
    '"grant", "from_age", "from"',
  ),
  table(
    'activities',
    `"code" text not null, "name" text not null, "kind" text not null, "unit" text not null, "parts" text not null,
     "line_code" text, "source" text`,
    '"code"',
  ),
  table(
    'activity_counts',
    `"activity_code" text not null, "part" text not null, "from" text not null, "months" integer not null,
     "volume" real, "amount_pence" integer, "price_pence" integer, "index" integer not null, "source" text not null`,
    '"activity_code", "part", "from", "source"',
    refers('activity_code', `"activities" ("code")`),
  ),
  table(
    'staffing_posts',
    `"team" text not null, "on" text not null, "managed" integer not null, "posts" real not null,
     "vacant" real not null, "agency" real not null, "cost_pence" integer, "premium_pence" integer,
     "turnover_percent" real, "pay_award_percent" real, "line_code" text, "source" text not null`,
    '"team", "on", "source"',
  ),
  table(
    'share_steps',
    `"partner" text not null, "from" text not null, "above_pence" integer not null, "share_percent" real not null,
     "source" text`,
    '"partner", "from", "above_pence"',
  ),
];
