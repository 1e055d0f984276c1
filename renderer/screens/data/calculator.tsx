import { useState } from 'react';
import { calculate, resultText } from '../../../shared/calculations/calculation.ts';
import { calculations } from '../../../shared/calculations/calculations.ts';
import { readNumber } from '../../components/levers/number-entry.tsx';
import { ChoiceField, TextField } from '../../components/parts/fields.tsx';
import { asFailure } from '../../state/bridge.ts';

/** Works a figure out from a few that a paper states: what is given on the left, what follows and why on the right. */
export function Calculator() {
  const [key, setKey] = useState(calculations[0]?.key ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const calculation = calculations.find((each) => each.key === key);
  if (!calculation) return null;
  const answer = answerOf(key, typed);
  return (
    <section className="card calculator" aria-label="Work a figure out">
      <form className="stack" onSubmit={(event) => event.preventDefault()}>
        <ChoiceField
          label="What is worked out"
          value={key}
          choices={calculations.map((each) => [each.key, each.title] as const)}
          onChange={(next) => {
            setKey(next);
            setTyped({});
          }}
        />
        <p className="quiet">{calculation.about}</p>
        {calculation.inputs.map((input) => (
          <TextField
            key={input.key}
            label={`${input.label}${input.unit ? `, ${input.unit}` : ''}`}
            value={typed[input.key] ?? ''}
            {...(input.otherwise === undefined ? {} : { placeholder: String(input.otherwise) })}
            {...(input.many ? { help: 'Several: with spaces between them' } : {})}
            onChange={(text) => setTyped({ ...typed, [input.key]: text })}
          />
        ))}
      </form>
      <div className="stack" role="status">
        {typeof answer === 'string' ? (
          <p className="quiet">{answer}</p>
        ) : (
          <table className="drill-table" aria-label="Answer">
            <tbody>
              {answer.map((result) => (
                <tr key={result.key}>
                  <th scope="row">{result.label}</th>
                  <td className="number">{resultText(result)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="quiet small">
          {calculation.formula} ({calculation.source})
        </p>
      </div>
    </section>
  );
}

/** The results, or what still stands in their way. */
function answerOf(key: string, typed: Readonly<Record<string, string>>) {
  const calculation = calculations.find((each) => each.key === key);
  if (!calculation) return '';
  const given: Record<string, number[]> = {};
  for (const input of calculation.inputs) {
    const text = (typed[input.key] ?? '').trim();
    if (text === '') continue;
    const numbers = (input.many ? text.split(/[\s;]+/) : [text]).map(readNumber);
    const wrong = numbers.indexOf(null);
    if (wrong >= 0) return `“${text}” in “${input.label}” is not a number.`;
    given[input.key] = numbers.map((number) => number ?? 0);
  }
  try {
    return calculate(calculation, given);
  } catch (error) {
    return asFailure(error).message;
  }
}
