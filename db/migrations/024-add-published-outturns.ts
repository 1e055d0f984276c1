const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/** Outturns forecast elsewhere, in pounds, to be scored beside Outturn's own. */
export const addPublishedOutturns: readonly string[] = [
  `create table "published_outturns" (id integer primary key autoincrement, "source" text not null, "made_on" text not null,
     "year" text not null, "line_code" text not null, "forecast_pence" integer not null, "low_pence" integer,
     "high_pence" integer, "note" text, ${stamps}, unique ("source", "made_on", "year", "line_code")) strict`,
];
