import type { Finding } from '../../../shared/model/problem.ts';

/** Checks that stand in the way of an issue: what they say, the way to them, and the reason for issuing all the same. */
export function IssueBlocks(props: {
  period: number;
  blocks: readonly Finding[];
  why: string;
  onWhy: (why: string) => void;
  onGo: () => void;
}) {
  const { period, blocks } = props;
  if (blocks.length === 0) return null;
  return (
    <div className="stack issue-blocks">
      <p className="over">
        {blocks.length === 1
          ? 'One check must be corrected first:'
          : `${blocks.length} checks must be corrected first:`}
      </p>
      <ul>
        {blocks.slice(0, 3).map((finding) => (
          <li key={finding.message} className="clip" title={finding.message}>
            {finding.message}
          </li>
        ))}
      </ul>
      <button type="button" className="button small" onClick={props.onGo}>
        Go to the checks
      </button>
      <label className="field">
        <span>Why P{period} is issued without correcting them (kept on record)</span>
        <input
          className="input"
          maxLength={500}
          value={props.why}
          onChange={(event) => props.onWhy(event.target.value)}
        />
      </label>
    </div>
  );
}
