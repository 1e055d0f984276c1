import type { ReactNode } from 'react';
import type { HeadlineTile } from '../../../shared/headline/sentence.ts';
import { Term } from '../help/term.tsx';

/** One headline figure and the line under it. `stale`: it belongs to figures that are being worked out anew. */
export function Tile(props: { label: string; value: string; tone?: string; stale?: boolean; children?: ReactNode }) {
  return (
    <div className={`tile card${props.stale ? ' stale' : ''}`} aria-busy={props.stale}>
      <small>
        <Term name={props.label} />
      </small>
      <b className={props.tone}>{props.value}</b>
      <span className="tile-foot">{props.children}</span>
    </div>
  );
}

/** Headline figures as shared/headline gives them: the same words, unit, sign and colour wherever they stand. */
export function HeadlineTiles(props: {
  tiles: readonly HeadlineTile[];
  stale?: readonly string[];
  titles?: Readonly<Record<string, string>>;
}) {
  return (
    <section className="tiles" aria-label="Headline figures">
      {props.tiles.map(({ key, label, value, tone, foot }) => (
        <Tile key={key} label={label} value={value} tone={tone} stale={props.stale?.includes(key) ?? false}>
          <span className={foot.tone || 'quiet'} title={props.titles?.[key]}>
            {foot.text}
          </span>
        </Tile>
      ))}
    </section>
  );
}
