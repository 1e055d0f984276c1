import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undoLabel } from '../../db/changes.ts';
import { readSnapshot } from '../../db/snapshot.ts';
import { openStore, type Store } from '../../db/store.ts';
import { registerFiles, registersZip } from '../../electron/services/exports/all-registers.ts';
import { createImportService } from '../../electron/services/import/import-service.ts';
import { documentOfBytes } from '../../electron/services/scenario-files/scenario-file.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import { bookSpoiler, returnXmlSpoiler } from './book-spoilers.ts';
import { released } from './released-versions.ts';
import {
  type Chance,
  chance,
  csvSpoiler,
  fixtures,
  scenarioSpoiler,
  spoilWorkspace,
  xlsxSpoiler,
  zipSpoiler,
} from './spoilers.ts';
export const mutatedKinds = ['scenario', 'workspace', 'csv', 'xlsx', 'zip', 'books', 'xml'] as const;
export type MutatedKind = (typeof mutatedKinds)[number];
/** What came of hostile files: the code of the error of each, or `opened`; untyped errors and their cause. */
export type MutationCount = {
  kind: MutatedKind;
  files: number;
  outcomes: Record<string, number>;
  untyped: string[];
  /** Of the processor, which a busy machine does not stretch; and by the clock. */
  slowestMilliseconds: number;
  longestWait: number;
  peakMebibytes: number;
};

const worker = new URL('../../electron/services/import/formats/format-worker.ts', import.meta.url);

/** Opens `count` hostile files of a kind; `seed` chooses them. Run it in a process of its own: it reports peak memory. */
export async function openMutated(kind: MutatedKind, count: number, seed: number): Promise<MutationCount> {
  const random = chance(seed);
  const place = mkdtempSync(join(tmpdir(), 'outturn-mutations-'));
  const result: MutationCount = {
    kind,
    files: 0,
    outcomes: {},
    untyped: [],
    slowestMilliseconds: 0,
    longestWait: 0,
    peakMebibytes: 0,
  };
  const open = (path: string) =>
    openStore(path, { clock: () => new Date('2026-01-01T00:00:00Z'), backupFolder: join(place, 'backups') });
  try {
    const attempt = await opener(kind, random, place, open);
    for (let file = 1; file <= count; file += 1) {
      const run = attempt();
      const start = performance.now();
      const before = process.cpuUsage();
      let outcome: string;
      try {
        outcome = await run();
      } catch (error) {
        outcome = error instanceof OutturnError && error.message.length > 30 ? error.code : 'untyped';
        if (outcome === 'untyped' && result.untyped.length < 20) {
          result.untyped.push(`file ${file}: ${error instanceof Error ? error.stack?.slice(0, 600) : String(error)}`);
        }
      }
      const { user, system } = process.cpuUsage(before);
      const wait = Math.round(performance.now() - start);
      const worked = Math.min(wait, Math.round((user + system) / 1000));
      result.slowestMilliseconds = Math.max(result.slowestMilliseconds, worked);
      result.longestWait = Math.max(result.longestWait, wait);
      result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + 1;
      result.files = file;
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  result.peakMebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
  return result;
}

type Attempt = () => () => Promise<string>;

async function opener(
  kind: MutatedKind,
  random: Chance,
  place: string,
  open: (path: string) => Promise<Store>,
): Promise<Attempt> {
  if (kind === 'scenario') {
    const spoiled = await scenarioSpoiler(random);
    return () => {
      const bytes = spoiled();
      // Half a second of key making each: a passphrase is tried on one in fifty only.
      const passphrase = random.below(50) === 0 ? 'a long secret' : null;
      return async () => {
        await documentOfBytes(bytes, passphrase);
        return 'opened';
      };
    };
  }
  if (kind === 'workspace') {
    return () => {
      const path = join(place, `copy-${random.below(1e9)}.sqlite`);
      spoilWorkspace(path, random);
      return async () => {
        const store = await open(path);
        try {
          readSnapshot(store);
          undoLabel(store);
        } finally {
          store.close();
        }
        rmSync(path, { force: true });
        return 'opened';
      };
    };
  }
  const source = join(place, 'source.sqlite');
  copyFileSync(join(fixtures, `workspace-${released.schema.at(-1)}.sqlite`), source);
  const store = await open(source);
  const snapshot = readSnapshot(store);
  const files = registerFiles(snapshot);
  const imports = createImportService({ store, childKey: [Buffer.alloc(32, 7)], clock: () => new Date(), worker });
  const spoilZip = zipSpoiler(files, registersZip(snapshot), random);
  const spoilCsv = csvSpoiler(files, random);
  const spoilXlsx = await xlsxSpoiler(random);
  const spoilBook = bookSpoiler(random);
  const spoilXml = returnXmlSpoiler(random);
  return () => {
    const file =
      kind === 'csv'
        ? spoilCsv()
        : kind === 'xlsx'
          ? { name: 'savings.xlsx', bytes: spoilXlsx() }
          : kind === 'books'
            ? spoilBook()
            : kind === 'xml'
              ? spoilXml()
              : { name: 'all.zip', bytes: spoilZip() };
    return async () => {
      const preview = await imports.preview([file], {});
      // A file that fails carries its own error, in words; the rest of a delivery still comes in.
      const failure = preview.files.find((one) => one.failure)?.failure;
      if (failure && failure.message.length < 20) throw new Error(`No words: ${failure.code}`);
      if (failure) return failure.code;
      return preview.files.some((one) => one.rejected > 0) ? 'rows refused' : 'opened';
    };
  };
}
