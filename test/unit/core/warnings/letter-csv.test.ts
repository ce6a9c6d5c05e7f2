import { expect, test } from 'vitest';
import { letterCsv } from '../../../../src/core/warnings/letter-csv.ts';

const row = {
  ...{ day: '2026-11-02', channelId: 'C1', tag: null, userId: 'U1', model: 'gpt-image-2', quality: 'low' },
  ...{ requests: 2, pictures: 3, failed: 1, credits: 3, savedByDrafts: 0 },
};

test('a header, then a row for each; no cell is a formula', () => {
  expect(letterCsv([row, ...['=1+1,"x"', '-launch', ' ＝1+1'].map((tag) => ({ ...row, tag }))]).split('\r\n')).toEqual([
    '\ufeffday,channel,tag,person,model,quality,requests,pictures,failed,credits,saved_by_drafts',
    '2026-11-02,C1,,U1,gpt-image-2,low,2,3,1,3,0',
    `2026-11-02,C1,"'=1+1,""x""",U1,gpt-image-2,low,2,3,1,3,0`,
    `2026-11-02,C1,"'-launch",U1,gpt-image-2,low,2,3,1,3,0`,
    `2026-11-02,C1,"' ＝1+1",U1,gpt-image-2,low,2,3,1,3,0`,
    '',
  ]);
});
