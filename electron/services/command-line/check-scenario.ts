import { formatDate } from '../../../shared/format/format.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { summariseForecast } from '../../../shared/scenario-file/document.ts';
import { currentVersion } from '../../../shared/scenario-file/migrations.ts';
import type { ReadScenario } from '../scenario-files/scenario-file.ts';
import { snapshotHash } from '../scenario-files/snapshot-bytes.ts';

/** What is worth knowing of a scenario file: its protection, its version, its life. */
export function scenarioNotes({ document, fileVersion, encrypted, app }: ReadScenario): string[] {
  const { history, versions } = document;
  const last = history.at(-1);
  return [
    ...(encrypted ? ['It is protected by a passphrase.'] : []),
    ...(fileVersion < currentVersion
      ? [
          `It is of version ${fileVersion}, written by Outturn ${app}; this one writes version ${currentVersion} at the next save.`,
        ]
      : []),
    ...(last
      ? [
          `Saved ${history.length} ${history.length === 1 ? 'time' : 'times'}, last on ${formatDate(last.savedAt.slice(0, 10))}; named versions: ${versions.length}.`,
        ]
      : []),
  ];
}

/** What a scenario file that can be opened still has wrong with it: results that its own data do not give. */
export function checkScenarioFile({ document, fileVersion }: Pick<ReadScenario, 'document' | 'fileVersion'>): string[] {
  const faults: string[] = [];
  const { snapshot, scenario, results, history } = document;
  const last = history.at(-1);
  // An older file's data have been brought up to date since, so their fingerprint is another.
  if (last && fileVersion === currentVersion && last.snapshotSha256 !== snapshotHash(snapshot)) {
    faults.push('The data are not those of its last save.');
  }
  if (results && results.engineVersion !== engineVersion) {
    faults.push(
      `Its results were made by engine ${results.engineVersion}; this is ${engineVersion}. Save it again to renew them.`,
    );
  } else if (results) {
    const again = summariseForecast(forecast(snapshot, scenario), scenario.seed);
    if (canonicalJson(again) !== canonicalJson(results))
      faults.push('Its results are not what its own data and levers give.');
  }
  return faults;
}
