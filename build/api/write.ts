import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './compiler.ts';
import { printed } from './printed.ts';

/** `npm run api`: writes the public surface into docs/, so that a change of it shows as a difference. */
mkdirSync(join(root, 'docs/api'), { recursive: true });
for (const [path, text] of await printed()) {
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}\n`);
}
