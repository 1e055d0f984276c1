import type { Forecast, OutturnLine } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';

export type ComparedMeasure = 'outturn' | 'variance' | 'netVariance';
/** One line in every scenario, and each less the first; null where a scenario has no such line. */
export type ManyLine = {
  code: string;
  name: string;
  service: string;
  values: (Pence | null)[];
  differences: Pence[];
};
export type ManyCompared = {
  names: string[];
  measure: ComparedMeasure;
  lines: ManyLine[];
  total: ManyLine;
  funders: ManyLine[];
};

/** Fewest and most scenarios that stand side by side. */
export const compared = { fewest: 2, most: 4 };

/**
 * Two to four forecasts side by side, each against the first (docs/model.md §13). Lines of the first come first, in its
 * order; columns foot: lines sum to totals, and differences of lines to the difference of totals. Throws
 * `invalid-input`.
 */
export function compareMany(
  made: readonly { name: string; forecast: Forecast }[],
  measure: ComparedMeasure = 'outturn',
): ManyCompared {
  if (made.length < compared.fewest || made.length > compared.most) {
    throw new OutturnError(
      'invalid-input',
      `Compare ${compared.fewest} to ${compared.most} scenarios, not ${made.length}.`,
    );
  }
  const all = made.map((each) => each.forecast);
  const codes = [...new Set(all.flatMap((each) => each.lines.map((line) => line.code)))];
  const beside = (
    code: string,
    found: ((Pick<OutturnLine, 'name' | 'service'> & { value: Pence }) | undefined)[],
  ): ManyLine => {
    const first = found.find((each) => each !== undefined);
    return {
      code,
      name: first?.name ?? '',
      service: first?.service ?? '',
      values: found.map((each) => each?.value ?? null),
      differences: found.map((each) => (each?.value ?? 0) - (found[0]?.value ?? 0)),
    };
  };
  const of = (line: OutturnLine | undefined) =>
    line && { name: line.name, service: line.service, value: line[measure] };
  const funders = [...new Set(all.flatMap((each) => each.funders.map((funder) => funder.code)))];
  return {
    names: made.map((each) => each.name),
    measure,
    lines: codes.map((code) =>
      beside(
        code,
        all.map((each) => of(each.lines.find((line) => line.code === code))),
      ),
    ),
    total: beside(
      'TOTAL',
      all.map((each) => of(each.total)),
    ),
    funders: funders.map((code) =>
      beside(
        code,
        all.map((each) => {
          const funder = each.funders.find((row) => row.code === code);
          return funder && { name: funder.name, service: '', value: funder[measure] };
        }),
      ),
    ),
  };
}
