import { useRef } from 'react';

/**
 * Gives the focus back to where it was when a dialog that no single button opens is closed, or to the work when that
 * place is gone. For `onOpenAutoFocus` and `onCloseAutoFocus` of a dialog's content.
 */
export function useReturnFocus(): { remember: () => void; giveBack: (event: Event) => void } {
  const from = useRef<HTMLElement | null>(null);
  return {
    remember: () => {
      from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    giveBack: (event) => {
      event.preventDefault();
      const to = from.current;
      const there = to?.isConnected && to !== document.body;
      (there ? to : document.getElementById('work'))?.focus({ preventScroll: true });
    },
  };
}
