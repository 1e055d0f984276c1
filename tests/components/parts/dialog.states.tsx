import { useState } from 'react';
import { Modal } from '../../../renderer/components/parts/dialog.tsx';
import { TextField } from '../../../renderer/components/parts/fields.tsx';
import type { States } from '../states.tsx';

function Opener({ kind }: { kind: 'dialog' | 'sheet' }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Name a version
      </button>
      <Modal
        open={open}
        kind={kind}
        title="Name this version"
        description="A version keeps the scenario as it is now."
        onClose={() => setOpen(false)}
        foot={
          <button type="button" className="button primary" onClick={() => setOpen(false)}>
            Keep it
          </button>
        }
      >
        {kind === 'dialog' ? <TextField label="Name" value={name} onChange={setName} /> : <p>Nothing has been kept.</p>}
      </Modal>
    </>
  );
}

export const states: States = {
  'A form in the middle': { show: () => <Opener kind="dialog" /> },
  'A sheet at the side': { show: () => <Opener kind="sheet" /> },
};
