import type { MethodName } from '../../../shared/api.ts';

/**
 * How often a minute the page may call what overwrites, sends or throws away: far more than a person does, far less than a
 * page that was taken over would want. Anything else is not limited.
 */
const perMinute: Partial<Record<MethodName, number>> = {
  ...{ scenarioSave: 30, scenarioSaveAs: 20, scenarioShare: 10, scenarioTakeOver: 10, passphraseSet: 10 },
  ...{ scenarioSign: 20, scenarioReopen: 20, recoveredDiscard: 30, backupRestore: 10, versionRestore: 30 },
  ...{ versionRemove: 60, rebase: 20, importCommit: 30, importUndo: 30, childKeyRotate: 3, workspaceCompact: 6 },
  ...{ destinationSave: 20, destinationRemove: 20, syncOptions: 20, exportSend: 30, syncNow: 20, deliveryRetry: 30 },
  ...{ sourceSave: 20, sourceRemove: 20, teamExchange: 30, teamPassword: 10, exportAll: 10, keyRecoverySave: 6 },
  ...{ diagnosticsSave: 10, periodIssue: 30, periodReopen: 30 },
};
const minute = 60_000;

/**
 * Tells whether a method may be called once more now, and counts the call; one allowance for all windows.
 * @param clock milliseconds that only grow
 */
export function createAllowance(clock: () => number, limits = perMinute): (method: MethodName) => boolean {
  const calls = new Map<MethodName, number[]>();
  return (method) => {
    const most = limits[method];
    if (most === undefined) return true;
    const now = clock();
    const recent = (calls.get(method) ?? []).filter((at) => now - at < minute);
    const allowed = recent.length < most;
    if (allowed) recent.push(now);
    calls.set(method, recent);
    return allowed;
  };
}
