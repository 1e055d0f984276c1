import { type Calculation, calculate, resultText } from '../../../shared/calculations/calculation.ts';
import { calculations } from '../../../shared/calculations/calculations.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { CommandParts } from './command-parts.ts';
import { textColumns } from './text-columns.ts';

/** `calculate`: a figure worked out from a few that a paper states; without a name, the list of what can be. */
export function addCalculate({ program, finish }: CommandParts): void {
  program
    .command('calculate')
    .description('works a figure out from a few that a paper states; without a name, the list of them')
    .argument('[name]', 'which calculation')
    .argument('[numbers...]', 'what it is given, name=number; several numbers with commas between them')
    .option('--json', 'print one JSON document')
    .action((name: string | undefined, numbers: string[]) => {
      if (name === undefined) {
        finish({ json: { command: 'calculate', calculations: calculations.map(told) }, text: list(), problems: false });
        return;
      }
      const calculation = calculations.find((each) => each.key === name);
      if (!calculation) {
        const known = calculations.map((each) => each.key).join(', ');
        throw new OutturnError('invalid-input', `There is no calculation “${name}”. There are: ${known}.`);
      }
      const given = Object.fromEntries(numbers.map(numbersOf));
      const results = calculate(calculation, given);
      finish({
        json: { command: 'calculate', calculation: calculation.key, given, results, formula: calculation.formula },
        text: [
          calculation.title,
          textColumns(results.map((result) => [result.label, resultText(result)])),
          `· ${calculation.formula} (${calculation.source})`,
        ].join('\n'),
        problems: false,
      });
    });
}

const told = ({ run: _, ...calculation }: Calculation) => calculation;

function list(): string {
  return textColumns([
    ['Calculation', 'Takes', 'What for'],
    'rule',
    ...calculations.map((each): [string, string, string] => [
      each.key,
      each.inputs.map(({ key, otherwise }) => (otherwise === undefined ? key : `[${key}]`)).join(' '),
      each.about,
    ]),
  ]);
}

/** `parts=1.3,0.516` as its name and numbers. */
function numbersOf(text: string): [string, number[]] {
  const at = text.indexOf('=');
  const numbers = text
    .slice(at + 1)
    .split(',')
    .map(Number);
  if (at < 1 || text.endsWith('=') || !numbers.every(Number.isFinite))
    throw new OutturnError('invalid-input', `“${text}” is not name=number, such as cost=1000 or shares=44.16,56.84.`);
  return [text.slice(0, at), numbers];
}
