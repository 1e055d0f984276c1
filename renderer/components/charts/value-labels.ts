import type { Plugin } from 'chart.js';

/** Writes each bar's words above it (below for steps that end under nought), so that no figure needs a hover. */
export function valueLabels(
  labelOf: (dataset: number, index: number) => string | null,
  colour: string,
  font: string,
): Plugin<'bar' | 'line'> {
  return {
    id: 'value-labels',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = colour;
      ctx.font = `600 11px ${font}`;
      ctx.textAlign = 'center';
      chart.data.datasets.forEach((_, dataset) => {
        const meta = chart.getDatasetMeta(dataset);
        if (meta.hidden) return;
        meta.data.forEach((element, index) => {
          const text = labelOf(dataset, index);
          if (text === null) return;
          const { x, y, base } = element.getProps(['x', 'y', 'base'] as never, true) as unknown as {
            x: number;
            y: number;
            base?: number;
          };
          ctx.fillText(text, x, Math.min(y, base ?? y) - 5);
        });
      });
      ctx.restore();
    },
  };
}

/** A vertical rule between two points of the category axis, with its words at the top: where actual ends. */
export function ruleAt(index: number, text: string, colour: string, ink: string, font: string): Plugin<'bar' | 'line'> {
  return {
    id: 'rule',
    beforeDatasetsDraw(chart) {
      const x = chart.scales.x?.getPixelForValue(index);
      if (x === undefined) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.strokeStyle = colour;
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.fillStyle = ink;
      ctx.font = `500 11px ${font}`;
      ctx.textAlign = 'right';
      ctx.fillText(text, x - 5, chartArea.top + 11);
      ctx.restore();
    },
  };
}
