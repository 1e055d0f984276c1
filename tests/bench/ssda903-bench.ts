/** Times of reading, cleaning and the sector models on synthetic returns; run with the repository's node. */
import { coreEpisodes, coreForecast, coreRates, coreStock } from '../../shared/demand/sector-core.ts';
import {
  regionalEpisodes,
  regionalForecast,
  regionalRates,
  regionalStock,
} from '../../shared/demand/sector-regional.ts';
import { importReturn, sectorInputOf } from '../../shared/ssda903/return.ts';
import { sizedReturn } from './synthetic-return.ts';

for (const [children, rows] of [
  [1500, 8000],
  [15_000, 80_000],
  [90_000, 480_000],
] as const) {
  const { tables, rows: made } = sizedReturn(children, rows);
  const time = (name: string, run: () => unknown) => {
    const started = performance.now();
    const value = run();
    console.log(`${children} children, ${made} rows: ${name} ${(performance.now() - started).toFixed(0)} ms`);
    return value;
  };
  const imported = time('import', () =>
    importReturn(tables, { pseudonymise: (child) => `k${child}`, birth: 'day' }),
  ) as ReturnType<typeof importReturn>;
  const input = sectorInputOf(imported.parsed);
  time('d2i-core, 24 months daily', () => {
    const episodes = coreEpisodes(input);
    const stock = coreStock(episodes);
    return coreForecast(coreRates(episodes, stock, '2023-04-01', '2024-03-31'), stock, '2024-03-31', '2026-03-31');
  });
  time('d2i-regional, 24 months daily', () => {
    const episodes = regionalEpisodes(input);
    const stock = regionalStock(episodes, input);
    return regionalForecast(
      regionalRates(episodes, stock, '2023-04-01', '2024-03-31'),
      stock,
      '2024-03-31',
      '2026-03-31',
    );
  });
}
