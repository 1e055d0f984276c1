/** Every screen against axe-core, light and dark, on fixture data: node tests/e2e/harness/axe.mjs. Development only. */
import { readFileSync } from 'node:fs';
import { buildHarness, openHarness } from './shoot.mjs';

await buildHarness();
const axe = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
for (const dark of [false, true]) {
  const { browser, page, problems } = await openHarness({ dark });
  await page.addScriptTag({ content: axe }).catch(() => page.evaluate(axe));
  for (const s of [
    'start',
    'outturn',
    'demand',
    'compare',
    'placements',
    'pressures',
    'savings',
    'invest-to-save',
    'funders',
    'data/imports',
    'data/checks',
    'data/budgetLines',
    'data/templates',
    'exports',
  ]) {
    await page.evaluate((p) => {
      location.hash = `/${p}`;
    }, s);
    await page.waitForTimeout(600);
    const r = await page.evaluate(async () =>
      (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
        (v) =>
          v.id +
          ' x' +
          v.nodes.length +
          ' :: ' +
          v.nodes
            .slice(0, 3)
            .map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ''}`)
            .join(' | '),
      ),
    );
    if (r.length) console.log(dark ? 'DARK' : 'LIGHT', s, `\n  ${r.join('\n  ')}`);
  }
  console.log(problems.slice(0, 3));
  await browser.close();
}
