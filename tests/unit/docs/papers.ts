import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The repository's folder. */
export const root = resolve(import.meta.dirname, '..', '..', '..');

/** Paths below a folder of the repository, relative to it, whose names match. */
export function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|fixtures|artefacts)\//.test(path))
    .sort();
}

export const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Every paper of the repository. */
export const papers = [...readdirSync(root).filter((name) => name.endsWith('.md')), ...filesBelow('docs', /\.md$/)];

/** Headings of a paper without its code blocks, as they are written. */
export function headings(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1]!.trim());
}

/** Numbers of the sections of a paper: `## 7 Placement cost` is 7. */
export function sections(text: string): Set<string> {
  return new Set(headings(text).flatMap((heading) => heading.match(/^(\d+(?:\.\d+)*)\.? /)?.[1] ?? []));
}

/** The anchor GitHub gives a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
