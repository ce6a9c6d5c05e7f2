const DEEPEST = 32;
const MOST_PARTS = 20_000;
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const OPENS: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSES: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Whether JSON is shallow and of few parts, told from its brackets and commas before anything is built of it: the memory
 * that it would take has nothing to do with its length. Linear; strings, however long, are skipped.
 */
export function isModest(bytes: Buffer): boolean {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (OPENS.has(byte)) depth++;
    else if (CLOSES.has(byte)) depth--;
    else if (byte === COMMA) parts++;
    if (depth > DEEPEST || parts > MOST_PARTS) return false;
  }
  return true;
}

function endOfString(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end !== -1; end = bytes.indexOf(QUOTE, end + 1)) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return bytes.length;
}

/** What the text says, or undefined: JSON.parse's own error quotes the text, which must not travel. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
