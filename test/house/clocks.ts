/** Where a test believes a wall clock: each line with its number, as in "12: expect(performance.now() - began)…". */
export function beliefsInClocks(source: string): string[] {
  const text = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
  const found = [...durationsCompared(text), ...shortTimeouts(text)];
  const lineOf = (at: number) => text.slice(0, at).split('\n').length;
  return found
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, said }) => `${lineOf(index)}: ${said.replace(/\s+/g, ' ')}`);
}

interface Found {
  readonly index: number;
  readonly said: string;
}

const CLOCK = String.raw`(?:Date|performance)\s*\.\s*now\(\)|process\.hrtime|new Date\(\)`;
/** What is called a duration, whoever has measured it. */
const DURATION = String.raw`\.ms\b|\b(?:took|elapsed|duration)\w*`;
const COMPARED =
  /\.to(?:BeLessThan|BeGreaterThan|BeLessThanOrEqual|BeGreaterThanOrEqual|BeCloseTo)\(|[<>]=? [^;]*\.toBe\(/;
const SHORTEST_MS = 30_000;

/** `expect(…).toBe…(…)` in which a clock, or what was read from one, meets a constant. */
function durationsCompared(text: string): Found[] {
  const read = [...text.matchAll(new RegExp(String.raw`\b(\w+)(?:\s*=|:)\s[^;\n]*?(?:${CLOCK})`, 'g'))];
  const names = read.map(([, name = '']) => name).filter((name) => !/^(?:const|let|now)$/.test(name));
  const about = new RegExp([CLOCK, DURATION, ...names.map((name) => String.raw`\b${name}\b`)].join('|'));
  return [...text.matchAll(/\bexpect(?:\.soft)?\([^;]*;/g)]
    .filter(([said]) => about.test(said) && COMPARED.test(said) && /(?<![\w.])\d[\d_]*n?(?![\w:])/.test(said))
    .map(({ index, 0: said }) => ({ index, said }));
}

/** A limit of a test's own that a busy machine may pass. */
function shortTimeouts(text: string): Found[] {
  const options = text.matchAll(/\btimeout: ([\d_]+)\b/g);
  const last = [...text.matchAll(/^( *)\}, ([\d_]+)\);$/gm)].filter(({ index, 1: indent = '' }) => {
    const opening = text
      .slice(0, index)
      .split('\n')
      .findLast((line) => new RegExp(`^${indent}\\S`).test(line));
    return /^\s*(?:test|it|before|after|describe)/.test(opening ?? '');
  });
  const waits = text.matchAll(/\buntil\([^;]*?,\s+([\d_]+),?\s*\);/g);
  return [...options, ...last, ...waits]
    .filter((match) => Number(match.at(-1)?.replaceAll('_', '')) < SHORTEST_MS)
    .map(({ index, 0: said }) => ({ index, said: said.trim() }));
}
