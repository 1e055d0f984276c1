import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The lines of a checksums file, as `sha256sum -c` reads them. */
export function checksumsOf(paths) {
  return [...paths]
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
    .map((path) => `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${basename(path)}\n`)
    .join('');
}

/** electron-builder's hook: every installer is made. IT allow-lists by these. */
export default async function afterAllArtifactBuild({ outDir, artifactPaths }) {
  if (artifactPaths.length === 0) return [];
  const path = join(outDir, `SHA256SUMS-${process.platform}.txt`);
  writeFileSync(path, checksumsOf(artifactPaths));
  return [path];
}
