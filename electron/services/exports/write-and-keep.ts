import type { Store } from '../../../db/store.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import type { KeptExports } from '../sync/kept-exports.ts';
import { exportFields, forecastDocument } from './forecast-document.ts';
import { type ExportKind, writeExport } from './write-export.ts';

/**
 * Writes an exported file and keeps it as it left, so that it can be sent now or days later. Gives its number, name
 * and hash.
 */
export async function writeAndKeep(
  to: { store: Store; path: string; keep: KeptExports['keep']; now: Date },
  bytes: Uint8Array,
  from: { kind: ExportKind; scenario: Scenario; snapshot: Snapshot },
): Promise<{ id: number; name: string; sha256: string }> {
  const { kind, scenario } = from;
  const written = await writeExport(to.store, to.path, bytes, { kind, scenario: scenario.name });
  const figures = forecast(from.snapshot, scenario);
  const isForecast = kind === 'workbook' || kind === 'report' || kind === 'forecast';
  const about = {
    forecast: isForecast ? forecastDocument(figures, scenario) : null,
    fields: exportFields(figures, scenario, written.name, kind, to.now),
  };
  to.keep(written.sha256, bytes, about, to.store.keys);
  return written;
}
