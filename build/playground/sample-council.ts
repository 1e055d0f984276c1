import type { Plugin } from 'vite';
import { makeSample, snapshotOf } from '../sample/sample.ts';

const name = 'virtual:sample-council';

/** The sample council as a module of a page: made here, where its generator can run. */
export function sampleCouncil(): Plugin {
  return {
    name: 'outturn:sample-council',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(snapshotOf(makeSample()))}` : null),
  };
}
