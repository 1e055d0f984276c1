import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackages } from './bill-of-materials.mjs';

const isText = (name) => /^(licen[cs]e|copying|notice|ofl)([.-].*)?$/i.test(name);

/**
 * Writes the licences of everything that is shipped into a folder: Node's own, the fonts', and of every package that is
 * installed here its text, by name and version. (More than ends in the bundles: what only builds and tests is named too.)
 */
export function writeLicences(root, folder) {
  mkdirSync(folder, { recursive: true });
  const parts = installedPackages(root)
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
    .map(({ path, name, version, licence }) => {
      const texts = readdirSync(join(root, path))
        .filter(isText)
        .sort()
        .map((file) => readFileSync(join(root, path, file), 'utf8').trim());
      return [`${name} ${version} (${licence})`, '='.repeat(60), ...texts].join('\n\n');
    });
  writeFileSync(join(folder, 'packages.txt'), `${[...new Set(parts)].join('\n\n\n')}\n`);
  writeFileSync(join(folder, 'node.txt'), readFileSync(join(root, 'build', 'licences', 'node.txt')));
  writeFileSync(join(folder, 'fonts.txt'), readFileSync(join(root, 'electron', 'fonts', 'LICENSE.txt')));
  const own = join(root, 'LICENSE');
  if (existsSync(own)) writeFileSync(join(folder, 'outturn.txt'), readFileSync(own));
}
