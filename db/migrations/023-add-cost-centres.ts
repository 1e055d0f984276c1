const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/** Which budget line each cost centre of the ledger belongs to. */
export const addCostCentres: readonly string[] = [
  `create table "cost_centres" (id integer primary key autoincrement, "code" text not null, "name" text,
     "line_code" text not null, ${stamps}, unique ("code")) strict`,
];
