/** One table of a file may be read into several registers: its mapping is remembered for each. */
export const mapTablesToSeveralRegisters: readonly string[] = [
  `create table "table_mappings_new" (
    id integer primary key autoincrement,
    "fingerprint" text not null, "register" text not null, "mapping" text not null,
    "created_at" text not null, "updated_at" text not null, "version" integer not null default 1,
    unique ("fingerprint", "register")
  ) strict`,
  `insert into "table_mappings_new" select * from "table_mappings"`,
  `drop table "table_mappings"`,
  `alter table "table_mappings_new" rename to "table_mappings"`,
];
