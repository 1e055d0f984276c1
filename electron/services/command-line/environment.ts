/** What the command line is given by electron/cli.ts, or by a test: nothing here is looked up elsewhere. */
export type Environment = {
  version: string;
  clock: () => Date;
  /** The account the command runs under; that of the system when it is left out. */
  account?: () => string;
  paths: {
    /** The extracts of the sample council. */
    sampleCouncil: string;
    /** Fonts a report embeds. */
    fonts: string;
    /** The bundle that worker threads run. */
    worker: string;
    /** Where `demo` puts its folder when told nowhere. */
    outputs: string;
  };
  /** The folder of the keys of local copies, where that is not the folder of each copy. */
  keys?: string;
  /** Standard output: the answer, and nothing else. */
  out: (text: string) => void;
  /** Standard error: progress and problems. */
  err: (text: string) => void;
};

/** What a command gives: one JSON document, the same in words, and whether there are problems to look at (exit 1). */
export type CommandResult = { json: unknown; text: string; problems: boolean };
export type Progress = (message: string) => void;
