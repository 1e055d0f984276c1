import ts from 'typescript';
import { api, type MethodName } from '../../shared/api.ts';
import { inputSchema } from './input-schema.ts';
import { type Schema, sorted, TypeSchemas } from './type-schema.ts';

/**
 * The API between window and application: every method with the schema its input is decoded by, and the type of its
 * answer's `value`. Takes the compiler's view of shared/api.ts.
 */
export function windowApi(program: ts.Program, checker: ts.TypeChecker): Schema {
  const file = program.getSourceFiles().find((each) => each.fileName.endsWith('/shared/api.ts'))!;
  const symbol = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).find((each) => each.name === 'api')!;
  const types = new TypeSchemas(checker);
  const inputs: Record<string, Schema> = {};
  const methods: Record<string, Schema> = {};
  for (const method of checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol))) {
    const name = method.name as MethodName;
    const { schema: input, definitions } = inputSchema(api[name].input);
    Object.assign(inputs, definitions);
    const output = checker.getTypeOfSymbol(checker.getTypeOfSymbol(method).getProperty('output')!);
    methods[name] = {
      says: ts.displayPartsToString(method.getDocumentationComment(checker)).replaceAll('\n', ' '),
      input,
      output: types.of(outputOf(checker, output)),
    };
  }
  return { methods, $defs: { ...sorted(inputs), ...sorted(types.definitions) } };
}

/** What a zod type gives: the type of its `_output`. */
function outputOf(checker: ts.TypeChecker, schema: ts.Type): ts.Type {
  return checker.getTypeOfSymbol(schema.getProperty('_output')!);
}
