import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeTemplate } from '../../electron/services/import/template.ts';
import { pack } from '../../electron/services/scenario-files/compression.ts';
import { documentOfBytes } from '../../electron/services/scenario-files/scenario-file.ts';
import { canonicalJson } from '../../shared/scenario-file/canonical-json.ts';
import type { ScenarioDocument } from '../../shared/scenario-file/document.ts';
import { currentVersion } from '../../shared/scenario-file/migrations.ts';
import { released } from './released-versions.ts';
import { seeded } from './seeded.ts';

/** Files of every version released. */
export const fixtures = new URL('../fixtures/versions', import.meta.url).pathname;
/** Draws of a seed: a whole number below an end, and one of a list. */
export type Chance = { below(end: number): number; pick<T>(list: readonly T[]): T };

export function chance(seed: number): Chance {
  const random = seeded(seed);
  const below = (end: number) => Math.floor(random() * end);
  return { below, pick: (list) => list[below(list.length)] as never };
}

/** Bytes cut, flipped, overwritten, doubled, put in, moved. */
export function spoilBytes(bytes: Uint8Array, { below, pick }: Chance): Buffer {
  const copy = Buffer.from(bytes);
  const at = below(copy.length);
  switch (pick(['cut', 'flip', 'flips', 'noise', 'zeroes', 'insert', 'append', 'repeat', 'front'] as const)) {
    case 'cut':
      return copy.subarray(0, at);
    case 'flip':
      copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
      return copy;
    case 'flips':
      for (let count = 0; count < 20; count += 1) copy[below(copy.length)] = below(256);
      return copy;
    case 'noise':
      for (let next = at; next < Math.min(copy.length, at + 200); next += 1) copy[next] = below(256);
      return copy;
    case 'zeroes':
      return copy.fill(0, at, Math.min(copy.length, at + 1 + below(5000)));
    case 'insert':
      return Buffer.concat([copy.subarray(0, at), Buffer.alloc(1 + below(300), below(256)), copy.subarray(at)]);
    case 'append':
      return Buffer.concat([copy, Buffer.alloc(1 + below(2000), below(256))]);
    case 'repeat':
      return Buffer.concat([copy, copy.subarray(at)]);
    case 'front':
      return copy.subarray(at);
  }
}

const oddValues: unknown[] = [
  ...[null, true, '', 'x'.repeat(5000), -1, 1e308, -0.5, 2 ** 53, [], {}, [[[[]]]], { a: 1 }, '2023-02-30', '\u0000'],
  ...['__proto__', '9'.repeat(400), '\ud800', 'constructor', 1e21, '../../etc', '=cmd|x'],
];

type Plain = Record<string | number, unknown>;
function places(value: unknown, found: { holder: Plain; key: string | number }[] = []) {
  if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value)) {
      found.push({ holder: value as Plain, key });
      places((value as Plain)[key], found);
    }
  }
  return found;
}

/** A file whose fingerprint and checksum are true, so that only its content can be refused. */
function truthful(body: string, version = currentVersion): Uint8Array {
  const sha256 = createHash('sha256').update(body).digest('hex');
  const about = { created: '2024-01-15T09:00:00.000Z', app: '0.1.0' };
  return pack(`${canonicalJson({ format: 'outturn-scenario', version, ...about, sha256 })}\n${body}\n`);
}

export async function scenarioSpoiler(random: Chance): Promise<() => Uint8Array> {
  const { below, pick } = random;
  const files = released.scenario.map((version) => readFileSync(join(fixtures, `scenario-${version}.outturn`)));
  const sealed = readFileSync(join(fixtures, `scenario-${released.scenario.at(-1)}-protected.outturn`));
  const { document } = await documentOfBytes(files.at(-1) ?? sealed, null);
  const text = canonicalJson(document);
  const bomb = pack('0'.repeat(24 * 2 ** 20));
  const changed = (change: (copy: ScenarioDocument) => void) => {
    const copy = JSON.parse(text) as ScenarioDocument;
    change(copy);
    return truthful(canonicalJson(copy), pick([1, 2, currentVersion, currentVersion]));
  };
  return () => {
    switch (below(12)) {
      case 0:
        return changed((copy) => {
          const place = pick(places(copy));
          place.holder[place.key] = pick(oddValues);
        });
      case 1:
        return changed((copy) => {
          const place = pick(places(copy).filter(({ holder }) => !Array.isArray(holder)));
          if (below(2) === 0) delete place.holder[place.key];
          else place.holder[`field${below(1000)}`] = pick(oddValues);
        });
      case 2:
        return changed((copy) => {
          copy.snapshot.placements = Array.from({ length: 2000 }, () => pick(copy.snapshot.placements));
        });
      case 3:
        return truthful(text.replace('"results":', '"results":null,"results":'));
      case 4:
        return truthful(pick(['[', '{"a":', '[[],']).repeat(50_000 + below(100_000)));
      case 5:
        return truthful(text.replace(/\d{4,}/, `1e${300 + below(1000)}`));
      case 6:
        return bomb.subarray(0, bomb.length - below(2) * below(100));
      case 7:
        return truthful(text, pick([0, -1, 4, 99, 1e9, 1.5]));
      case 8:
        return spoilBytes(sealed, random);
      default:
        return spoilBytes(pick(files), random);
    }
  };
}

