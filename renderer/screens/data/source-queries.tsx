import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { ChoiceField, TextField } from '../../components/parts/fields.tsx';

type Query = { register: RegisterName; sql: string };

/** One query for each register; they can only read. */
export function SourceQueries({ queries, onChange }: { queries: Query[]; onChange: (queries: Query[]) => void }) {
  const change = (index: number, next: Partial<Query>) =>
    onChange(queries.map((one, at) => (at === index ? { ...one, ...next } : one)));
  return (
    <>
      {queries.map((query, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a query has no other name
        <div className="stack" key={index}>
          <ChoiceField
            label="Register"
            value={query.register}
            choices={registerNames.map((name) => [name, registers[name].label] as const)}
            onChange={(register) => change(index, { register })}
          />
          <TextField
            label={`Query for ${registers[query.register].label}`}
            lines={3}
            value={query.sql}
            help="Only reads. Its column names are understood like the headers of an extract."
            onChange={(sql) => change(index, { sql })}
          />
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => onChange([...queries, { register: 'budgetLines', sql: '' }])}
        >
          Add a query
        </button>
        {queries.length > 1 ? (
          <button type="button" className="button small plain" onClick={() => onChange(queries.slice(0, -1))}>
            Remove the last
          </button>
        ) : null}
      </div>
    </>
  );
}
