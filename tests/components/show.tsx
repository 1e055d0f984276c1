import '../../renderer/styles/all.ts';
import axe from 'axe-core';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { prepare, type States } from './states.tsx';

/** Puts a component on the page in one of its states, as the window's work area holds it. */
export async function show(states: States, name: string) {
  const state = states[name];
  if (!state) throw new Error(`No state “${name}”: there are ${Object.keys(states).join(', ')}`);
  prepare(state.before);
  // The window's work area is there before what stands in it: menus open inside it.
  document.getElementById('work')?.remove();
  const work = document.createElement('main');
  work.id = 'work';
  work.tabIndex = -1;
  work.setAttribute('aria-label', 'Work');
  document.body.append(work);
  return render(state.show(), { container: work });
}

/** What the owner of the component has been given last. */
export async function kept(): Promise<unknown> {
  return JSON.parse(page.getByLabelText('Kept', { exact: true }).element().textContent ?? 'null');
}

/** Fails with what axe finds wrong on the page, by rule and place. */
export async function expectAccessible(): Promise<void> {
  // The page's own language and title are the document's, not the component's.
  const rules = {
    'html-has-lang': { enabled: false },
    'document-title': { enabled: false },
    region: { enabled: false },
  };
  const found = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { ...rules, 'page-has-heading-one': { enabled: false } },
  });
  expect(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`),
  ).toEqual([]);
}
