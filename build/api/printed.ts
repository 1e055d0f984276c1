import { readdirSync } from 'node:fs';
import { documentSchema } from '../../shared/scenario-file/document.ts';
import { headerSchema } from '../../shared/scenario-file/header.ts';
import { commandLine } from './command-line.ts';
import { compilerOf, root } from './compiler.ts';
import { forecastJsonSchema } from './forecast-schema.ts';
import { glossaryPage } from './glossary.ts';
import { inputSchema, rowSchemas } from './input-schema.ts';
import { jsonOutputs } from './json-outputs.ts';
import { jsonText } from './json-text.ts';
import { windowApi } from './window.ts';

const commands = 'electron/services/command-line';

/**
 * Everything that is printed from the code into docs/, by path: what the window may ask of the application, the command
 * line, its JSON outputs, the forms of the scenario file and of an exported forecast, and the glossary.
 */
export async function printed(): Promise<Map<string, string>> {
  const { program, checker } = compilerOf([
    'shared/api.ts',
    ...readdirSync(`${root}/${commands}`).map((name) => `${commands}/${name}`),
  ]);
  const json = (value: unknown) => `${jsonText(value)}\n`;
  return new Map([
    ['docs/api/window.json', json(windowApi(program, checker))],
    ['docs/api/command-line.md', await commandLine()],
    ['docs/api/json-outputs.json', json(jsonOutputs(program, checker))],
    ['docs/api/scenario-file.schema.json', json(scenarioFile())],
    ['docs/api/forecast.schema.json', json(forecastJsonSchema())],
    ['docs/glossary.md', glossaryPage()],
  ]);
}

/** The scenario file of the present version: its first line, the document in it, and a row of each register. */
function scenarioFile() {
  const { schema: header } = inputSchema(headerSchema);
  const { schema: document, definitions } = inputSchema(documentSchema);
  return { header, document, rows: rowSchemas(), $defs: definitions };
}
