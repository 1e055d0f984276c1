import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/**
 * Proves the import table: every product folder is seen (a linter that reads nothing passes everything), and no
 * module imports what its folder may not.
 */
const folders = ['shared', 'db', 'electron', 'renderer'];
const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs');
const { output } = await cruise(folders, { ...options, validate: true, outputType: 'json' }, undefined, {
  tsConfig: extractTSConfig('./renderer/tsconfig.json'),
});
const report = typeof output === 'string' ? JSON.parse(output) : output;
const seen = report.modules.filter(
  (module) => /\.tsx?$/.test(module.source) && !module.source.includes('node_modules'),
);
for (const folder of folders) {
  const count = seen.filter((module) => module.source.startsWith(`${folder}/`)).length;
  if (count < 3) {
    console.error(`Layer check saw only ${count} modules in ${folder}/: it is not looking at the house.`);
    process.exit(1);
  }
}
const edges = seen.reduce((sum, module) => sum + module.dependencies.length, 0);
for (const violation of report.summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`);
}
console.log(`layers: ${seen.length} modules, ${edges} imports, ${report.summary.violations.length} outside the table`);
process.exit(report.summary.violations.length > 0 || edges < seen.length ? 1 : 0);
