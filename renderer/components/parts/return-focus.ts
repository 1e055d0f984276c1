import { useRef } from 'react';

/** Where what had the focus is gone with the screen it was on, the work takes it: never nothing. */
export function keepFocus(): void {
  if (document.activeElement === document.body) document.getElementById('work')?.focus({ preventScroll: true });
}

let wished: string | null = null;
let shown = false;
/**
 * Where the focus goes when the dialog that is closing has led somewhere else: a selector of what is there then, scrolled
 * into view where it may be out of sight.
 */
export const focusNext = (selector: string, scroll = false): void => {
  wished = selector;
  shown = scroll;
};

/**
 * Gives the focus back to where it was when a dialog that no single button opens is closed, to where the dialog has led,
 * or to the work when that place is gone. For `onOpenAutoFocus` and `onCloseAutoFocus` of a dialog's content.
 */
export function useReturnFocus(): { remember: () => void; giveBack: (event: Event) => void } {
  const from = useRef<HTMLElement | null>(null);
  return {
    remember: () => {
      from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    giveBack: (event) => {
      event.preventDefault();
      const to = (wished ? document.querySelector<HTMLElement>(wished) : null) ?? from.current;
      wished = null;
      const scroll = shown && to !== from.current;
      shown = false;
      const there = to?.isConnected && to !== document.body;
      (there ? to : document.getElementById('work'))?.focus({ preventScroll: true });
      if (there && scroll) to.scrollIntoView({ block: 'nearest' });
    },
  };
}
