export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
export const JSON_TYPE = { 'content-type': 'application/json' };
/** Just under the largest body that is read. */
export const LARGEST_READ_BYTES = 1024 * 1024 - 16;
export const fill = (piece: string) => piece.repeat(Math.floor(LARGEST_READ_BYTES / piece.length));
const nested = (open: string, close: string) => {
  const depth = Math.floor(LARGEST_READ_BYTES / (open.length + close.length));
  return open.repeat(depth) + close.repeat(depth);
};

/** What a parser, a decoder or a search would take longest for, of all bodies of that size. */
export const WORST_BODIES: readonly [what: string, body: string, headers: Record<string, string>][] = [
  ['fields without a value', fill('a&'), FORM],
  ['fields of the same name', fill('a=1&'), FORM],
  ['fields and no name', fill('&'), FORM],
  ['percent signs', fill('%'), FORM],
  ['percent signs in a payload', `payload=${fill('%25').slice(0, -30)}`, FORM],
  ['percent signs that are no code', fill('%zz'), FORM],
  ['plus signs', fill('+'), FORM],
  ['brackets', `a${fill('[b]')}=1`, FORM],
  ['nested JSON in a payload', `payload=${fill('[').slice(0, -30)}`, FORM],
  ['ssl_check, almost', fill('ssl_check=&'), FORM],
  ['nested lists', nested('[', ']'), JSON_TYPE],
  ['lists that never close', fill('['), JSON_TYPE],
  [
    'nested objects',
    `{"type":"event_callback","event":${nested('{"a":', '}').replace(':}', ':1}').slice(0, -50)}`,
    JSON_TYPE,
  ],
  ['keys', `{${Array.from({ length: 90_000 }, (_, i) => `"${i}":1`).join(',')}}`, JSON_TYPE],
  ['backslashes', `{"a":"${fill('\\\\').slice(0, -30)}"}`, JSON_TYPE],
  ['as many headers as are read', 'ssl_check=', { ...FORM, ...headers() }],
];

function headers(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`h${i}`, '%[{&']));
}
