import { z } from 'zod';
import { editSchema } from '../../shared/api/edit.ts';
import { leverSchema } from '../../shared/model/lever.ts';
import { registerNames, rowSchema } from '../../shared/model/registers.ts';
import { scenarioSchema, signatureSchema } from '../../shared/model/scenario.ts';
import { historyEntrySchema, namedVersionSchema, resultsSchema } from '../../shared/scenario-file/document.ts';
import type { Schema } from './type-schema.ts';

/** Schemas that are told once, under a name, wherever they are met. */
const named = z.registry<{ id: string }>();
named.add(scenarioSchema, { id: 'scenario' });
named.add(leverSchema, { id: 'lever' });
named.add(signatureSchema, { id: 'signature' });
named.add(editSchema, { id: 'edit' });
named.add(resultsSchema, { id: 'results' });
named.add(historyEntrySchema, { id: 'historyEntry' });
named.add(namedVersionSchema, { id: 'namedVersion' });

/** The JSON Schema of what a zod schema takes, and beside it the named schemas it refers to. */
export function inputSchema(schema: z.ZodType): { schema: Schema; definitions: Record<string, Schema> } {
  const {
    $schema: _,
    $defs = {},
    ...own
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', metadata: named });
  for (const definition of Object.values($defs)) delete definition.id;
  return { schema: own, definitions: $defs as Record<string, Schema> };
}

/** A row of every register, by the register's name: snapshots check rows one by one, so their own schema tells nothing of them. */
export function rowSchemas(): Record<string, Schema> {
  return Object.fromEntries(registerNames.map((name) => [name, inputSchema(rowSchema(name)).schema]));
}
