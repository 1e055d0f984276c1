const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/** What a source said of a cell that was left as edited here, so that it is asked about once and not at every refresh. */
export const addSourceValues: readonly string[] = [
  `create table "source_values" (
    id integer primary key autoincrement,
    "register" text not null, "source_row_id" integer not null, "column_key" text not null, "value" text not null,
    ${stamps},
    unique ("register", "source_row_id", "column_key")
  ) strict`,
];
