const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

/**
 * People behind accounts, and who made an export; the shared copy this one belongs to, its rows as they were last seen there, the groups of the log that
 * came from others (never undone here by a key), and what is to be chosen because both sides changed it.
 */
export const addTeam: readonly string[] = [
  `create table "people" (
    id integer primary key autoincrement, "account" text not null, "name" text not null, ${stamps}, unique ("account")
  ) strict`,
  `create table "team_link" (
    id integer primary key check (id = 1),
    "copy" text not null, "name" text not null, "address" text not null, "children" integer not null,
    "role" text not null, "seq" integer not null, "chain" text not null, "origin" text not null,
    "pushed_group" integer not null, ${stamps}
  ) strict`,
  `create table "team_rows" (
    id integer primary key autoincrement,
    "register" text not null, "key" text not null, "cells" text not null, ${stamps}, unique ("register", "key")
  ) strict`,
  `create table "team_groups" (
    id integer primary key autoincrement, "group_id" integer not null references "change_groups" (id), ${stamps},
    unique ("group_id")
  ) strict`,
  `create table "team_conflicts" (
    id integer primary key autoincrement,
    "register" text not null, "key" text not null, "field" text, "reason" text,
    "base" text, "mine" text, "theirs" text, "who" text not null, "why" text,
    "choice" text check ("choice" in ('mine', 'theirs')), "settled_at" text, "settled_who" text, ${stamps}
  ) strict`,
  `alter table "exports" add column "who" text`,
];
