/**
 * A colleague's computer as a process of its own, to be killed in the middle of whatever it does: edits, takes, chooses and
 * sends until it dies. `node team-child.ts <copy> <who> <port> <seed>`; each edit that is kept is said on a line, with the
 * value that nobody else writes.
 */
import { dirname, join } from 'node:path';
import { applyEdits } from '../../db/edits.ts';
import { openStore } from '../../db/store.ts';
import { openConflicts } from '../../db/team-link.ts';
import { readTeamState } from '../../db/team-state.ts';
import { settle } from '../../electron/services/team/team-conflicts.ts';
import { withTeamServer } from '../../electron/services/team/team-database.ts';
import { pull, push } from '../../electron/services/team/team-service.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import { seeded } from './seeded.ts';
import { teamAddress } from './team-kills.ts';

const [, , path = '', who = '', port = '', seed = ''] = process.argv;
const random = seeded(Number(seed));
const store = await openStore(path, { clock: () => new Date(), backupFolder: join(dirname(path), 'backups'), who });
process.stdout.write('ready\n');
for (let number = 1; ; number += 1) {
  edit(number);
  const then = random();
  if (then < 0.5) continue;
  try {
    await withTeamServer(teamAddress(Number(port), who), AbortSignal.timeout(20_000), async (server) => {
      if (then < 0.6) await pull(store, server);
      else await push(store, server);
    });
    process.stdout.write('exchanged\n');
  } catch (error) {
    // The server is away, or there is something to choose.
    if (!(error instanceof OutturnError)) throw error;
  }
  for (const { id } of openConflicts(store)) settle(store, id, random() < 0.5 ? 'mine' : 'theirs', 'Agreed');
}

function edit(number: number): void {
  const value = Number(seed) * 1000 + number;
  const { ids, rows } = readTeamState(store, true);
  const savings = [...ids].filter(([name]) => name.startsWith('savings '));
  if (random() < 0.1) {
    const first = rows.get(savings[0]?.[0] ?? '');
    const values = { ...first, reference: `S-${value}`, targetPence: value };
    applyEdits(store, [{ op: 'insert', register: 'savings', values }], null);
    process.stdout.write(`edit ${value}\n`);
    return;
  }
  const lines = [...ids].filter(([name]) => name.startsWith('budgetLines '));
  const [name, id] = random() < 0.5 ? (lines[0] as [string, number]) : (savings[0] as [string, number]);
  const register = name.startsWith('savings') ? 'savings' : 'budgetLines';
  const field = register === 'savings' ? 'targetPence' : 'grossBudgetPence';
  applyEdits(store, [{ op: 'update', register, id, values: { [field]: value } }], `Reason ${value}`);
  process.stdout.write(`edit ${value}\n`);
}
