import { commonWords } from './common-words.ts';
import { everydayFamilyNames, everydayGivenNames, plainGivenNames } from './given-names.ts';
import type { Found } from './identifiers.ts';

const setOf = (words: string) => new Set(words.split(' '));
const lists = () => ({
  plain: setOf(plainGivenNames),
  everyday: setOf(everydayGivenNames),
  family: setOf(everydayFamilyNames),
  common: setOf(commonWords),
});
let read: ReturnType<typeof lists> | null = null;

/** Places and bodies whose names are given names too: alone they name nobody. */
const places = setOf(
  'kent devon chelsea lincoln chester preston florence paris milan sydney brooklyn dakota austin houston jordan china ' +
    'india asia africa georgia israel kenya cyprus jersey ireland scotland england wales britain london carlisle ashton ' +
    'clifton melton corby kingston weston easton clayton burton stratford washington wellington nelson bradford bolton ' +
    'barnet camden hackney sutton merton bexley bromley croydon harrow hillingdon hounslow islington lambeth lewisham ' +
    'newham redbridge richmond southwark windsor buckingham bedford cambridge durham york lancaster leicester ' +
    'nottingham derby stafford stoke kettering daventry northampton wellingborough rushden desborough brackley oundle ' +
    'milton victoria regina barnardo barnardos coram medway luton reading poole bristol torbay dorset somerset ' +
    'cornwall wiltshire essex norfolk suffolk surrey sussex hampshire rutland warwick worcester hereford shropshire ' +
    'halton warrington wigan oldham rochdale salford stockport tameside trafford sefton wirral barnsley doncaster ' +
    'sheffield calderdale kirklees leeds hull holland america canada poland romania syria iran iraq sudan eritrea ' +
    'albania vietnam afghanistan turkey',
);
/** Words of this field and of the calendar that are somebody's name elsewhere. */
const ours = setOf(
  'jan feb mar apr may june july aug sep sept oct nov dec april august foster fos amber grant will mark bill art summer ' +
    'hope faith joy main ifa res supp page green line chase price young king prince dean early dale',
);
/** What stands after the name of a house, a firm or a street. */
const bodies = setOf(
  'house home homes lodge school academy trust ltd limited care cottage court centre center road street lane close ' +
    'avenue hospital fellowship foundation services service group society college church view farm hall unit project ' +
    'way park green council borough county city partnership plc llp cic fostering education children childrens ' +
    'residential manor villa grange bank wood hill field fields gardens terrace drive place square crescent programme ' +
    'model method commission department office act review report grant fund budget region ward estate clinic surgery',
);
const titles = /^(?:mr|mrs|ms|miss|mx|dr|rev|master|baby)$/i;
const kin = setOf('family household siblings sibling sister brother twins children');
const persons = setOf(
  'child children yp client pupil boy girl son daughter brother sister sibling siblings twin twins mother father mum ' +
    'dad parent carer carers aunt uncle nan gran grandmother grandfather nephew niece cousin called named re',
);

type Word = {
  text: string;
  lower: string;
  from: number;
  to: number;
  capital: boolean;
  shouted: boolean;
  owner: boolean;
};

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}'’‘-]*/gu)].map((match) => {
    const whole = match[0];
    const own = /['’‘]s$/i.exec(whole);
    const bare = own ? whole.slice(0, own.index) : whole.replace(/['’‘-]+$/, '');
    return {
      text: bare,
      lower: fold(bare),
      from: match.index,
      to: match.index + bare.length,
      capital: /^\p{Lu}/u.test(bare),
      shouted: bare.length > 1 && bare === bare.toUpperCase(),
      owner: own !== null,
    };
  });
}

/** Words of a text that are likely to name somebody. Names of places, houses, firms and everyday words are left out. */
export function findNames(text: string): Found[] {
  read ??= lists();
  const { plain, everyday, family, common } = read;
  const words = wordsOf(text);
  const found: Found[] = [];
  const add = (from: Word, to: Word = from) => void found.push({ kind: 'name', from: from.from, to: to.to });
  const joined = (a: Word | undefined, b: Word | undefined) =>
    a !== undefined && b !== undefined && /^(?:['’‘]s)?[\s.]{1,3}$/.test(text.slice(a.to, b.from));
  const givenName = (word: Word) =>
    word.lower.split('-').some((part) => plain.has(part) && !ours.has(part)) && !places.has(word.lower);
  /** The rest of a name: a word with a capital that is no everyday word, or a family name that is one. */
  const surname = (word: Word | undefined) =>
    word?.capital &&
    word.text.length > 1 &&
    !bodies.has(word.lower) &&
    !places.has(word.lower) &&
    (family.has(word.lower) || !common.has(word.lower));
  const body = (at: number) => {
    for (let next = at + 1; next <= at + 2; next += 1) {
      if (!joined(words[next - 1], words[next])) return false;
      if (bodies.has(words[next]?.lower ?? '')) return true;
    }
    return false;
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const [before, next] = [words[at - 1], words[at + 1]];
    const follows = joined(word, next) ? next : undefined;
    if (before && joined(before, word) && /^(?:st|saint|santa)$/.test(before.lower)) continue;
    if (titles.test(word.text) && follows?.capital && follows.text.length > 1 && !bodies.has(follows.lower)) {
      add(word, follows);
      continue;
    }
    if (body(at)) continue;
    const short = word.shouted && word.text.length < 5;
    if (givenName(word)) {
      const plainText = word.capital ? !short : word.text.length >= 5 && !common.has(word.lower);
      if (plainText || (short && surname(follows))) {
        add(word, surname(follows) ? follows : word);
        continue;
      }
    }
    const alone = words.length === 1 && everyday.has(word.lower) && !ours.has(word.lower);
    const ofFamily = follows !== undefined && kin.has(follows.lower) && surname(word) && !short;
    if (alone || ofFamily) {
      add(word);
      continue;
    }
    const either = everyday.has(word.lower) || places.has(word.lower);
    if (!either || !word.capital) {
      // “J. Okafor”, “SMITH, Grace” and “child Okafor”.
      const initial = word.capital && word.text.length === 1 && text[word.to] === '.';
      if (initial && surname(follows)) add(word, follows);
      const comma = next !== undefined && text.slice(word.to, next.from) === ', ';
      if (comma && surname(word) && next.capital && everyday.has(next.lower) && !body(at + 1)) add(word, next);
      continue;
    }
    const person = before !== undefined && joined(before, word) && persons.has(before.lower);
    const aged = /^['’s]*,? (?:\(?\d{1,2}\)|aged? \d|\d{1,2} ?(?:yrs?|years?|y\/?o)\b)/.test(
      text.slice(word.to, word.to + 14),
    );
    const other = surname(follows) && !(word.shouted && !follows?.shouted) && !common.has(follows?.lower ?? '');
    const both = follows !== undefined && family.has(follows.lower) && follows.capital && !bodies.has(follows.lower);
    if (other || (both && everyday.has(word.lower)) || ((person || aged || word.owner) && everyday.has(word.lower))) {
      add(word, other || both ? follows : word);
    }
  }
  return found;
}
