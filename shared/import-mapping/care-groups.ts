import { defaultCodes } from '../ssda903/codes.ts';

/** What a council's own words for a kind of care mean in the default placement groups (shared/ssda903/codes.ts). */

const own = /in.?house|internal|\blocal authority\b|\bla\b|\bown\b|mainstream|council|\bihf\b/;
const bought =
  /independent|external|private|agency|purchased|\bifa\b|\bifas\b|commissioned|out.?of|\bspot\b|\bblock\b|voluntary/;

/** The default group of a category of placement; null where its words do not say one. */
export function careGroup(category: string): string | null {
  const code = /^([A-Z]\d{1,2})(?![A-Za-z0-9])/.exec(category.trim())?.[1];
  const listed = defaultCodes.find(({ placeCode, provider }) => placeCode === code && provider === '*')?.groupCode;
  if (listed && listed !== '*' && category.trim() === code) return listed;
  const text = category.toLowerCase().replace(/[–—_/-]+/g, ' ');
  if (/allowance|special guardian|\bsgo\b|\bcao\b|transport|legal|staff|team/.test(text)) return null;
  if (/secure|custody|\byoi\b|remand/.test(text)) return 'secure';
  if (/(?:mother|parent)s? (?:and|&|\+) (?:baby|child)|family centre|\bnhs\b|hospital/.test(text))
    return 'family-centre';
  if (/with (?:own )?parents?|at home|placed with parent/.test(text)) return 'with-parents';
  if (/adopt/.test(text)) return 'adoption';
  if (/connected|kinship|family (?:and|&) friends|friends (?:and|&) family|\breg(?:ulation)? ?24\b|relative/.test(text))
    return 'foster-connected';
  if (/foster|carer|\bifas?\b|\bihf\b/.test(text))
    return /\bifas?\b|independent|agency|external|private|purchased/.test(text)
      ? 'foster-agency'
      : own.test(text)
        ? 'foster-in-house'
        : 'foster-unstated';
  if (
    /support(?:ed)? (?:accom|living|lodg|housing)|semi.?independ|unregulated|16 ?\+|16 ?plus|independent living|hostel|staying close|lodging|supported/.test(
      text,
    )
  )
    return 'supported';
  if (/school|52.?week|38.?week/.test(text) && /resid|board/.test(text)) return 'residential-school';
  if (/resid|child(?:ren)?'?s? home|\bhomes?\b/.test(text))
    return own.test(text) && !bought.test(text)
      ? 'residential-in-house'
      : bought.test(text)
        ? 'residential-external'
        : 'residential-unstated';
  if (/^other\b/.test(text)) return 'other';
  return null;
}

/** The default groups whose cost a line of that name carries; empty where the name says none. */
export function groupsOfLine(name: string): string[] {
  const group = careGroup(name);
  if (group === 'foster-in-house') return ['foster-in-house', 'foster-connected'];
  if (group === 'foster-unstated') return ['foster-unstated', 'foster-in-house', 'foster-agency', 'foster-connected'];
  if (group === 'residential-unstated')
    return ['residential-unstated', 'residential-external', 'residential-in-house', 'residential-school'];
  if (group === 'adoption' || group === 'with-parents') return [];
  return group === null ? [] : [group];
}
