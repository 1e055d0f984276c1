/** A problem before it is tied to an import. `rejects` says whether its row stays out. */
export type Problem = {
  row: number;
  column: string | null;
  code: string;
  message: string;
  before: string | null;
  after: string | null;
  rejects: boolean;
};
export type SourceProblem = Problem & { source: number };
