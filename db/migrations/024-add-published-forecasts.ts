const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;
const table = (name: string, columns: string, key: string) =>
  `create table "${name}" (id integer primary key autoincrement, ${columns}, ${stamps}, unique (${key})) strict`;

/** Forecasts published elsewhere, in pounds and in children, to be scored beside Outturn's own. */
export const addPublishedForecasts: readonly string[] = [
  table(
    'published_outturns',
    `"source" text not null, "made_on" text not null, "year" text not null, "line_code" text not null,
     "forecast_pence" integer not null, "low_pence" integer, "high_pence" integer, "note" text`,
    '"source", "made_on", "year", "line_code"',
  ),
  table(
    'published_children',
    `"source" text not null, "made_on" text not null, "due_on" text not null, "group_code" text not null,
     "forecast" real not null, "low" real, "high" real, "note" text`,
    '"source", "made_on", "due_on", "group_code"',
  ),
];
