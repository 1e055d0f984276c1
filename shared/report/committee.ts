import type { PackText } from '../model/registers.ts';
import type { ReportBlock, ReportSection } from './document.ts';

/** The parts of a committee's paper that officers write, in the order in which they stand; the figures stand between. */
const beforeFigures = ['recommendations', 'background', 'issues and choices'] as const;
const implications: readonly string[] = ['financial', 'legal', 'risk', 'equality', 'climate'];

const titles: Readonly<Record<string, string>> = {
  recommendations: 'Recommendations',
  background: 'Background',
  'issues and choices': 'Issues and choices',
  'next steps': 'Next steps',
  appendices: 'Appendices',
};
const headings: Readonly<Record<string, string>> = {
  financial: 'Financial',
  legal: 'Legal',
  risk: 'Risk',
  equality: 'Equality',
  climate: 'Climate',
};

/** What stands in a public paper where a paragraph is exempt: that there is one, and nothing of it. */
export const redacted = 'A paragraph here is exempt from publication and stands in the exempt version of this report.';

/**
 * Sections of officers’ texts for an audience at a period, those before the figures or those after. A paragraph that is
 * exempt stands marked in the paper that is not for publication, and as a notice in its redacted twin.
 */
export function committeeSections(
  texts: readonly PackText[],
  about: { audience: string; year: string; period: number; public: boolean },
  where: 'before' | 'after',
): ReportSection[] {
  const own = texts
    .filter((row) => row.year === about.year && row.period === about.period)
    .filter((row) => row.audience === 'all' || row.audience === about.audience)
    .sort((a, b) => a.position - b.position || a.id - b.id);
  const paragraphs = (part: string): ReportBlock[] =>
    own
      .filter((row) => row.part === part)
      .map((row) => ({
        kind: 'paragraph',
        text: row.exempt === 0 ? row.text : about.public ? redacted : `Exempt, not for publication: ${row.text}`,
      }));
  const single = (part: string): ReportSection[] => {
    const blocks = paragraphs(part);
    return blocks.length === 0 ? [] : [{ title: titles[part] ?? part, blocks }];
  };
  if (where === 'before') return beforeFigures.flatMap(single);
  const implied = implications.flatMap((part): ReportBlock[] => {
    const blocks = paragraphs(part);
    return blocks.length === 0 ? [] : [{ kind: 'heading', text: headings[part] ?? part }, ...blocks];
  });
  return [
    ...single('next steps'),
    ...(implied.length === 0 ? [] : [{ title: 'Implications', blocks: implied }]),
    ...single('appendices'),
  ];
}
