import { createHash } from 'node:crypto';
import { resultsOf } from '../../electron/services/documents/results.ts';
import { pack, unpack } from '../../electron/services/scenario-files/compression.ts';
import { documentOfBytes, scenarioBytes } from '../../electron/services/scenario-files/scenario-file.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { type Edge, edgesOf } from './edges.ts';
import { sampleSnapshot } from './sample-snapshot.ts';

/** What came of files at their edges: each is opened, and then saves and opens again, or is refused in words. */
export type EdgeCount = { opened: number; refused: number; wrong: string[]; slowest: number };

const about = { created: '2024-02-10T09:00:00.000Z', app: '0.1.0' };
const said = (edge: Edge) => JSON.stringify(edge).slice(0, 160);

/** Tries every `step`th edge from `from`; the longest took `slowest` milliseconds of this process. */
export async function tryEdges(from: number, step: number): Promise<EdgeCount> {
  const fileOf = await filesAtEdges();
  const result: EdgeCount = { opened: 0, refused: 0, wrong: [], slowest: 0 };
  const edges = edgesOf(sampleSnapshot());
  for (let at = from; at < edges.length; at += step) {
    const edge = edges[at] as Edge;
    const bytes = fileOf(edge);
    const before = process.cpuUsage();
    let opened = false;
    try {
      const { document } = await documentOfBytes(bytes, null);
      opened = true;
      result.opened += 1;
      const results = resultsOf(document.snapshot, document.scenario);
      await documentOfBytes(await scenarioBytes({ ...document, results }, about), null);
    } catch (error) {
      if (!opened && error instanceof OutturnError) result.refused += 1;
      else result.wrong.push(`${said(edge)}: ${String(error)}`);
    }
    const { user, system } = process.cpuUsage(before);
    result.slowest = Math.max(result.slowest, (user + system) / 1000);
  }
  return result;
}

/** Gives files that are whole, and right but for one value. */
async function filesAtEdges(): Promise<(edge: Edge) => Uint8Array> {
  const scenario = newScenario('Base', '2023/24', 9);
  const plain = { snapshot: sampleSnapshot(), scenario, results: null, history: [], versions: [] };
  const text = Buffer.from(await unpack(await scenarioBytes(plain, about))).toString();
  const end = text.indexOf('\n');
  const header = JSON.parse(text.slice(0, end));
  const document = JSON.parse(text.slice(end + 1));
  return ({ register, column, value }) => {
    const inScenario = register === null && column.startsWith('scenario.');
    const target = register ? document.snapshot[register][0] : inScenario ? document.scenario : document.snapshot;
    const key = column.replace('scenario.', '');
    const was = target[key];
    target[key] = value;
    const body = JSON.stringify(document);
    target[key] = was;
    const sha256 = createHash('sha256').update(body).digest('hex');
    return pack(Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n${body}\n`));
  };
}
