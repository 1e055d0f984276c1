/** Measures, risks, assumptions and stated facts. Written out in full: an old migration never follows later changes to the register declarations. */
export const createAssuranceRegisters = [
  `create table "kpis" (
    id integer primary key autoincrement,
    "code" text not null, "name" text not null, "direction" text not null, "target" real,
    "tolerance" real, "statistical_neighbours" real, "england" real, "position" integer not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("code")
  ) strict`,
  `create table "kpi_values" (
    id integer primary key autoincrement,
    "kpi_code" text not null, "month" text not null, "value" real,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("kpi_code", "month"),
    foreign key ("kpi_code") references "kpis" ("code") deferrable initially deferred
  ) strict`,
  `create table "risks" (
    id integer primary key autoincrement,
    "reference" text not null, "name" text not null, "owner_role" text,
    "initial_probability" integer not null, "initial_impact" integer not null, "initial_score" integer,
    "current_probability" integer not null, "current_impact" integer not null, "current_score" integer,
    "residual_probability" integer, "residual_impact" integer, "residual_score" integer,
    "pressure_reference" text, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("reference")
  ) strict`,
  `create table "assumptions" (
    id integer primary key autoincrement,
    "key" text not null, "value" real not null, "unit" text not null, "source" text, "owner_role" text,
    "confidence" text not null, "review" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("key")
  ) strict`,
  `create table "stated_facts" (
    id integer primary key autoincrement,
    "fact" text not null, "source" text not null, "value" real not null, "unit" text not null,
    "as_at" text, "accepted" integer not null check ("accepted" in (0, 1)), "reason" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("fact", "source")
  ) strict`,
];
