const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/** The postings that the rows of the ledger are sums of, as an import brought them: no description, which may name a child. */
export const addPostings: readonly string[] = [
  `create table "postings" (
    id integer primary key autoincrement,
    "import_id" integer not null references "imports" (id),
    "year" text not null, "period" integer not null, "line_code" text not null, "source" text not null,
    "file" text not null, "row" integer not null,
    "cost_centre" text, "document" text, "posted" text, "kind" text,
    "expenditure_pence" integer not null, "income_pence" integer not null,
    ${stamps}
  ) strict`,
  `create index "postings_line" on "postings" ("line_code", "year", "period", "source", "import_id")`,
];
