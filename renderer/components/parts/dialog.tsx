import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useReturnFocus } from './return-focus.ts';

type Props = {
  open: boolean;
  title: string;
  description?: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  kind?: 'dialog' | 'sheet';
};

/** A form begins in its first field; anything else at its close button. */
function focusFirstField(event: Event): void {
  const field = (event.currentTarget as HTMLElement | null)?.querySelector<HTMLElement>(
    '.dialog-body :is(input, select, textarea)',
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** A dialog in the middle, or a sheet at the side. Escape closes, focus goes back to where it was. */
export function Modal({ open, title, description, onClose, children, foot, kind = 'dialog' }: Props) {
  const { remember, giveBack } = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className={kind}
          onOpenAutoFocus={(event) => {
            remember();
            focusFirstField(event);
          }}
          onCloseAutoFocus={giveBack}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className="dialog-head">
            <Dialog.Title asChild>
              <h2>{title}</h2>
            </Dialog.Title>
            <Dialog.Close className="button plain icon push" aria-label="Close">
              <X size={16} />
            </Dialog.Close>
          </header>
          {description ? <Dialog.Description className="hidden-visually">{description}</Dialog.Description> : null}
          {/* A sheet may be all text: the arrow keys scroll it once it can be reached. */}
          <div
            className="dialog-body"
            {...(kind === 'sheet' ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}
          >
            {children}
          </div>
          {foot ? <footer className="dialog-foot">{foot}</footer> : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
