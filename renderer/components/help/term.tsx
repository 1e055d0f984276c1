import { Popover } from 'radix-ui';
import { glossaryTerm } from '../../../shared/format/glossary.ts';
import { openGlossary } from './open-glossary.ts';

/** A word with its meaning behind it, by click, Enter or Space; plain text where the glossary does not hold it. */
export function Term(props: { name: string; children?: string }) {
  const entry = glossaryTerm(props.name);
  const text = props.children ?? props.name;
  if (!entry) return <>{text}</>;
  return (
    <Popover.Root>
      <Popover.Trigger className="term" title={entry.means}>
        {text}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="term-card" sideOffset={6} collisionPadding={12} aria-label={entry.term}>
          <p className="strong">{entry.term}</p>
          <p>{entry.means}.</p>
          <button type="button" className="link small" onClick={() => openGlossary(entry.term)}>
            All terms
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
