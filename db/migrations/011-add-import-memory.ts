const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/**
 * How a table of given headers is read, as a person said it; and what became of the rows and pounds of each file of an
 * import: in the file, taken, set aside, and in the copy once it was done.
 */
export const addImportMemory: readonly string[] = [
  `create table "table_mappings" (
    id integer primary key autoincrement,
    "fingerprint" text not null, "register" text not null, "mapping" text not null,
    ${stamps},
    unique ("fingerprint")
  ) strict`,
  `create table "import_reconciliations" (
    id integer primary key autoincrement,
    "import_id" integer not null references "imports" (id),
    "file" text not null, "register" text, "rows" integer not null, "taken" integer not null,
    "repeated" integer not null, "set_aside" integer not null, "left_out" integer not null,
    "amounts" text not null,
    ${stamps}
  ) strict`,
  `create index "import_reconciliations_import" on "import_reconciliations" ("import_id")`,
];
