import { z } from 'zod';
import { OutturnError } from '../model/problem.ts';
import { currentVersion } from './migrations.ts';

export const scenarioFormat = 'outturn-scenario';

/** The first line of a scenario file. */
export const headerSchema = z.strictObject({
  format: z.literal(scenarioFormat),
  version: z.number().int().min(1).max(currentVersion),
  /** When the scenario was first saved. */
  created: z.iso.datetime(),
  /** The version of Outturn that wrote the file. */
  app: z.string().min(1).max(40),
  /** Of a file that was saved without rows of children: it holds counts and prices in their place. Left out where it has them. */
  children: z.literal('counts').optional(),
  /** Of the second line, the body. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ScenarioHeader = z.infer<typeof headerSchema>;

/**
 * Reads the first line. Throws `not-a-scenario` when it is something else, `scenario-newer` when a later Outturn wrote
 * it, `scenario-damaged` when it is ours but does not hold together.
 */
export function readHeader(line: string): ScenarioHeader {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw notAScenario();
  }
  const loose = z.looseObject({ format: z.literal(scenarioFormat), version: z.number() }).safeParse(value);
  if (!loose.success) throw notAScenario();
  if (Number.isInteger(loose.data.version) && loose.data.version > currentVersion) {
    const app = typeof loose.data.app === 'string' ? loose.data.app.slice(0, 40) : 'a later version';
    throw new OutturnError(
      'scenario-newer',
      `This scenario file was saved by a newer Outturn (${app}, file version ${loose.data.version}); this one reads up to version ${currentVersion}. Update Outturn, or ask for the file to be saved by this version. The file is unchanged.`,
      { fileVersion: loose.data.version, readsVersion: currentVersion, app },
    );
  }
  const header = headerSchema.safeParse(value);
  if (!header.success)
    throw damaged(`its header is wrong at “${header.error.issues[0]?.path.join('.') || 'the start'}”`);
  return header.data;
}

/** The failure for a file that is something else. */
export function notAScenario(): OutturnError {
  return new OutturnError(
    'not-a-scenario',
    'This is not an Outturn scenario file. Choose a file that Outturn saved, ending in .outturn; to bring in a table, use Import.',
  );
}

/** The failure for a scenario file that is cut short or altered; `how` completes “because …”. */
export function damaged(how: string): OutturnError {
  return new OutturnError(
    'scenario-damaged',
    `This scenario file is damaged: ${how}. It may have been cut short while it was copied. Ask for another copy, or open a backup; nothing has been changed.`,
    { how },
  );
}
