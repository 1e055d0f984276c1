import { useEffect, useState } from 'react';
import type { RowOrigin } from '../../../shared/api.ts';
import { formatDate } from '../../../shared/format/format.ts';
import type { DisputeSide } from '../../../shared/model/dispute.ts';
import { registers } from '../../../shared/model/registers.ts';
import { countText } from '../../components/parts/money.ts';
import { ask } from '../../state/ask.ts';

export type Origins = ReadonlyMap<string, RowOrigin>;
const nameOf = (register: string, id: number) => `${register} ${id}`;
const most = 100;

/** Files and lines of the rows behind the sides shown: a side made of many rows says how many instead. */
export function useOrigins(sides: readonly DisputeSide[]): Origins {
  const [origins, setOrigins] = useState<Origins>(new Map());
  const wanted = sides.flatMap(({ register, rows }) => (rows.length === 1 ? [{ register, id: rows[0] ?? 0 }] : []));
  const key = wanted.map((row) => nameOf(row.register, row.id)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when other rows are shown
  useEffect(() => {
    let gone = false;
    const fetch = async () => {
      const found = new Map<string, RowOrigin>();
      for (let from = 0; from < wanted.length; from += most) {
        const list = await ask('rowOrigins', { rows: wanted.slice(from, from + most) });
        for (const one of list ?? []) found.set(nameOf(one.register, one.id), one);
      }
      if (!gone) setOrigins(found);
    };
    void fetch();
    return () => {
      gone = true;
    };
  }, [key]);
  return origins;
}

/** Where a side comes from, in words: `stated-facts.csv, row 12; edited here 3 Apr 2024 by …`. */
export function whereFrom(side: DisputeSide, origins: Origins): string[] {
  const rows = side.rows.length;
  const label = registers[side.register].label;
  if (side.kind === 'worked out')
    return [...(side.how ? [side.how] : []), `from ${countText(rows, 'row')} of ${label}`];
  const origin = origins.get(nameOf(side.register, side.rows[0] ?? 0));
  const said = origin?.file ? [`${origin.file}, row ${origin.line}`] : [label];
  if (origin?.edited) said.push(`edited here ${formatDate(origin.edited.at.slice(0, 10))} by ${origin.edited.who}`);
  if (side.how && side.kind === 'stated') said.push(side.how);
  return said;
}
