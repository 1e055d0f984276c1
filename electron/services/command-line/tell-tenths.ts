import type { Progress } from './environment.ts';

/** Tells a simulation's progress once for each tenth of its paths. */
export function tellTenths(progress: Progress): (done: number, total: number) => void {
  let tenths = 0;
  return (done, total) => {
    const now = Math.floor((done / total) * 10);
    if (now > tenths) progress(`Simulating … ${now * 10} %`);
    tenths = Math.max(now, tenths);
  };
}
