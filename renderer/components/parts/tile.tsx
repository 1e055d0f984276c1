import type { ReactNode } from 'react';
import { Term } from '../help/term.tsx';

/** One headline figure with its words. */
export function Tile(props: { label: string; value: string; tone?: string; children?: ReactNode }) {
  return (
    <div className="tile card">
      <small>
        <Term name={props.label} />
      </small>
      <b className={props.tone}>{props.value}</b>
      <span className="tile-foot">{props.children}</span>
    </div>
  );
}
