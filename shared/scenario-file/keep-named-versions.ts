/** Version 3 of the scenario file: it keeps the versions a person has named. Older files have none. */
export const keepNamedVersions = {
  name: 'keep-named-versions',
  up(body: unknown): unknown {
    if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
    return { ...body, versions: [] };
  },
};
