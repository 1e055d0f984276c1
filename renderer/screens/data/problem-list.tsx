import type { ImportProblem } from '../../../shared/api.ts';

const most = 500;

/** Every row or cell that was set aside or changed, with its place and the reason. */
export function ProblemList(props: { problems: readonly ImportProblem[] }) {
  if (props.problems.length === 0) return <p className="quiet">No problems.</p>;
  return (
    <div className="scroll-x">
      <table className="figures plain-table problems">
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Reason</th>
            <th scope="col">In the extract</th>
            <th scope="col">Becomes</th>
          </tr>
        </thead>
        <tbody>
          {props.problems.slice(0, most).map((problem) => (
            <tr key={`${problem.file} ${problem.row} ${problem.column} ${problem.code}`}>
              <th scope="row">
                {problem.file} row {problem.row}
                {problem.column ? `, ${problem.column}` : ''}
              </th>
              <td>{problem.message}</td>
              <td>{problem.before ?? ''}</td>
              <td>{problem.after ?? (problem.before === null ? '' : 'set aside')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.problems.length > most ? (
        <p className="quiet">and {props.problems.length - most} more: save them as CSV to see all.</p>
      ) : null}
    </div>
  );
}
