import ts from 'typescript';
import { type Schema, sorted, TypeSchemas } from './type-schema.ts';

/** What any command prints when it fails (exit codes 2 and 3). */
const error = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
      required: ['code', 'message'],
      additionalProperties: false,
    },
  },
  required: ['error'],
  additionalProperties: false,
};

/**
 * What each command prints with `--json`: the types of all it may give, by the command's name, from every
 * `{ json, text, problems }` the commands make. Takes the compiler's view of electron/services/command-line.
 */
export function jsonOutputs(program: ts.Program, checker: ts.TypeChecker): Schema {
  const types = new TypeSchemas(checker);
  const found = new Map<string, Schema[]>();
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.includes('/electron/services/command-line/')) continue;
    visit(file, (json) => {
      const type = checker.getTypeAtLocation(json);
      const named = commandOf(checker, json, type);
      const command = named ?? file.fileName.replace(/.*\/|(-command)?\.ts$/g, '');
      const { properties, ...rest } = types.of(type) as { properties?: Record<string, Schema> };
      const told = named === null ? {} : { command: { const: named } };
      const schema = properties ? { ...rest, properties: { ...properties, ...told } } : rest;
      found.set(command, [...(found.get(command) ?? []), schema]);
    });
  }
  const commands = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, all]) => [name, all.length === 1 ? all[0]! : { anyOf: all }]);
  return { commands: Object.fromEntries(commands), error, $defs: sorted(types.definitions) };
}

/** Calls `use` with the value of `json` of every object literal that has `json`, `text` and `problems`. */
function visit(node: ts.Node, use: (json: ts.Expression) => void): void {
  if (ts.isObjectLiteralExpression(node)) {
    const named = (name: string) => node.properties.find((each) => each.name?.getText() === name);
    const json = named('json');
    if (json && ts.isPropertyAssignment(json) && named('text') && named('problems')) use(json.initializer);
  }
  ts.forEachChild(node, (child) => visit(child, use));
}
function commandOf(checker: ts.TypeChecker, json: ts.Expression, type: ts.Type): string | null {
  if (ts.isObjectLiteralExpression(json)) {
    for (const each of json.properties) {
      if (ts.isPropertyAssignment(each) && each.name.getText() === 'command' && ts.isStringLiteral(each.initializer))
        return each.initializer.text;
    }
  }
  const property = type.getProperty('command');
  const own = property && checker.getTypeOfSymbolAtLocation(property, json);
  return own?.isStringLiteral() ? own.value : null;
}
