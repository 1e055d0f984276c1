import { readFileSync } from 'node:fs';
import { z } from 'zod';

type Printed = {
  commands: Record<string, { properties?: { command?: { const?: string } } }>;
  error: object;
  $defs: object;
};
let printed: Printed | null = null;
const known = new Map<string, z.ZodType>();

/** The forms that a document of a command may have: those under its name, and those that several commands share. */
function formOf(command: string): z.ZodType {
  const form = known.get(command);
  if (form) return form;
  const path = new URL('../../docs/api/json-outputs.json', import.meta.url);
  printed ??= JSON.parse(readFileSync(path, 'utf8')) as Printed;
  const { commands, error, $defs } = printed;
  const forms = Object.entries(commands).flatMap(([name, schema]) =>
    name === command || schema.properties?.command?.const === undefined ? [schema] : [],
  );
  const made = z.fromJSONSchema({ anyOf: [...forms, error], $defs } as never);
  known.set(command, made);
  return made;
}

/** What is wrong with a JSON document of the command line, held against docs/api/json-outputs.json; null when it fits. */
export function wrongOutput(document: unknown): string | null {
  const command = (document as { command?: string } | null)?.command ?? '';
  const result = formOf(command).safeParse(document);
  return result.success ? null : result.error.message.slice(0, 4000);
}