/** A cell or a line of a table as nobody should write it. */
function spoilTable(text: string, { below, pick }: Chance): string {
  const lines = text.split('\r\n');
  const row = below(lines.length);
  const cells = (lines[row] ?? '').split(',');
  const set = (value: string) => {
    cells[below(cells.length)] = value;
    lines[row] = cells.join(',');
    return lines.join('\r\n');
  };
  switch (below(14)) {
    case 0:
      return set(String(pick(oddValues)));
    case 1:
      return set('"');
    case 2:
      return set(pick(['1e999', '9'.repeat(400), '-1e308', '£1e15m', 'NaN', 'Infinity', '0x1F', '1,2,3.4.5']));
    case 3:
      return set(pick(['31/02/2023', '99/99/9999', '0000-00-00', '45000', '1.5e5', '12/2023/31', '+275760-09-13']));
    case 4:
      return set('x'.repeat(100_000));
    case 5:
      return text.replaceAll(',', pick([';', '\t', '|', ',,', ' ']));
    case 6:
      return text.replaceAll('\r\n', pick(['\n', '\r', '\n\n', '']));
    case 7:
      return [...lines.slice(0, 1), ...lines].join('\r\n');
    case 8:
      return lines.map((line) => `${line},${line}`).join('\r\n');
    case 9:
      return `${text}${`${','.repeat(200)}\r\n`.repeat(500)}`;
    case 10:
      return `${text}${`${lines.at(-2)}\r\n`.repeat(2000)}`;
    case 11:
      return lines.reverse().join('\r\n');
    case 12:
      return `"${text}`;
    default:
      return set('\u0000\u0001\ufffe');
  }
}

export function csvSpoiler(files: Record<string, string>, random: Chance): () => { name: string; bytes: Uint8Array } {
  const names = Object.keys(files);
  return () => {
    const name = random.pick(names);
    const text = files[name] ?? '';
    const table = random.below(3) === 0 ? text : spoilTable(text, random);
    const encoded = random.below(10) === 0 ? Buffer.from(table, 'utf16le') : Buffer.from(table);
    const empty = encoded.length === 0 ? Buffer.from('\n') : encoded;
    return { name, bytes: random.below(3) === 0 || table === text ? spoilBytes(empty, random) : empty };
  };
}

