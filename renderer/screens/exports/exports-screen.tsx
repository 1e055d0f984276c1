import { useEffect, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { ExportRecord } from '../../../shared/api.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { lookAtSync, useSync } from '../../state/sync.ts';
import { type ViewOf, viewLists } from '../views.ts';
import { Deliveries } from './deliveries.tsx';
import { Destinations } from './destinations.tsx';
import { SendDialog } from './send-dialog.tsx';
import { Written } from './written.tsx';

const views = viewLists['/exports'];
type View = ViewOf<'/exports'>;

/** What is written for others, what has been written so far, and where it is sent. */
export default function ExportsScreen() {
  const status = useSync((state) => state.status);
  const [, go] = useLocation();
  const [, params] = useRoute('/exports/:part?');
  const view: View = views.find((entry) => entry.value === params?.part)?.value ?? 'written';
  const show = (next: View) => go(next === 'written' ? '/exports' : `/exports/${next}`);
  const [sending, setSending] = useState<ExportRecord | null>(null);
  useEffect(() => void lookAtSync(), []);
  return (
    <>
      <ScreenHead title="Exports">
        <Segments<View> name="View" value={view} choices={views} onChange={show} />
        {view === 'written' ? <UnitChoice /> : null}
      </ScreenHead>
      {view === 'deliveries' && status ? <Deliveries status={status} /> : null}
      {view === 'destinations' && status ? <Destinations status={status} /> : null}
      {view === 'written' ? <Written onSend={status ? setSending : null} /> : null}
      {sending && status ? (
        <SendDialog
          record={sending}
          status={status}
          onClose={() => setSending(null)}
          onSent={() => {
            setSending(null);
            show('deliveries');
          }}
        />
      ) : null}
    </>
  );
}
