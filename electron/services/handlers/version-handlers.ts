import type { VersionRecord } from '../../../shared/api.ts';
import { formatDate, sayMoney } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { changedScenario, lapsed } from '../../../shared/scenario/approval.ts';
import { bridgeByLever } from '../../../shared/scenario/compare-scenarios.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { scenarioDifferences, snapshotDifferences } from '../../../shared/scenario-file/differences.ts';
import type { NamedVersion, Results } from '../../../shared/scenario-file/document.ts';
import { changeBy, type HandlerContext, type Handlers } from '../context/handler-context.ts';
import { keepBackup } from '../documents/backups.ts';
import { findVersion, keepVersion, restoredScenario, versionOf } from '../documents/named-versions.ts';
import { newId } from '../documents/open-document.ts';
import { resultsOf } from '../documents/results.ts';
import { documentToSave } from '../documents/save-scenario.ts';
import type { Session } from '../documents/session.ts';
import { scenarioBytes } from '../scenario-files/scenario-file.ts';
import { snapshotHash } from '../scenario-files/snapshot-bytes.ts';

type Methods =
  | 'versions'
  | 'versionName'
  | 'versionOpen'
  | 'versionRestore'
  | 'versionRemove'
  | 'versionCompare'
  | 'rebasePreview'
  | 'rebase';

/** Versions inside a scenario file: name one, look at it, go back, compare two; and moving onto newer data. */
export function versionHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): Pick<Handlers, Methods> {
  const hashes = new WeakMap<object, string>();
  const hashOf = (session: Session) => {
    const snapshot = session.snapshot();
    const known = hashes.get(snapshot) ?? snapshotHash(snapshot);
    hashes.set(snapshot, known);
    return known;
  };
  const listed = (session: Session) =>
    session
      .document()
      .versions.map((version) => recordOf(version, hashOf(session)))
      .reverse();
  const made = (session: Session, name: string, note: string, automatic: boolean): NamedVersion =>
    versionOf(session.document().scenario, session.snapshot(), hashOf(session), {
      id: newId(),
      name,
      note,
      automatic,
      madeAt: context.clock().toISOString(),
    });
  const keep = async (session: Session, versions: readonly NamedVersion[]) => {
    session.apply({ type: 'versions', versions });
    session.show();
    await session.kept();
  };
  /** A version, or the scenario as it is for null. */
  const side = (session: Session, id: string | null): { name: string; scenario: Scenario; results: Results | null } => {
    if (id !== null) return findVersion(session.document().versions, id);
    const { scenario } = session.document();
    return { name: 'As it is now', scenario, results: resultsOf(session.snapshot(), scenario) };
  };

  return {
    versions: async () => listed(await currentSession()),
    async versionName({ name, note }) {
      const session = await currentSession();
      await keep(session, keepVersion(session.document().versions, made(session, name, note, false)));
      return listed(session);
    },
    async versionOpen({ id }) {
      const session = await currentSession();
      const version = findVersion(session.document().versions, id);
      return { version: recordOf(version, hashOf(session)), scenario: version.scenario, results: version.results };
    },
    async versionRestore({ id }) {
      const session = await currentSession();
      const document = session.document();
      const version = findVersion(document.versions, id);
      const now = canonicalJson(document.scenario);
      const named = document.versions.some((one) => canonicalJson(one.scenario) === now);
      const before = named
        ? document.versions
        : keepVersion(
            document.versions,
            made(session, `Before going back to “${version.name}”`.slice(0, 200), '', true),
          );
      const restored = restoredScenario(version, document.scenario);
      const scenario = changedScenario(document.scenario, restored, changeBy(context, 'an earlier version'));
      const notice = otherData(version, session.snapshot(), hashOf(session)) ?? document.notice;
      session.apply({ type: 'scenario', scenario });
      session.apply({ type: 'notice', notice });
      await keep(session, before);
      return session.show();
    },
    async versionRemove({ id }) {
      const session = await currentSession();
      const { versions } = session.document();
      const gone = findVersion(versions, id);
      await keep(
        session,
        versions.filter((version) => version !== gone),
      );
      return listed(session);
    },
    async versionCompare({ before, after }) {
      const session = await currentSession();
      const [a, b] = [side(session, before), side(session, after)];
      let bridge = null;
      try {
        bridge = bridgeByLever(session.snapshot(), a.scenario, b.scenario);
      } catch {
        // A version may not fit today's data: its own results and the differences are shown all the same.
      }
      return {
        before: { name: a.name, results: a.results },
        after: { name: b.name, results: b.results },
        differences: scenarioDifferences(a.scenario, b.scenario),
        bridge,
        otherData:
          [before, after]
            .flatMap((id) => (id === null ? [] : [findVersion(session.document().versions, id)]))
            .flatMap((version) => otherData(version, session.snapshot(), hashOf(session)) ?? [])
            .join(' ') || null,
      };
    },
    async rebasePreview() {
      const session = await currentSession();
      const { base, scenario, dataTouched } = session.document();
      const [from, to] = [session.snapshot(), session.snapshotOf(session.workspace)];
      const outturn = (snapshot: typeof from): { value: number | null; problem: string | null } => {
        try {
          return { value: forecast(snapshot, scenario).total.outturn, problem: null };
        } catch (error) {
          const known = error instanceof OutturnError;
          return { value: null, problem: known ? error.message : 'The scenario cannot be forecast on these data.' };
        }
      };
      const after = outturn(to);
      return {
        needed: base === 'file',
        fromDataDate: from.dataDate,
        toDataDate: to.dataDate,
        registers: base === 'file' ? snapshotDifferences(from, to) : [],
        editedHere: base === 'file' && dataTouched,
        latestPeriod: latestPeriod(to, scenario.year),
        outturnBefore: outturn(from).value,
        outturnAfter: after.value,
        problem: after.problem,
      };
    },
    async rebase({ toLatestPeriod }) {
      const session = await currentSession();
      await session.inTurn(async () => {
        const document = session.document();
        if (document.base !== 'file') {
          throw new OutturnError('invalid-input', 'The scenario stands on the data of the local copy already.');
        }
        // Everything as it is, data included, before anything moves.
        const now = context.clock();
        const whole = documentToSave(
          session.snapshot(),
          document.scenario,
          document.history,
          now.toISOString(),
          context.version,
          document.versions,
        );
        const about = { created: document.created ?? now.toISOString(), app: context.version };
        const bytes = await scenarioBytes(whole, about, document.passphrase);
        await keepBackup(
          context.paths.profile,
          document.path,
          document.scenario.name,
          bytes,
          'before-rebase',
          now,
          session.keys,
        );
        const name = `Before moving from data to ${formatDate(session.snapshot().dataDate)}`;
        const versions = keepVersion(document.versions, made(session, name, '', true));
        const period = latestPeriod(session.snapshotOf(session.workspace), document.scenario.year);
        const change = changeBy(context, 'newer data');
        const later = toLatestPeriod && period > 0 ? { ...document.scenario, period } : document.scenario;
        const scenario = lapsed(changedScenario(document.scenario, later, change), change);
        await session.moveToWorkspace({ ...document, id: newId(), scenario, versions, versionsChanged: true });
      });
      await session.kept();
      return session.show();
    },
  };
}

