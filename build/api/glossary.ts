import { type GlossaryKind, glossary } from '../../shared/format/glossary.ts';

const headings: Record<GlossaryKind, string> = {
  finance: 'Money',
  demand: 'Children and demand',
  return: 'The SSDA903 return',
};

/** The glossary the product shows (Ctrl+K, or a term with a dotted line), as a page. */
export function glossaryPage(): string {
  const parts = (Object.keys(headings) as GlossaryKind[]).map((kind, at) => {
    const rows = glossary
      .filter((entry) => entry.kind === kind)
      .map(({ term, means }) => `| ${term} | ${means.replaceAll('|', '\\|')} |`);
    return `## ${at + 1} ${headings[kind]}\n\n| term | means |\n|---|---|\n${rows.join('\n')}\n`;
  });
  const head =
    '# Glossary\n\nThe terms Outturn uses, as it explains them itself (`shared/format/glossary.ts`). `npm run api` writes this page; the suite compares it.\n';
  return [head, ...parts].join('\n');
}
