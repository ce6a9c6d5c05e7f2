import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any characters of Unicode, and some words that trip up a careless reader. What `fc.string({ unit: 'binary' })` gives,
 * without the two seconds it takes to make a table of all characters first.
 */
export function unicodeText({ maxLength = 10 }: { maxLength?: number } = {}): fc.Arbitrary<string> {
  const character = fc
    .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
    .map((n) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count));
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(character, { maxLength }).map((all) => all.join('')) },
    { weight: 1, arbitrary: fc.string({ maxLength }) },
  );
}
