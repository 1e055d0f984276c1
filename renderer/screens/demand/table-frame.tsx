import type { ReactNode } from 'react';

/** A view that is one table: what is chosen, a line of words, the table on its card. */
export function TableFrame(props: {
  name: string;
  choices: ReactNode;
  description?: ReactNode;
  /** First column as wide as its names. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <div className="row wrap">{props.choices}</div>
      {props.description ? <p className="quiet small">{props.description}</p> : null}
      <section className={`card table-card${props.wide ? ' wide-names' : ''}`} aria-label={props.name}>
        {props.children}
      </section>
    </>
  );
}
