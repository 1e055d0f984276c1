/** Paths of one job: enough to be worth a journey to another machine, few enough that little is lost when one dies. */
export const pathsOfJob = 500;

/** Paths 0 … `paths` − 1 cut into ranges of `size`, `[from, to)`; how they are cut never depends on who simulates them. */
export function rangesOf(paths: number, size = pathsOfJob): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(paths / size) }, (_, at) => ({
    from: at * size,
    to: Math.min(paths, (at + 1) * size),
  }));
}
