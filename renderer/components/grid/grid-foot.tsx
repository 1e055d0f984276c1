import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import { formatNumber } from '../../../shared/format/format.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { GridActions } from './grid-actions.ts';
import { columnsOf, type GridRow, type Mark, missingOf } from './grid-edits.ts';
import { setMarks } from './grid-store.ts';

const most = 2_000_000;

/** How many rows, what the block adds up to, and what still needs a hand. */
export function GridFoot(props: {
  register: RegisterName;
  shown: number;
  rows: number;
  drafts: readonly GridRow[];
  marks: ReadonlyMap<string, Mark>;
  actions: GridActions;
}) {
  const { actions, marks, drafts } = props;
  const first = [...marks.values()][0];
  const waiting = drafts.find((row) => missingOf(props.register, row).length > 0);
  return (
    <div className="grid-foot">
      <span>
        {formatNumber(Math.max(0, props.shown))} {props.shown === 1 ? 'row' : 'rows'}
        {props.shown >= 0 && props.shown < props.rows ? ` of ${formatNumber(props.rows)}` : ''}
      </span>
      {Object.values(columnsOf(props.register)).some(({ kind }) => kind === 'money') ? <span>Amounts in £</span> : null}
      {first ? (
        <span className="over">
          {marks.size === 1 ? '1 cell' : `${marks.size} cells`} to put right:{' '}
          {columnsOf(props.register)[first.column]?.header}, {first.reason}{' '}
          <button type="button" className="button small" onClick={() => actions.goTo(first.id, first.column)}>
            Go to it
          </button>{' '}
          <button
            type="button"
            className="button small plain"
            onClick={() => setMarks(props.register, (marks) => marks.clear())}
          >
            Discard the text
          </button>
        </span>
      ) : waiting ? (
        <span className="warn-text">
          A new row still needs {missingOf(props.register, waiting).slice(0, 3).join(', ')}
          {missingOf(props.register, waiting).length > 3 ? '…' : ''}
        </span>
      ) : null}
      <BlockFigures actions={actions} />
    </div>
  );
}

/** Count, sum and mean of the numbers in the block, as a spreadsheet shows them. */
function BlockFigures({ actions }: { actions: GridActions }) {
  const block = useSyncExternalStore(actions.context.onBlock, actions.context.selectedBlock);
  // A block being drawn out with the mouse is added up when the hand has a moment, not at every row it passes.
  const settled = useDeferredValue(block);
  const figures = useMemo(() => (settled ? figuresOf(actions) : ''), [actions, settled]);
  return <span className="push">{figures}</span>;
}

function figuresOf(actions: GridActions): string {
  const box = actions.box();
  if (!box) return '';
  const cells = (box.bottom - box.top + 1) * (box.right - box.left + 1);
  if (cells < 2 || cells > most) return '';
  const { count, sum } = actions.figures();
  if (count === 0) return `${formatNumber(cells)} cells`;
  const shown = (value: number) => formatNumber(value, 2).replace(/\.00$/, '');
  return `Count ${formatNumber(count)} · Sum ${shown(sum)} · Mean ${shown(sum / count)}`;
}
