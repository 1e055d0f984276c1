import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { mostVersions, type NamedVersion } from '../../../shared/scenario-file/document.ts';
import { resultsOf } from './results.ts';

/** A version of a scenario as it stands now, with what it gives on its data. */
export function versionOf(
  scenario: Scenario,
  snapshot: Snapshot,
  snapshotSha256: string,
  about: Pick<NamedVersion, 'id' | 'name' | 'note' | 'automatic' | 'madeAt'>,
): NamedVersion {
  const results = resultsOf(snapshot, scenario);
  return { ...about, snapshotSha256, dataDate: snapshot.dataDate, scenario: structuredClone(scenario), results };
}

/**
 * The versions with one more. Two may not bear the same name; when there are as many as a file keeps, the oldest that
 * Outturn made itself gives way, and without one the person is asked to remove one. Throws `invalid-input`.
 */
export function keepVersion(versions: readonly NamedVersion[], version: NamedVersion): NamedVersion[] {
  if (!version.automatic && versions.some((one) => one.name === version.name)) {
    throw new OutturnError(
      'invalid-input',
      `There is already a version called “${version.name}”. Choose another name.`,
    );
  }
  if (versions.length < mostVersions) return [...versions, version];
  const oldest = versions.find((one) => one.automatic);
  if (!oldest) {
    throw new OutturnError(
      'invalid-input',
      `The scenario keeps ${mostVersions} versions already. Remove one that is no longer needed first.`,
    );
  }
  return [...versions.filter((one) => one !== oldest), version];
}

/** The version with this id. Throws `invalid-input` when there is none. */
export function findVersion(versions: readonly NamedVersion[], id: string): NamedVersion {
  const found = versions.find((version) => version.id === id);
  if (!found) throw new OutturnError('invalid-input', 'That version is no longer in the scenario.');
  return found;
}

/** The scenario to go on with after going back: the version's own, under today's name. */
export function restoredScenario(version: NamedVersion, now: Scenario): Scenario {
  return { ...structuredClone(version.scenario), name: now.name };
}
