import { expect, test } from 'vitest';
import { type Telling, together } from '../../../src/core/asking/tellings.ts';

const NONE: Telling = { threadTs: null, userTeam: null, files: [] };
const png = { id: 'F1', mimetype: 'image/png', file_access: null };
const stub = { id: 'F1', mimetype: null, file_access: 'check_file_info' };
const other = { id: 'F2', mimetype: 'image/jpeg', file_access: null };

test.each<[string, Telling, Telling, Telling]>([
  ['a thread that one tells', { ...NONE, threadTs: '1.1' }, NONE, { ...NONE, threadTs: '1.1' }],
  ['files that one tells', { ...NONE, files: [png] }, NONE, { ...NONE, files: [png] }],
  [
    'a file that only one knows the type of',
    { ...NONE, files: [stub] },
    { ...NONE, files: [png] },
    { ...NONE, files: [png] },
  ],
  ['the author’s workspace', { ...NONE, userTeam: 'T1' }, NONE, { ...NONE, userTeam: 'T1' }],
  ['no workspace where they disagree', { ...NONE, userTeam: 'T1' }, { ...NONE, userTeam: 'T2' }, NONE],
  [
    'all of it',
    { threadTs: '1.1', userTeam: 'T1', files: [] },
    { ...NONE, files: [png, other] },
    { threadTs: '1.1', userTeam: 'T1', files: [png, other] },
  ],
])('two events know %s together, whichever comes first', (_, one, two, both) => {
  expect(together(one, two)).toEqual(both);
  expect(together(two, one)).toEqual(both);
});
