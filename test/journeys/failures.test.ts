import { describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { faults } from '../local/slack/slack.ts';
import { BUTTON_ROW } from '../support/button-row.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

/** Stands in every word of Pixapi's answers; nobody may ever read it. */
const RAW = 'upstream says whatever';
const ask = async (text: string) => {
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
};
const answer = (status: number, more = {}) => ({ answer: { status, message: RAW, ...more } });

interface Case {
  readonly when: string;
  readonly faults: Fault[];
  readonly code: string;
  /** How often Pixapi was asked. */
  readonly tries?: number;
  readonly words: string;
}

const POLICY =
  'Pixapi would not make this, and didn’t say which of its rules it breaks. Nothing was charged. Change the wording. The usual reasons are names of real people, brands, violence and nudity.';
const REJECTED =
  'Pixapi didn’t accept this combination. Nothing was charged. Try another size or quality, or tell your admin.';
const MAY_COST =
  'It may have been charged: 4 credits are held until this is settled. You can try again, but that may be charged a second time.';

const FOR_THE_ASKER: Case[] = [
  { when: '422', faults: [answer(422)], code: 'prompt_refused', words: POLICY },
  {
    when: '400 moderation_blocked',
    faults: [answer(400, { shape: 'openai', code: 'moderation_blocked' })],
    code: 'prompt_refused',
    words: POLICY,
  },
  {
    when: 'a task failed for its prompt',
    faults: [{ task: { fails: { shape: 'openai', code: 'moderation_blocked', message: RAW } } }],
    code: 'prompt_refused',
    words: POLICY,
  },
  { when: '400', faults: [answer(400)], code: 'request_rejected', words: REJECTED },
  {
    when: '413',
    faults: [answer(413)],
    code: 'request_too_large',
    words:
      'That was more than Pixapi accepts in one order. Nothing was charged. Use fewer or smaller pictures to start from, or a shorter prompt.',
  },
];

describe('what only the asker can mend is explained to them alone, and the placeholder goes', () => {
  test.each(FOR_THE_ASKER)('$when', async ({ faults, code, words }) => {
    const { slack, pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, ...faults);
    await ask('a fox --quality medium');
    expect(slack.transcript('general')).toMatch(
      new RegExp(
        `^imagine \\(only ana\\): a fox\\n {2}${words}\\n {2}\\(by @ana · held 4 · charged 0 · 500 left in \\w+\\)\\n {2}\\[Edit prompt\\]$`,
      ),
    );
    expect(slack.messages('general')).toEqual([]);
    expect(slack.journal.map(({ method }) => method)).toContain('chat.postMessage');
    await expectEnd('failed', code, 0);
  });
});

const IN_PLACE: Case[] = [
  {
    when: '401',
    faults: [answer(401)],
    code: 'pixapi_key_refused',
    words: 'Pixapi rejected this app’s key. Nothing was charged. Tell your admin: the key needs to be renewed.',
  },
  {
    when: '402',
    faults: [answer(402)],
    code: 'pixapi_credits_exhausted',
    words:
      'This app’s Pixapi account is out of credits. Nothing was charged. Tell your admin: it needs to be topped up.',
  },
  {
    when: 'an empty account under 429',
    faults: [answer(429, { shape: 'openai', code: 'insufficient_quota' })],
    code: 'pixapi_credits_exhausted',
    words:
      'This app’s Pixapi account is out of credits. Nothing was charged. Tell your admin: it needs to be topped up.',
  },
  {
    when: 'an account that is not verified',
    faults: [answer(403, { shape: 'openai', code: 'organization_not_verified' })],
    code: 'pixapi_account_refused',
    words:
      'Pixapi won’t serve this app’s account: it is suspended, or not verified yet. Nothing was charged. Tell your admin: Pixapi’s dashboard shows what is missing.',
  },
  {
    when: 'a firewall for ever',
    faults: [{ forever: answer(403, { shape: 'html' }) }],
    code: 'pixapi_blocked',
    tries: 8,
    words:
      'A firewall in front of Pixapi turned me away several times. Nothing was charged. Try again in a few minutes; if it keeps happening, tell your admin: Pixapi has to let this server through.',
  },
  {
    when: '404 for the model',
    faults: [answer(404)],
    code: 'model_missing',
    words: 'Pixapi no longer offers this model. Nothing was charged. Choose another with `--model`.',
  },
  {
    when: '429 for ever',
    faults: [{ forever: answer(429) }],
    code: 'pixapi_busy',
    tries: 8,
    words: 'Pixapi is overloaded and turned down several attempts. Nothing was charged. Try again in a few minutes.',
  },
  {
    when: '503 for ever',
    faults: [{ forever: answer(503) }],
    code: 'pixapi_down',
    tries: 8,
    words: 'Pixapi didn’t respond to several attempts. Nothing was charged. Try again in a few minutes.',
  },
  {
    when: '500 twice',
    faults: [answer(500), answer(500)],
    code: 'pixapi_faltered',
    tries: 2,
    words: 'Pixapi failed at this request twice. Nothing was charged. Try again, or change the prompt a little.',
  },
  {
    when: 'a failed task',
    faults: [{ task: { fails: { message: RAW } } }],
    code: 'task_failed',
    words: 'Pixapi couldn’t make this picture. Nothing was charged. Try again, or change the prompt a little.',
  },
];

describe('what nobody in the channel can mend is said in place, with nothing charged', () => {
  test.each(IN_PLACE)('$when', async ({ faults, code, words, tries = 1 }) => {
    const { slack, pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, ...faults);
    await ask('a fox --quality medium');
    expect(slack.transcript('general')).toMatch(
      new RegExp(`^imagine: a fox\\n {2}${words}\\n {2}\\(by @ana · held 4 · charged 0 · 500 left in \\w+\\)$`),
    );
    expect(slack.messages('general')).toMatchObject([{ text: `a fox: ${words}` }]);
    expect(pixapi.journal.filter(({ method }) => method === 'POST')).toHaveLength(tries);
    await expectEnd('failed', code, 0);
  });
});

const UNKNOWN: Case[] = [
  {
    when: 'the line is cut after the order went out',
    faults: [{ reset: 'after' }],
    code: 'outcome_unknown',
    words: `The connection broke after the order went out, so I don’t know whether the picture is being made. ${MAY_COST}`,
  },
  {
    when: 'a gateway speaks for Pixapi',
    faults: [{ answerAfterWork: { status: 502, shape: 'html' } }],
    code: 'outcome_unknown',
    words: `The connection broke after the order went out, so I don’t know whether the picture is being made. ${MAY_COST}`,
  },
  {
    when: 'a task is done without a picture',
    faults: [{ result: { data: 'absent' } }],
    code: 'result_malformed',
    words: `Pixapi answered, but without a picture. ${MAY_COST}`,
  },
];

describe('what may have been made is not ordered again: the credits stay held and a button offers it', () => {
  test.each(UNKNOWN)('$when', async ({ faults, code, words }) => {
    const { slack, pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, ...faults);
    await ask('a fox --quality medium');
    expect(slack.transcript('general')).toMatch(
      new RegExp(
        `^imagine: a fox\\n {2}${words}\\n {2}\\(by @ana · held 4 · charged 0 · 496 left in \\w+\\)\\n {2}\\[Try again · may charge again\\]$`,
      ),
    );
    expect(pixapi.journal.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await expectEnd('unknown', code, null);
  });
});

const UNDELIVERED = [
  [
    'Slack takes no uploads',
    'upload',
    faults.status(500),
    10,
    'Slack isn’t keeping up with me right now. 4 credits charged. Deliver it again.',
  ],
  [
    'Slack gives no upload address',
    'files.getUploadURLExternal',
    faults.error('internal_error'),
    10,
    'Slack isn’t keeping up with me right now. 4 credits charged. Deliver it again.',
  ],
  [
    'Slack is out of order when the message is to change',
    'chat.update',
    faults.status(500),
    10,
    'Slack isn’t keeping up with me right now. 4 credits charged. Deliver it again.',
  ],
  [
    'Slack refuses the file for good',
    'files.completeUploadExternal',
    faults.error('posting_to_channel_denied'),
    1,
    'Slack refused the message. 4 credits charged. Deliver it again, or ask an admin whether I’m allowed to post here.',
  ],
] as const;

describe('what was made and could not be shown is delivered again for nothing', () => {
  test.each(UNDELIVERED)('%s', async (_, method, fault, times, words) => {
    const { slack, pixapi } = imagine;
    slack.fault({ method }, ...Array(times).fill(fault));
    await ask('a fox --quality medium');
    expect(slack.transcript('general')).toMatch(
      new RegExp(
        `^imagine: a fox\\n {2}The picture is ready; only its delivery failed\\. ${words}\\n {2}\\(by @ana · held 4 · charged 4 · 496 left in \\w+\\)\\n {2}\\[Deliver again · free\\]$`,
      ),
    );

    await slack.click({ user: 'bruno', channel: 'general', actionId: 'deliver_again' });
    await imagine.settled();
    expect(slack.transcript('general')).toMatch(
      new RegExp(
        String.raw`^imagine: \[picture: AI-made image: a fox \(v1\) \(1024x1024\)\]\n {2}a fox\n {2}\(v1 · gpt-image-2 · 1024×1024 PNG · medium · by @ana · held 4 · charged 4 · 496 left in \w+\)\n {2}${BUTTON_ROW}$`,
      ),
    );
    expect(slack.messages('general')).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(1);
    expect(pixapi.billed()).toHaveLength(1);
  });
});

async function expectEnd(state: string, failure: string, charged: number | null): Promise<void> {
  const { slack, pixapi } = imagine;
  const log = await imagine.query(
    'select state, failure, held_credits, charged_credits from generations order by requested_at',
  );
  expect(log).toEqual([{ state, failure, held_credits: 4, charged_credits: charged }]);
  if (state === 'failed') expect(pixapi.billed()).toEqual([]);
  // Neither what stands there nor anything we ever sent quotes Pixapi.
  const sent = JSON.stringify([
    slack.journal.map(({ args }) => args),
    slack.messages('general'),
    slack.ephemerals('ana'),
  ]);
  for (const raw of [RAW, 'req_', 'task_', pixapi.url, pixapi.key, 'moderation', 'HTTP', 'html'])
    expect(sent).not.toContain(raw);
}
