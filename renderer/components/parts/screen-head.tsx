import { type ReactNode, useEffect, useRef } from 'react';

/** Name of the screen, what it says in a phrase, and its choices at the right. */
export function ScreenHead(props: { title: string; description?: ReactNode; children?: ReactNode; begin?: boolean }) {
  const { begin } = props;
  const head = useRef<HTMLHeadingElement>(null);
  // What was pressed to come here is gone: the next Tab goes on from this heading.
  useEffect(() => {
    if (begin) head.current?.focus();
  }, [begin]);
  return (
    <div className="screen-head">
      <h1 ref={head} {...(begin ? { tabIndex: -1 } : {})}>
        {props.title}
      </h1>
      {props.description ? <span className="quiet">{props.description}</span> : null}
      <div className="row wrap push">{props.children}</div>
    </div>
  );
}
