import { useCallback, useRef, useState } from 'react';
import type { ImportPreview } from '../../../shared/api.ts';
import { ask } from '../../state/ask.ts';
import { askedWith, type ImportChoices, noChoices } from './mapping-edits.ts';

/**
 * The choices of a person and what the files would do under them. A choice made while another is being worked out is
 * kept and worked out next: the answer shown is always of the latest.
 */
export function useChoices(start: ImportPreview, onPreview: (preview: ImportPreview) => void) {
  const [choices, setChoices] = useState<ImportChoices>(noChoices);
  const [waiting, setWaiting] = useState(false);
  const latest = useRef(choices);
  const running = useRef(false);
  const { token } = start;
  const work = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setWaiting(true);
    try {
      for (let done: ImportChoices | null = null; done !== latest.current; ) {
        done = latest.current;
        const preview = await ask('importPreview', askedWith(token, done));
        if (preview && done === latest.current) onPreview(preview);
      }
    } finally {
      running.current = false;
      setWaiting(false);
    }
  }, [token, onPreview]);
  const choose = useCallback(
    (change: (choices: ImportChoices) => ImportChoices) => {
      latest.current = change(latest.current);
      setChoices(latest.current);
      void work();
    },
    [work],
  );
  return { choices, choose, waiting };
}
