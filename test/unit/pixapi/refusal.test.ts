import { describe, expect, test } from 'vitest';
import type { Refusal, RefusalRule, RefusedPart } from '../../../src/core/refusal.ts';
import { readRefusal, unquoted } from '../../../src/pixapi/errors/refusal.ts';
import { markOf } from '../../../src/pixapi/errors/table.ts';
import { growth } from '../../support/growth.ts';
import { expectClean, failureOf, maker, never, ORDER, PROMPT, startRaw } from './support.ts';

/** How Pixapi would answer, at each place where a refusal may come. */
async function refusedWith(error: unknown): Promise<(Refusal | undefined)[]> {
  const { url } = await startRaw((request, response) => {
    if (request.method === 'GET') response.end(JSON.stringify({ id: 'task_1', status: 'failed', error }));
    else response.writeHead(400).end(JSON.stringify({ error }));
  });
  const pixapi = maker({ baseUrl: url });
  const submitted = await failureOf(pixapi.submit(ORDER, never()));
  const reading = await pixapi.readTask('task_1', never());
  const failed = reading.state === 'failed' ? reading.failure : expect.fail('the task did not fail');
  expectClean(failed);
  for (const { code } of [submitted, failed]) expect(code).toBe('prompt_refused');
  return [submitted.refusal, failed.refusal];
}

const blocked = (message: string, more: object = {}) => ({
  code: 'moderation_blocked',
  type: 'image_generation_user_error',
  message,
  param: null,
  ...more,
});

const SAFETY =
  'Your request was rejected by the safety system. If you believe this is an error, contact us at help.example.com and include the request ID 1234.';

describe('the rule is read', () => {
  test.each<[string, RefusalRule]>([
    ['sexual', 'sexual'],
    ['sexual/minors', 'minors'],
    ['self-harm', 'self_harm'],
    ['self-harm/instructions', 'self_harm'],
    ['violence', 'violence'],
    ['violence/graphic', 'violence'],
    ['hate', 'hate'],
    ['harassment/threatening', 'hate'],
    ['illicit', 'illegal'],
    ['illicit/violent', 'violence'],
    ['sexual, violence', 'sexual'],
    ['violence, sexual/minors', 'minors'],
    ['something_new', 'other'],
    ['', 'other'],
  ])('from the list [%s]', async (listed, rule) => {
    const refusal = { rule, part: null };
    expect(await refusedWith(blocked(`${SAFETY} safety_violations=[${listed}].`))).toEqual([refusal, refusal]);
    // A gateway that lost the code, and one that hands on nothing but the sentence.
    const lost = { code: 'shell_api_error', message: `${SAFETY} safety_violations=[${listed}].` };
    expect(await refusedWith(lost)).toEqual([refusal, refusal]);
    expect(await refusedWith(`${SAFETY} safety_violations=[${listed}].`)).toEqual([refusal, refusal]);
  });

  test.each<[string[], RefusalRule]>([
    [['sexual'], 'sexual'],
    [['self-harm'], 'self_harm'],
    [['violence', 'minors'], 'minors'],
    [[], 'other'],
  ])('from the details %j', async (categories, rule) => {
    const details = { moderation_details: { moderation_stage: 'output', categories } };
    const refusal = { rule, part: 'result' };
    expect(await refusedWith(blocked(SAFETY, details))).toEqual([refusal, refusal]);
    expect(await refusedWith({ message: SAFETY, ...details })).toEqual([refusal, refusal]);
  });

  test.each<[string, RefusalRule, RefusedPart | null]>([
    ['the prompt may violate our guardrails around nudity, sexuality, or erotic content.', 'sexual', 'prompt'],
    [
      'the image we created may violate our guardrails concerning similarity to third-party content.',
      'copyright',
      'result',
    ],
    ['the prompt may violate our guardrails around violence or graphic content.', 'violence', 'prompt'],
    ['This content may violate our guardrails around hate speech or discrimination.', 'hate', null],
    ['This content may violate our guardrails around self-harm.', 'self_harm', null],
    ['the prompt may violate our guardrails around illicit or illegal activities.', 'illegal', 'prompt'],
    ['The prompt breaks the policy on real people.', 'real_people', 'prompt'],
    ['We do not support uploads of images containing photorealistic people.', 'real_people', 'source'],
    ['The reference image is not allowed: it shows children.', 'minors', 'source'],
    ['Depicting public figures is prohibited.', 'real_people', null],
    ['Trademarked characters and brands are not permitted.', 'copyright', null],
    ['The style of a living artist is against the rules.', 'copyright', null],
    ['This would disclose private information, which is not allowed.', 'private_information', null],
    ['The prompt or an input breaks the policy of the model.', 'other', 'prompt'],
    ['Something else.', 'other', null],
  ])('from the sentence: %s', async (sentence, rule, part) => {
    const refusal = { rule, part };
    const message = `We’re so sorry, but ${sentence} If you think we got it wrong, please retry or edit your prompt.`;
    expect(await refusedWith(blocked(message))).toEqual([refusal, refusal]);
    expect(await refusedWith({ code: 'prompt_rejected', message })).toEqual([refusal, refusal]);
  });

  test.each<[object, RefusalRule, RefusedPart | null]>([
    [{ code: 'content_policy_violation', category: 'celebrity_likeness' }, 'real_people', null],
    [{ code: 422, type: 'prompt_rejected', param: 'prompt', message: 'no' }, 'other', 'prompt'],
    [{ code: 'moderation_blocked', param: 'image[0]', message: 'no' }, 'other', 'source'],
    [{ code: 'moderation_blocked', moderation_details: { moderation_stage: 'input' } }, 'other', 'input'],
    [{ code: 'moderation_blocked', moderation_details: 'none', message: 7 }, 'other', null],
  ])('from %j', async (error, rule, part) => {
    expect(await refusedWith(error)).toEqual([
      { rule, part },
      { rule, part },
    ]);
  });
});

