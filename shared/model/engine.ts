/** Version of the forecast mathematics. It changes whenever any figure could change; results carry it. */
export const engineVersion = '1.3.0';
