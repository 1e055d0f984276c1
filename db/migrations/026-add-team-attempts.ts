/** What was sent to the shared copy and has not been answered yet: known when it comes back as what it is, one's own. */
export const addTeamAttempts: readonly string[] = [
  `alter table "team_link" add column "attempts" text not null default '[]'`,
];
