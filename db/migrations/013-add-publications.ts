const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/**
 * What has been published of the children of a day, for good: the figures it was made from, what was told and what was
 * withheld. And the answers to questions about text that may name somebody; the text itself is not kept.
 */
export const addPublications: readonly string[] = [
  `create table "publications" (
    id integer primary key autoincrement,
    "council" text not null, "day" text not null, "vintage" integer not null, "filter" text not null,
    "figures" text not null, "told" text not null, "output" text not null, "why" text, "who" text not null,
    ${stamps}
  ) strict`,
  `create index "publications_day" on "publications" ("day")`,
  `create trigger "publications_stay" before delete on "publications"
    begin select raise(abort, 'what has been published stays published'); end`,
  `create trigger "publications_no_second_thoughts" before update on "publications"
    begin select raise(abort, 'what has been published cannot be altered'); end`,
  `create table "text_answers" (
    id integer primary key autoincrement,
    "place" text not null, "kinds" text not null, "mark" text,
    "answer" text not null check ("answer" in ('nobody', 'needed')),
    "role" text not null, "reason" text not null, "who" text not null, "answered_at" text not null,
    ${stamps}
  ) strict`,
  `create index "text_answers_mark" on "text_answers" ("mark")`,
];
