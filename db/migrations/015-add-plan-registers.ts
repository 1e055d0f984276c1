const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;
const table = (name: string, columns: string, key: string, references = '') =>
  `create table "${name}" (id integer primary key autoincrement, ${columns}, ${stamps}, unique (${key})${references}) strict`;
const refers = (column: string, other: string) =>
  `, foreign key ("${column}") references ${other} deferrable initially deferred`;

/** The medium-term plan: services and divisions, inflation and what it acts on, proposals by year, reserves and their movements. */
export const addPlanRegisters: readonly string[] = [
  table(
    'line_groups',
    `"code" text not null, "name" text not null, "level" text not null, "parent_code" text, "position" integer not null`,
    '"code"',
  ),
  table(
    'line_group_members',
    `"line_code" text not null, "group_code" text not null`,
    '"line_code"',
    refers('group_code', `"line_groups" ("code")`),
  ),
  table(
    'inflation_indices',
    `"code" text not null, "name" text not null, "kind" text not null, "year" text not null,
     "increase_percent" real not null, "from_period" integer not null, "source" text`,
    '"code", "year"',
  ),
  table(
    'inflation_links',
    `"applies_to" text not null, "target" text not null, "index_code" text not null, "share_percent" real not null`,
    '"applies_to", "target", "index_code"',
  ),
  table(
    'proposals',
    `"reference" text not null, "title" text not null, "line_code" text not null, "theme" text, "kind" text not null,
     "status" text not null, "confidence_percent" real not null, "owner_role" text, "business_case" text, "note" text`,
    '"reference"',
  ),
  table(
    'proposal_amounts',
    `"proposal_reference" text not null, "year" text not null, "amount_pence" integer not null, "recurring" integer not null`,
    '"proposal_reference", "year"',
    refers('proposal_reference', `"proposals" ("reference")`),
  ),
  table(
    'reserves',
    `"code" text not null, "name" text not null, "purpose" text not null, "opening_year" text not null,
     "opening_pence" integer not null, "target_percent" real, "note" text`,
    '"code"',
  ),
  table(
    'reserve_movements',
    `"reserve_code" text not null, "year" text not null, "reference" text not null, "amount_pence" integer not null, "note" text`,
    '"reserve_code", "year", "reference"',
    refers('reserve_code', `"reserves" ("code")`),
  ),
  // A year may be stated twice, annually and cumulatively: both bind.
  `create table "benefits_by_basis" (
    id integer primary key autoincrement,
    "scheme_reference" text not null, "case" text not null, "year" text not null,
    "amount_pence" integer not null, "basis" text not null, "volume" real,
    "interpolated" integer not null check ("interpolated" in (0, 1)), "stated" text, "implementation_pence" integer,
    "note" text, ${stamps},
    unique ("scheme_reference", "case", "year", "basis"),
    foreign key ("scheme_reference") references "schemes" ("reference") deferrable initially deferred
  ) strict`,
  `insert into "benefits_by_basis" (id, "scheme_reference", "case", "year", "amount_pence", "basis", "volume",
    "interpolated", "note", "created_at", "updated_at", "version")
    select id, "scheme_reference", "case", "year", "amount_pence", "basis", "volume", "interpolated", "note",
    created_at, updated_at, version from "benefits"`,
  `drop table "benefits"`,
  `alter table "benefits_by_basis" rename to "benefits"`,
];
