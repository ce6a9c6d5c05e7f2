import { expect, test } from 'vitest';
import { COPIES } from '../../../src/copy/copy.ts';
import { FAILURES, type FailureCode } from '../../../src/core/failure.ts';
import { failureMessage } from '../../../src/slack/making/failure-message.ts';
import { generationOf, receiptOf } from '../../preview/data.ts';

const TRY_AGAIN = /try again|change the (wording|prompt)|tente (de novo|outra vez)|mude o|inténtalo|cambia/i;

test.each(Object.keys(FAILURES) as FailureCode[])(
  'who has a picture that is made and not delivered (%s) is told of the free delivery alone',
  (code) => {
    const made = generationOf('usual', { state: 'made', failure: code });
    for (const copy of COPIES) {
      const { text, blocks } = failureMessage(made, code, receiptOf('usual'), copy);
      expect.soft(text).not.toMatch(TRY_AGAIN);
      expect(JSON.stringify(blocks)).toContain(copy.buttons.deliverAgain);
    }
  },
);
