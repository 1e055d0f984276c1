import { useMemo } from 'react';
import { create } from 'zustand';
import { type Contradiction, contradictions } from '../../../shared/checks/contradictions.ts';
import { useStore } from '../../state/store.ts';

/** The contradiction an officer is settling or opening again, by its key. */
type Settling = { key: string; doing: 'settle' | 'reopen' } | null;
export const useSettling = create<{ now: Settling }>()(() => ({ now: null }));
export const settling = (now: Settling) => useSettling.setState({ now });

/** The contradictions of the data, worked out again whenever a row changes. */
export function useContradictions(): Contradiction[] {
  const snapshot = useStore((state) => state.snapshot);
  return useMemo(() => (snapshot ? contradictions(snapshot) : []), [snapshot]);
}