export async function xlsxSpoiler(random: Chance): Promise<() => Uint8Array> {
  const { below, pick } = random;
  const book = await writeTemplate('savings', 'xlsx');
  const parts = unzipSync(book);
  const names = Object.keys(parts).filter((name) => name.endsWith('.xml'));
  const packed = (changed: Record<string, string>) =>
    zipSync({ ...parts, ...Object.fromEntries(Object.entries(changed).map(([name, text]) => [name, strToU8(text)])) });
  const sheet = names.find((name) => name.includes('sheet1')) ?? '';
  const rows = (content: string) =>
    strFromU8(parts[sheet] ?? new Uint8Array()).replace('</sheetData>', `${content}</sheetData>`);
  return () => {
    const name = pick(names);
    const text = strFromU8(parts[name] ?? new Uint8Array());
    switch (below(12)) {
      case 0:
        return packed({ [name]: text.slice(0, below(text.length)) });
      case 1:
        return packed({ [name]: strFromU8(spoilBytes(strToU8(text), random), true) });
      case 2:
        return packed({ [sheet]: rows('<row r="1048577"><c r="A1048577" t="s"><v>99999999</v></c></row>') });
      case 3:
        return packed({ [sheet]: rows('<row r="99999999999"><c r="XFDZZZ1"><v>1e999</v></c></row>') });
      case 4:
        return packed({ [sheet]: `${'<a>'.repeat(20_000)}${text}` });
      case 5:
        return packed({
          [sheet]: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>${'&a;'.repeat(3000)}</t></is></c></row></sheetData></worksheet>`,
        });
      case 6:
        return packed({
          [sheet]: rows('<row r="3"><c r="A3" t="d"><v>9999-99-99</v></c><c r="A3"><v>2</v></c></row>'),
        });
      case 7:
        return packed({ [name]: '0'.repeat(12 * 2 ** 20) });
      case 8:
        return packed({ [sheet]: text.replaceAll('"', below(2) ? '' : "'") });
      case 9: {
        const without = Object.fromEntries(Object.entries(parts).filter(([part]) => part !== name));
        return zipSync(without);
      }
      default:
        return spoilBytes(book, random);
    }
  };
}

export function zipSpoiler(files: Record<string, string>, good: Uint8Array, random: Chance): () => Uint8Array {
  const { below, pick } = random;
  const bomb = zipSync({ 'a.csv': new Uint8Array(24 * 2 ** 20) }, { level: 9 });
  const crowd = zipSync(Object.fromEntries(Array.from({ length: 2100 }, (_, n) => [`${n}.csv`, new Uint8Array(1)])));
  return () => {
    switch (below(8)) {
      case 0:
        return bomb.slice(0, bomb.length - below(2) * below(40));
      case 1:
        return crowd;
      case 2:
        return zipSync({ 'inner.zip': good, 'inner.csv': strToU8(spoilTable(files['funders.csv'] ?? '', random)) });
      case 3: {
        // Sizes that lie, in the directory or in the part.
        const copy = Buffer.from(good);
        const end = copy.length - 22;
        const directory = copy.readUInt32LE(end + 16);
        const at = pick([directory + 20, directory + 24, directory + 42, 18, 22, end + 8, end + 12, end + 16]);
        copy.writeUInt32LE(pick([0, 1, 0xffffffff, 0x7fffffff, below(copy.length)]), at);
        return copy;
      }
      case 4: {
        const name = pick(Object.keys(files));
        const entries = Object.fromEntries(Object.entries(files).map(([key, text]) => [key, strToU8(text)]));
        return zipSync({ ...entries, [name]: strToU8(spoilTable(files[name] ?? '', random)) });
      }
      case 5:
        return zipSync({ [pick(['../../x.csv', '/etc/x.csv', 'CON.csv', 'a\u0000.csv', '.csv'])]: good });
      default:
        return spoilBytes(good, random);
    }
  };
}

/** A local copy spoiled on disk, at `path`. */
export function spoilWorkspace(path: string, random: Chance): void {
  const { below, pick } = random;
  const source = join(fixtures, `workspace-${pick([released.schema[0], released.schema.at(-1) ?? 0])}.sqlite`);
  copyFileSync(source, path);
  if (below(3) > 0) {
    writeFileSync(path, spoilBytes(readFileSync(path), random));
    if (below(5) === 0) writeFileSync(`${path}-wal`, Buffer.alloc(1 + below(20_000), below(256)));
    return;
  }
  const database = new Database(path);
  const statement = pick([
    'drop table funders',
    'drop table changes',
    'drop table settings',
    'drop table kysely_migration',
    'pragma user_version = 2147483647',
    'pragma application_id = 7',
    "insert into kysely_migration values ('999-later', '2030')",
    "delete from kysely_migration where name like '00%'",
    'create table extra (a)',
    'create view placements_view as select * from placements',
    "create trigger evil after insert on change_groups begin select raise(abort, 'no'); end",
    'alter table placements rename to gone',
    'alter table placements drop column area',
    'alter table actuals rename column period to month',
    "insert into settings (key, value, created_at, updated_at) values ('strange', 'x', '', '')",
    "update settings set value = 'not a date' where key = 'data_date'",
    "delete from settings where key = 'data_date'",
    "update placements set start = 'never'",
    "update budget_lines set year = '9999/99'",
  ]);
  try {
    database.pragma('foreign_keys = off');
    database.exec(statement);
  } catch {
    // Not every statement fits every version: the file is then as it was.
  }
  database.close();
}
