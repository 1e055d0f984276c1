/**
 * Versions that a person may hold files of: each has its fixtures (tests/fixtures/versions/README.md). The newest
 * version joins when it is released; until then its migrations may still grow.
 */
export const released = { scenario: [1, 2, 3, 4], schema: [5, 6, 7, 8, 9] } as const;
