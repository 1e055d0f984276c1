import { useEffect } from 'react';
import { Link } from 'wouter';
import { momentText, useSync, watchSync } from '../state/sync.ts';

/** When the last export arrived, and how many wait or need someone: nothing else ever says that the network is away. */
export function LastDelivery() {
  const status = useSync((state) => state.status);
  useEffect(watchSync, []);
  if (!status || (status.destinations.length === 0 && status.deliveries.length === 0)) return null;
  const trouble = status.deliveries.filter((row) => row.state === 'conflict' || row.state === 'failed').length;
  return (
    <Link href="/exports/deliveries">
      {status.lastDelivered ? `Last delivery ${momentText(status.lastDelivered)}` : 'Nothing delivered yet'}
      {status.waiting > 0 ? ` · ${status.waiting} waiting` : ''}
      {trouble > 0 ? ` · ${trouble} to look at` : ''}
    </Link>
  );
}