/**
 * A version holds the scenario and what it gave, with the fingerprint of its data, not the data: says when those open now
 * are others, and what they alone move. Null when they are the same.
 */
function otherData(version: NamedVersion, snapshot: Snapshot, snapshotSha256: string): string | null {
  if (version.snapshotSha256 === snapshotSha256) return null;
  const then = version.results?.total.outturn ?? null;
  const now = then === null ? null : (resultsOf(snapshot, version.scenario)?.total.outturn ?? null);
  const dates =
    version.dataDate === snapshot.dataDate
      ? `both go to ${formatDate(version.dataDate)}`
      : `it stood on data to ${formatDate(version.dataDate)}, those open now go to ${formatDate(snapshot.dataDate)}`;
  const message = `The data have changed since “${version.name}” was kept: ${dates}.`;
  if (then === null || now === null) return message;
  if (then === now) return `${message} Its outturn is the same on both: ${sayMoney(then)}.`;
  return `${message} Its outturn was ${sayMoney(then)} then and is ${sayMoney(now)} on the data open now.`;
}

function recordOf(version: NamedVersion, snapshotSha256: string): VersionRecord {
  const { id, name, note, madeAt, automatic, dataDate, scenario, results } = version;
  return {
    id,
    name,
    note,
    madeAt,
    automatic,
    levers: scenario.levers.length,
    dataDate,
    sameData: version.snapshotSha256 === snapshotSha256,
    outturnPence: results?.total.outturn ?? null,
    variancePence: results?.total.variance ?? null,
  };
}

function latestPeriod(snapshot: { actuals: readonly { year: string; period: number }[] }, year: string): number {
  return snapshot.actuals.reduce((most, row) => (row.year === year ? Math.max(most, row.period) : most), 0);
}
