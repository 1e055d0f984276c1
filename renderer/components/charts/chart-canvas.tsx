import type { ChartConfiguration, Plugin } from 'chart.js';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type ChartTokens, chartTokens } from './chart-tokens.ts';
import { Chart } from './registry.ts';

export type Draw = (tokens: ChartTokens) => ChartConfiguration<'bar' | 'line', (number | [number, number] | null)[]>;

/** Redraws when the system turns light, dark or to high contrast, and in the colours of paper while it is printed. */
function useScheme(): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map(
      (query) => matchMedia(query),
    );
    const listen = () => setTurn((value) => value + 1);
    for (const query of queries) query.addEventListener('change', listen);
    const print = (paper: boolean) => () => {
      if (paper) document.documentElement.dataset.paper = '';
      else delete document.documentElement.dataset.paper;
      // Drawn before the event is over: what is on the canvas then is what is printed.
      flushSync(listen);
    };
    const [begin, end] = [print(true), print(false)];
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      for (const query of queries) query.removeEventListener('change', listen);
    };
  }, []);
  return turn;
}

const namesOf = (plugins: readonly Plugin<'bar' | 'line'>[]) => plugins.map((plugin) => plugin.id).join(' ');

/**
 * A chart on a canvas. It takes the focus: left and right go from point to point and say each one; up and down change
 * the series. The same chart object is kept while figures change, so that a drag of a lever only moves the marks.
 */
export function ChartCanvas(props: {
  name: string;
  draw: Draw;
  say: (dataset: number, index: number) => string;
  onReady: (canvas: HTMLCanvasElement | null) => void;
  least?: number | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<InstanceType<typeof Chart> | null>(null);
  const plugins = useRef<Plugin<'bar' | 'line'>[]>([]);
  const tokens = useRef<{ scheme: number; read: ChartTokens } | null>(null);
  const [said, setSaid] = useState('');
  const at = useRef<[number, number]>([0, -1]);
  const scheme = useScheme();
  const { draw, onReady } = props;
  useEffect(() => {
    if (!canvas.current) return;
    if (tokens.current?.scheme !== scheme) tokens.current = { scheme, read: chartTokens() };
    const configuration = draw(tokens.current.read);
    const existing = chart.current;
    const drawn = configuration.plugins ?? [];
    const sameShape =
      existing &&
      existing.data.datasets.length === configuration.data.datasets.length &&
      namesOf(drawn) === namesOf(plugins.current);
    if (existing && sameShape) {
      // The chart keeps its plugins for life: those it has take on what the new ones would write.
      for (const [at, plugin] of drawn.entries()) Object.assign(plugins.current[at] as object, plugin);
      existing.data = configuration.data;
      existing.options = configuration.options ?? {};
      existing.update('none');
      return;
    }
    existing?.destroy();
    plugins.current = drawn;
    chart.current = new Chart(canvas.current, configuration as never);
  }, [draw, scheme]);
  useEffect(() => {
    onReady(canvas.current);
    return () => {
      chart.current?.destroy();
      chart.current = null;
    };
  }, [onReady]);
  const keys = (event: KeyboardEvent) => {
    const existing = chart.current;
    if (!existing) return;
    const moves: Record<string, [number, number]> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const sets = existing.data.datasets.length;
    const dataset = (at.current[0] + move[0] + sets) % sets;
    const count = (existing.data.datasets[dataset]?.data as unknown[] | undefined)?.length ?? 0;
    if (count === 0) return;
    const index = Math.max(0, Math.min(count - 1, at.current[1] + move[1]));
    at.current = [dataset, index];
    const element = existing.getDatasetMeta(dataset).data[index];
    existing.setActiveElements([{ datasetIndex: dataset, index }]);
    if (element)
      existing.tooltip?.setActiveElements([{ datasetIndex: dataset, index }], { x: element.x, y: element.y });
    existing.update('none');
    setSaid(
      `${[(existing.data.labels?.[index] as string | string[] | undefined) ?? ''].flat().join(' ')}: ${props.say(dataset, index)}`,
    );
  };
  return (
    <div className="chart-canvas" {...(props.least ? { style: { minHeight: props.least } } : {})}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: arrow keys walk the points of the chart */}
      <canvas
        ref={canvas}
        role="application"
        aria-roledescription="chart"
        aria-label={`${props.name}. Arrow keys read the points.`}
        tabIndex={0}
        onKeyDown={keys}
      />
      <span className="hidden-visually" aria-live="polite">
        {said}
      </span>
    </div>
  );
}
