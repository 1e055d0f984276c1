import { join } from 'node:path';
import ts from 'typescript';

/** The repository's folder. */
export const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** The compiler's view of some files of the product and of all they import. */
export function compilerOf(files: readonly string[]): { program: ts.Program; checker: ts.TypeChecker } {
  const path = join(root, 'electron/tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, ts.sys.readFile).config,
    ts.sys,
    join(root, 'electron'),
  );
  const program = ts.createProgram({ rootNames: files.map((file) => join(root, file)), options });
  return { program, checker: program.getTypeChecker() };
}
