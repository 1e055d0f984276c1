import { Popover } from 'radix-ui';
import { useRef } from 'react';
import { glossaryTerm } from '../../../shared/format/glossary.ts';
import { set, useStore } from '../../state/store.ts';
import { openGlossary } from './open-glossary.ts';

/** Shows what a heading means beside it: its own words, and the glossary's where it has the term. False when neither says anything. */
export function showMeaning(title: string, help: string | undefined, beside: HTMLElement | null): boolean {
  const paragraphs = [help, glossaryTerm(title)?.means].filter(
    (text): text is string => Boolean(text) && text !== title,
  );
  if (paragraphs.length === 0 || !beside) return false;
  set({ meaning: { title, paragraphs: [...new Set(paragraphs)], beside } });
  return true;
}

/** The meaning asked for with Shift+F1 in a table; Escape gives the focus back to the cell. */
export function MeaningCard() {
  const meaning = useStore((state) => state.meaning);
  const beside = useRef<HTMLElement | null>(null);
  if (meaning) beside.current = meaning.beside;
  const close = () => set({ meaning: null });
  return (
    <Popover.Root open={meaning !== null} onOpenChange={(open) => (open ? undefined : close())}>
      <Popover.Anchor virtualRef={beside as never} />
      <Popover.Portal>
        <Popover.Content
          className="term-card"
          sideOffset={6}
          collisionPadding={12}
          aria-label={meaning?.title}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            beside.current?.focus();
          }}
        >
          <p className="strong">{meaning?.title}</p>
          {meaning?.paragraphs.map((paragraph) => (
            <p key={paragraph}>{/[.!?]$/.test(paragraph) ? paragraph : `${paragraph}.`}</p>
          ))}
          <button
            type="button"
            className="link small"
            onClick={() => {
              close();
              openGlossary();
            }}
          >
            All terms
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
