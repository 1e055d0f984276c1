const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/**
 * Settled contradictions between sources, the cell a stated fact stands for, the file, sheet and row that last wrote a row
 * (of every register but the two that hold a row per child), and why a period was issued with checks open that block.
 */
export const addSettlements: readonly string[] = [
  `alter table "stated_facts" add column "stands_for" text`,
  `create table "settlements" (
    id integer primary key autoincrement,
    "key" text not null, "title" text not null, "choice" text not null, "chosen" text, "value" real,
    "unit" text not null, "day" text, "sides" text not null, "input" text, "value_before" real,
    "reason" text not null, "settled_by" text not null, "settled_on" text not null,
    ${stamps},
    unique ("key")
  ) strict`,
  `create table "row_origins" (
    id integer primary key autoincrement,
    "import_id" integer not null references "imports" (id),
    "register" text not null, "row_id" integer not null, "file" text not null, "line" integer not null,
    ${stamps}
  ) strict`,
  `alter table "issued_periods" add column "why" text`,
  `alter table "issued_periods" add column "open_checks" text`,
  `create trigger "issued_periods_no_second_thoughts" before update of "why", "open_checks" on "issued_periods"
    begin select raise(abort, 'an issued period cannot be altered'); end`,
  `create index "row_origins_row" on "row_origins" ("register", "row_id")`,
];
