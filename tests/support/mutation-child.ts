import { type MutatedKind, openMutated } from './mutations.ts';

/** `node mutation-child.ts <kind> <count> <seed>`: opens hostile files in a process of its own and prints what came of it. */
const [kind = 'scenario', count = '1', seed = '1'] = process.argv.slice(2);
console.log(JSON.stringify(await openMutated(kind as MutatedKind, Number(count), Number(seed))));
process.exit(0);
