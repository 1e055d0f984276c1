import { registers } from '../../../shared/model/registers.ts';
import type { RefreshQuestion } from '../../../shared/model/source.ts';
import type { RefreshAnswer } from '../../../shared/refresh/decide-cell.ts';
import { type CellValue, showCell } from '../../components/grid/cell-text.ts';
import { columnsOf } from '../../components/grid/grid-edits.ts';
import { ListCard } from '../../components/parts/list-card.tsx';

type Answers = Record<string, RefreshAnswer>;

/** Cells that were edited here and changed at the source: what stands here, what the source says, and who wins. */
export function RefreshQuestions(props: {
  questions: readonly RefreshQuestion[];
  answers: Answers;
  onAnswer: (answers: Answers) => void;
}) {
  const { questions, answers, onAnswer } = props;
  const all = (answer: RefreshAnswer) => onAnswer(Object.fromEntries(questions.map((one) => [one.id, answer])));
  return (
    <ListCard
      label="To settle"
      title="Edited here and changed at the source"
      description="what is not chosen stays as edited here, and is asked again"
      tools={
        <>
          <button type="button" className="button small" onClick={() => all('local')}>
            Keep all edits
          </button>
          <button type="button" className="button small" onClick={() => all('source')}>
            Take all from the source
          </button>
        </>
      }
      columns={['Row', 'Column', 'The source last said', 'Here', 'The source now says', 'Choose']}
    >
      {questions.map((question) => (
        <tr key={question.id}>
          <th scope="row">
            {registers[question.register].label}: {question.row}
          </th>
          <td>{question.column ?? 'whole row'}</td>
          <td>{textOf(question, question.imported)}</td>
          <td>{question.column ? textOf(question, question.held) : 'deleted or renamed'}</td>
          <td>{question.column ? textOf(question, question.incoming) : 'changed'}</td>
          <td>
            <select
              className="input"
              aria-label={`${question.row}, ${question.column ?? 'whole row'}`}
              value={answers[question.id] ?? ''}
              onChange={(event) => {
                const { [question.id]: _before, ...rest } = answers;
                const answer = event.target.value as RefreshAnswer | '';
                onAnswer(answer === '' ? rest : { ...rest, [question.id]: answer });
              }}
            >
              <option value="">decide later</option>
              <option value="local">keep the edit</option>
              <option value="source">take the source</option>
            </select>
          </td>
        </tr>
      ))}
    </ListCard>
  );
}

function textOf(question: RefreshQuestion, value: CellValue): string {
  const column = Object.values(columnsOf(question.register)).find((one) => one.header === question.column);
  return value === null || !column ? (value === null ? '' : String(value)) : showCell(column, value);
}
