import type { ReactNode } from 'react';

/** Name of the screen, what it says in a phrase, and its choices at the right. */
export function ScreenHead(props: { title: string; words?: ReactNode; children?: ReactNode }) {
  return (
    <div className="screen-head">
      <h1>{props.title}</h1>
      {props.words ? <span className="quiet">{props.words}</span> : null}
      <div className="row wrap push">{props.children}</div>
    </div>
  );
}
