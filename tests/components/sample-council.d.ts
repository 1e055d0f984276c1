declare module 'virtual:sample-council' {
  import type { Snapshot } from '../../shared/model/snapshot.ts';

  const snapshot: Snapshot;
  export default snapshot;
}
