/** Whether what a pressure comes to in closed months is still to be paid, as for a pay award that is backdated. */
export const addArrears: readonly string[] = [`alter table "pressures" add column "arrears" integer`];
