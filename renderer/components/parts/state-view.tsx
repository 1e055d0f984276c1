import type { ReactNode } from 'react';

/** Empty, loading, failed or nothing found: what it is and what to do next. */
export function StateView(props: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  busy?: boolean;
  icon?: ReactNode;
}) {
  return (
    <div className="state" role={props.busy ? 'status' : undefined}>
      {props.busy ? <span className="spinner" aria-hidden="true" /> : props.icon}
      <h2>{props.title}</h2>
      {props.children ? <p>{props.children}</p> : null}
      {props.actions ? <div className="row wrap">{props.actions}</div> : null}
    </div>
  );
}
