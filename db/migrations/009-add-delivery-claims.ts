/** Who is sending a delivery just now, and until when at most: two processes on one local copy never send the same one. */
export const addDeliveryClaims: readonly string[] = [
  `alter table "deliveries" add column "claimed_by" text`,
  `alter table "deliveries" add column "claimed_until" text`,
];
