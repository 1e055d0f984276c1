/** Colours and type of charts, read from the page's tokens so that light, dark and high contrast follow. */
export type ChartTokens = {
  ink: string;
  ink2: string;
  line: string;
  card: string;
  accent: string;
  base: string;
  over: string;
  under: string;
  warn: string;
  fanOuter: string;
  fanInner: string;
  series: string[];
  font: string;
};

export function chartTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    ink2: read('--ink-2'),
    line: read('--line'),
    card: read('--card'),
    accent: read('--accent'),
    base: read('--base-fill'),
    over: read('--over-fill'),
    under: read('--under-fill'),
    warn: read('--warn-fill'),
    fanOuter: read('--fan-outer'),
    fanInner: read('--fan-inner'),
    series: [1, 2, 3, 4, 5, 6].map((index) => read(`--series-${index}`)),
    font: read('--font'),
  };
}