test.each(['a child at war, a nude and a celebrity', 'violence, drugs and blood'])(
  'what the message quotes of the prompt decides nothing: %s',
  async (prompt) => {
    for (const message of [
      `"${prompt}" was rejected.`,
      `The text “${prompt}” is against our policy.`,
      `Rejected: ${prompt}`,
    ]) {
      const refusal = { rule: 'other', part: null };
      expect(await refusedWith(blocked(message))).toEqual([refusal, refusal]);
    }
  },
);

test('behind a prompt of 4,000 characters the rule is still read', async () => {
  const message = `"${'a castle '.repeat(444)}" was refused. ${SAFETY} safety_violations=[hate].`;
  const refusal = { rule: 'hate', part: null };
  expect(await refusedWith({ code: 'shell_api_error', message })).toEqual([refusal, refusal]);
});

test('a 422 without a word is a refusal whose rule nobody named', async () => {
  const { url } = await startRaw((_request, response) => response.writeHead(422).end());
  const failure = await failureOf(maker({ baseUrl: url }).submit(ORDER, never()));
  expect(failure).toMatchObject({ code: 'prompt_refused', refusal: { rule: 'other', part: null } });
});

test('what is no refusal names no rule, whatever its words', async () => {
  const { url } = await startRaw((_request, response) =>
    response
      .writeHead(400)
      .end(JSON.stringify({ error: { code: 'invalid_request', message: `sexual policy ${PROMPT}` } })),
  );
  const failure = await failureOf(maker({ baseUrl: url }).submit(ORDER, never()));
  expect(failure).toMatchObject({ code: 'request_rejected', refusal: undefined });
});

test('a refusal carries words of ours and nothing of upstream’s', async () => {
  const [refusal] = await refusedWith(blocked(`${PROMPT} ${SAFETY} safety_violations=[sexual].`));
  expect(refusal).toEqual({ rule: 'sexual', part: null });
});

test.each([500, 502, 504])('a %i whose words repeat a prompt is no refusal: it may have been made', async (status) => {
  for (const words of [
    'upstream timed out: violates our content policy',
    'no answer for "violates our content policy"',
  ]) {
    const { url } = await startRaw((_, response) => response.writeHead(status).end(JSON.stringify({ error: words })));
    const failure = await failureOf(maker({ baseUrl: url }).submit(ORDER, never()));
    expect(failure).toMatchObject({ code: 'outcome_unknown', refusal: undefined });
  }
});

test('what an answer quotes is no mark of a refusal', async () => {
  const error = 'invalid value for "a poster that violates our content policy"';
  const { url } = await startRaw((_, response) => response.writeHead(400).end(JSON.stringify({ error })));
  expect(await failureOf(maker({ baseUrl: url }).submit(ORDER, never()))).toMatchObject({ code: 'request_rejected' });
});

test('a message without end is read quickly', async () => {
  const pieces = ['"', 'safety_violations=[', 'violates ', "a'b ", 'policy. ', '“'];
  for (const piece of pieces) await refusedWith(blocked(piece.repeat(Math.floor(20_000 / piece.length))));
  const times = growth((length) => {
    for (const piece of pieces) {
      const message = piece.repeat(Math.ceil(length / piece.length));
      markOf(unquoted(message));
      readRefusal({ names: [], message, param: null, stage: null, categories: [] });
    }
  }, 2_500);
  expect(times).toBeLessThan(10);
});
