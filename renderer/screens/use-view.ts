import { useLocation, useRoute } from 'wouter';
import { recallOne, remember } from '../state/memory.ts';
import { type ViewOf, type ViewPath, viewLists } from './views.ts';

/** Screens that open in the view they were left in, and what they open in before that. */
const remembered: { [P in ViewPath]?: ViewOf<P> } = {
  '/outturn': 'lines',
  '/demand': 'projection',
  '/compare': 'side',
};

/** The view of a screen: named in the window's address (`/compare/bridge`), else the one it opens in; and how to change it. */
export function useView<P extends ViewPath>(path: P): [ViewOf<P>, (next: ViewOf<P>) => void] {
  const [, go] = useLocation();
  const [, params] = useRoute(`${path}/:view?`);
  const views = viewLists[path].map((view) => view.value) as ViewOf<P>[];
  const opens = remembered[path] as ViewOf<P> | undefined;
  const memory = `${path.slice(1)}-view`;
  const first = opens === undefined ? (views[0] as ViewOf<P>) : recallOne(memory, views, opens);
  const view = views.find((value) => value === (params as { view?: string } | null)?.view) ?? first;
  return [
    view,
    (next) => {
      if (opens !== undefined) remember(memory, next);
      go(`${path}/${next}`);
    },
  ];
}
