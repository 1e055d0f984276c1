import { useMemo } from 'react';
import { type BoardChange, changesSince, lastBoard } from '../../../shared/programme/board.ts';
import { type Programme, programme } from '../../../shared/programme/programme.ts';
import { useStore } from '../../state/store.ts';

export type ProgrammeState = {
  made: Programme | null;
  board: { board: string; metOn: string } | null;
  changes: BoardChange[];
};

/** The programme of a year on a day, made anew when the data change, and what changed since the last board. */
export function useProgramme(year: string, today: string): ProgrammeState {
  const snapshot = useStore((state) => state.snapshot);
  return useMemo(() => {
    if (!snapshot || snapshot.projects.length === 0) return { made: null, board: null, changes: [] };
    const made = programme(snapshot, year, today);
    const board = lastBoard(snapshot, today);
    return { made, board, changes: board ? changesSince(made, snapshot.boardSnapshots, board) : [] };
  }, [snapshot, year, today]);
}
