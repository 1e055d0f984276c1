import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNhsNumber, isUpn } from '../../../shared/personal-text/identifiers.ts';
import { kindsOf, watchText, withholdPersonal } from '../../../shared/personal-text/watch-text.ts';

/** The hundred commonest names given to girls and boys in England and Wales in 2021 (Office for National Statistics). */
const girls =
  'Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Sienna Poppy Elsie Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya Sophie Alice Emilia Isabelle Ruby Luna Maisie Aria Penelope Mila Bonnie Eva Hallie Eliza Ada Violet Esme Arabella Imogen Jessica Delilah Chloe Thea Lottie Nancy Erin Orla Robyn Lyra Eleanor Maryam Molly Clara Zara Margot Olive Eden Amber Summer Lola Darcie';
const boys =
  'Noah Oliver George Arthur Muhammad Leo Harry Oscar Archie Henry Theodore Freddie Jack Charlie Theo Alfie Jacob Thomas Finley Arlo William Lucas Roman Tommy Isaac Teddy Alexander Luca Edward James Joshua Albie Elijah Max Mohammed Reuben Mason Sebastian Rory Jude Louie Benjamin Ethan Adam Hugo Joseph Reggie Ronnie Louis Harrison Ezra Mohammad Daniel Zachary Samuel Dylan Logan Hudson Hunter Jaxon Toby Riley Rowan Kai Oakley Grayson Carter';

/** What officers write that names nobody. */
const harmless = [
  'Foster carers recruited in April and May; Amber at June',
  'Rose Lodge, a block contract of 4 beds',
  'St Mary’s House and Grace Court are homes of the Trust',
  'DfE Grant of £1,250,000 for Jan to March 2023/24',
  'Kent County Council shares 44.16 % of the cost',
  'Will continue to mark to budget; price uplift of 3 %',
  'LAC modelling, IFA framework, 128 in every row',
  'Barnardo’s and the Nelson Trust run the programme',
  'Section 151 officer · Finance business partner',
  'NN, MK and PE areas; within 20 miles of Northampton',
  '0.1234567890 and 2023-04-01..2024-03-31',
];

describe('free text', () => {
  test.each([
    ['NHS 943 476 5919', ['nhs-number']],
    ['9434765919', ['nhs-number']],
    ['UPN H801200001001 on file', ['upn']],
    ['NI QQ 12 34 56 C is not one, AB 12 34 56 C is', ['national-insurance']],
    ['near NN16 8QX', ['postcode']],
    ['lives at 12 Elm Road', ['address']],
    ['ring 07700 900123', ['telephone']],
    ['(01604) 367 000 or +44 20 7946 0018', ['telephone']],
    ['j.smith@council.gov.uk', ['e-mail']],
    ['DOB: 12/03/2010', ['birth-date']],
    ['Kayleigh moved on Monday', ['name']],
    ['kayleigh moved on monday', ['name']],
    ['SMITH, Kayleigh', ['name']],
    ['bed for Grace Okafor', ['name']],
    ['Jack aged 14', ['name']],
    ['Mrs Begum, carer', ['name']],
    ['J. Okonkwo', ['name']],
    ['the Okafor family', ['name']],
    ['Grace', ['name']],
  ])('%s', (text, kinds) => {
    expect(kindsOf(watchText(text))).toEqual(kinds);
    expect(withholdPersonal(text)).toContain('withheld]');
    expect(watchText(withholdPersonal(text))).toEqual([]);
  });

  test.each(harmless)('asks nothing of: %s', (text) => {
    expect(watchText(text).map(({ from, to }) => text.slice(from, to))).toEqual([]);
  });

  test('knows the commonest names of the children of today', () => {
    const names = `${girls} ${boys}`.split(' ');
    expect(names.length).toBeGreaterThan(130);
    const missed = names.filter(
      (name) => !watchText(`moved child ${name} to a new home`).some(({ kind }) => kind === 'name'),
    );
    // A place first of all.
    expect(missed).toEqual(['Florence']);
  });

  test('NHS numbers and UPNs are told by their check digit and letter: one digit changed, and they are none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), fc.integer({ min: 1, max: 9 }), (stem, off) => {
        const valid = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).filter(isNhsNumber);
        expect(valid.length).toBeLessThanOrEqual(1);
        for (const one of valid) expect(isNhsNumber(`${one.slice(0, 9)}${(Number(one[9]) + off) % 10}`)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }), (stem) => {
        const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => isUpn(`${letter}${stem}`));
        expect(letters).toHaveLength(1);
      }),
    );
  });

  test('any text comes back whole but for what is withheld, and in time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => {
        const found = watchText(text);
        let at = 0;
        for (const { from, to } of found) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
    const began = Date.now();
    watchText('Kayleigh 0'.repeat(400));
    watchText(`${'a'.repeat(4000)}@`);
    watchText('1 A '.repeat(1000));
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
