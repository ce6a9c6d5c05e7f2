import type { Privacy } from '../../src/core/privacy/privacy-store.ts';
import { erasedAnswer } from '../../src/slack/kit/erased.ts';
import { eraseModal } from '../../src/slack/privacy/erase-all.ts';
import { forgetAnswer, forgetModal } from '../../src/slack/privacy/forget.ts';
import { holdModal } from '../../src/slack/privacy/hold.ts';
import { emptiedHome, erasedMessage } from '../../src/slack/privacy/messages.ts';
import { promptModal, readPromptModal } from '../../src/slack/privacy/read-prompt.ts';
import { retentionAnswer, retentionModal } from '../../src/slack/privacy/retention.ts';
import { ID, type Load, PROMPT, SOME_DAY } from './data.ts';
import type { Sample } from './sample.ts';

const holds = Array.from({ length: 100 }, (_, n) => ({
  userId: n === 0 ? null : `U0ACMEANA${n}`,
  setBy: 'U0ACMEANA1',
  reason: 'case 7',
  at: SOME_DAY,
}));

const privacyOf = (load: Load): Privacy =>
  load === 'worst'
    ? { retentionDays: 3_650, retentionFrom: null, holds, erasing: 500, filesLeft: 100_000 }
    : { retentionDays: null, retentionFrom: null, holds: [], erasing: 0, filesLeft: 0 };

/** What is said of what is kept and erased. */
export const PRIVACY: readonly Sample[] = [
  { name: 'erasedMessage', build: (copy) => erasedMessage(SOME_DAY, copy) },
  { name: 'erasedAnswer', build: (copy) => erasedAnswer(SOME_DAY, copy) },
  { name: 'emptiedHome', build: (copy) => emptiedHome('own', copy) },
  { name: 'emptiedHome: of a manager', build: (copy) => emptiedHome('others', copy) },
  { name: 'retentionAnswer: a manager', build: (copy, load) => retentionAnswer(privacyOf(load), true, copy) },
  { name: 'retentionAnswer: anybody else', build: (copy, load) => retentionAnswer(privacyOf(load), false, copy) },
  { name: 'retentionModal', build: (copy, load) => retentionModal(load === 'worst' ? 3_650 : null, copy) },
  { name: 'forgetAnswer', build: (copy) => forgetAnswer(copy) },
  { name: 'forgetModal', build: (copy, load) => forgetModal(load === 'worst' ? '2026-12-01' : null, copy) },
  { name: 'holdModal', build: (copy) => holdModal(copy) },
  { name: 'eraseModal', build: (copy) => eraseModal(copy) },
  { name: 'readPromptModal', build: (copy) => readPromptModal(ID, copy) },
  {
    name: 'promptModal',
    build: (copy, load) =>
      promptModal({ teamId: 'T0ACME', id: ID, userId: 'U0ACMEANA1', prompt: PROMPT[load], erasedAt: null }, copy),
  },
];
