import { describe, expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();
const { read, submit } = formsOf(() => imagine);

type Who = 'ana' | 'bruno' | 'carla' | 'gus';

async function ask(text: string, user: Who = 'ana', channel = 'general') {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
async function say(text: string, threadTs?: string, user: Who = 'ana') {
  await imagine.slack.say({ user, channel: 'general', text, ...(threadTs ? { threadTs } : {}) });
  await imagine.settled();
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
async function press(actionId: string, messageTs: string, user: Who = 'ana') {
  await imagine.slack.click({ user, channel: 'general', actionId, messageTs });
  await imagine.settled();
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
const place = (channel: string) => `<#${imagine.slack.channelId(channel)}|${channel}>`;
const General = () => `<#${imagine.slack.channelId('general')}>`;
const newest = (channel = 'general') => imagine.slack.messages(channel).at(-1)?.ts ?? '';
const refused = () =>
  imagine.query<{ prompt: string; failure: string }>(
    `select prompt, failure from generations where state = 'failed' order by requested_at`,
  );
const audit = () =>
  imagine.query(
    "select action, subject, from_value, to_value from audit_entries where action <> 'zone_set' order by id",
  );

/** Every way to ask for a picture in #general: each is answered with the rule. */
async function everyWay(threadTs: string): Promise<string[]> {
  const answers = [
    await ask('a fox and a hen --n 2'),
    await say('<@BOT> a hen'),
    await say('edit this: make it night', threadTs),
    await press('vary_image', threadTs),
    await press('finish_image', threadTs),
  ];
  await imagine.slack.command({ user: 'ana', channel: 'general', text: '' });
  await submit({ prompt: 'a hen' });
  await imagine.settled();
  return [...answers, read()];
}

describe('a channel', () => {
  test('that is off refuses every way to order, says so, takes no publication, and costs nothing; on again, it draws', async () => {
    await ask('a red fox --quality low');
    const thread = newest();
    await ask('a hen --private');
    expect(await ask(`policy off for ${place('general')}`)).toMatch(
      /^Pictures are off in <#C0ACMEGENERAL> from now on/,
    );
    const before = imagine.pixapi.submits().length;
    for (const answer of await everyWay(thread)) {
      expect.soft(answer).toContain('Pictures are turned off in');
      expect.soft(answer).toContain('Nothing was charged. Ask in another channel');
    }
    expect(await ask('a fox --private')).toContain('Pictures are turned off in');
    await imagine.slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image' });
    await imagine.settled();
    expect(imagine.slack.ephemerals('ana').at(-1)?.text).toBe(
      `Pictures are turned off in ${General()}. The picture stays private.`,
    );
    expect(imagine.pixapi.submits()).toHaveLength(before);
    expect(await refused()).toContainEqual({ prompt: 'a fox and a hen --n 2', failure: 'policy_refused' });
    // what stands there can be looked at
    await say('history', thread);
    expect(await ask('a hen', 'ana', 'design')).not.toContain('turned off');

    expect(await ask(`policy on for ${place('general')}`)).toBe(`Pictures are on in ${General()}.`);
    await ask('a hen');
    expect(imagine.pixapi.submits()).toHaveLength(before + 2);
    expect(await audit()).toEqual([
      { action: 'policy_set', subject: 'policy:channel:C0ACMEGENERAL', from_value: 'on', to_value: 'off' },
      { action: 'policy_set', subject: 'policy:channel:C0ACMEGENERAL', from_value: 'off', to_value: 'on' },
    ]);
  });

  test('takes private requests alone, or drafts alone', async () => {
    await ask(`policy private for ${place('general')}`);
    expect(await ask('a fox')).toBe(
      `In ${General()}, pictures are for the person who asks alone. Nothing was charged. Add \`--private\`, or ask in another channel.`,
    );
    await ask('a fox --private');
    expect(imagine.pixapi.submits()).toHaveLength(1);

    await ask(`policy drafts for ${place('general')}`);
    expect(await ask('a fox --quality high')).toBe(
      `${General()} is for drafts only. Nothing was charged. Use \`--quality low\`, or ask in another channel.`,
    );
    await ask('a fox --n 2');
    expect(imagine.pixapi.submits()).toHaveLength(2);
    expect(await press('finish_image:1', newest())).toContain('is for drafts only');
    expect(imagine.pixapi.submits()).toHaveLength(2);
  });
});

test('a blocked word: the author reads which, on every way in; the log keeps that it was one, and no word of it', async () => {
  await ask('a hen');
  const thread = newest();
  expect(await ask('policy block Secrét')).toBe(
    '“secret” is blocked from now on, as a whole word, whatever its case and accents.',
  );
  const before = imagine.pixapi.submits().length;
  const words =
    'This workspace has blocked the word “secret”. Nothing was charged. Say it in other words. Only that it was refused is kept, not what you wrote.';
  expect(await ask('the SECRÈT garden')).toBe(words);
  expect(await ask('the secret garden --size 17')).toBe(words);
  expect(await say('<@BOT> the secret garden')).toBe(words);
  expect(await say('edit this: add a secret door', thread)).toBe(words);
  expect(imagine.pixapi.submits()).toHaveLength(before);
  expect(await refused()).toEqual(Array(4).fill({ prompt: '', failure: 'word_blocked' }));
  expect(imagine.logLines.join('\n')).not.toMatch(/secr[eèé]t/iu);
  expect(await ask('history')).not.toMatch(/secret/);
  expect(await ask('secretary at work')).not.toContain('blocked');

  expect(await ask('policy unblock SECRET')).toBe('“secret” isn’t blocked.');
  await ask('the secret garden');
  expect(imagine.pixapi.submits()).toHaveLength(before + 2);
});

test('Pause stops every way to order, for everybody; Resume ends it; both are managers’ alone', async () => {
  await ask('a red fox');
  const thread = newest();
  expect(await ask('pause', 'bruno')).toMatch(/^Só gestores/);
  expect(await ask('pause')).toMatch(/^New pictures are paused for everyone/);
  expect(await ask('pause')).toMatch(/It was so before; nothing has changed\.$/);
  const before = imagine.pixapi.submits().length;
  const ana = `<@${imagine.slack.teams.acme.people.ana.id}>`;
  const answers = [...(await everyWay(thread)), await ask('a hen', 'gus'), await ask('a hen --private')];
  for (const answer of answers) expect.soft(answer).toContain('has paused new pictures in this workspace.');
  expect(answers.at(-2)).toBe(
    `${ana} has paused new pictures in this workspace. Nothing was charged. What was accepted before is still made. Ask again once pictures are resumed; managers do that with \`/imagine resume\`.`,
  );
  expect(imagine.pixapi.submits()).toHaveLength(before);
  expect(await ask('policy', 'gus')).toContain(`New pictures are paused by ${ana}.`);
  expect(await ask('resume')).toBe('New pictures can be made again, by everyone.');
  await ask('a hen');
  expect(imagine.pixapi.submits()).toHaveLength(before + 1);
  expect(await audit()).toMatchObject([{ action: 'pause_refused' }, { action: 'paused' }, { action: 'resumed' }]);
});

test('a dearest single request, and models, sizes and qualities that are used', async () => {
  expect(await ask('policy max 20')).toBe('A single request can cost up to 20 credits.');
  expect(await ask('a fox --quality high --n 2')).toBe(
    'This needs 28 credits, and no single request in this workspace can cost more than 20. Nothing was charged. A smaller size, a lower quality or fewer pictures cost less.',
  );
  await imagine.query(
    `update policies set models = '{gpt-image-2}', sizes = '{1024x1024,2048x1152}', qualities = '{low,medium}'`,
  );
  await imagine.query(`update teams set policy_version = nextval('policy_versions')`);
  expect(await ask('a fox --model gpt-image-1.5')).toContain(
    'doesn’t use the model `gpt-image-1.5`. Nothing was charged. It uses `gpt-image-2`.',
  );
  expect(await ask('a fox --size 4k')).toContain('doesn’t use the size `3840x2160`');
  expect(await ask('a fox --quality high')).toContain('It uses `low`, `medium`.');
  await ask('a fox');
  expect(imagine.pixapi.submits().map(({ fields }) => fields?.model)).toEqual(['gpt-image-2']);
  expect((await ask('policy', 'bruno')).split('\n')).toEqual([
    '*Política deste espaço de trabalho*',
    'Quem pode gastar: todos, convidados também.',
    'Modelos: `gpt-image-2`.',
    'Tamanhos: `1024x1024`, `2048x1152`.',
    'Qualidades: `low`, `medium`.',
    'Um pedido pode custar até 20 créditos.',
    'Palavras bloqueadas: nenhuma.',
    expect.stringMatching(/^Os gestores podem mudá-la/),
  ]);
});

test('what one process is told counts at once in another, for and against', async () => {
  const { slack, config } = imagine;
  const other = await compose({ ...config, PORT: 0 }, ['web'], { logger: createLogger('silent') });
  const here = () => slack.connect(imagine.url);
  const there = () => slack.connect(`http://127.0.0.1:${other.port}`);
  try {
    there();
    await ask('a fox');
    await ask('a fox', 'gus');
    expect(imagine.pixapi.submits()).toHaveLength(2);
    here();
    await ask('guests look');
    await ask('policy block hen');
    there();
    expect(await ask('a fox', 'gus')).toContain('let guests look');
    expect(await ask('a hen')).toContain('has blocked the word');
    here();
    await ask('pause');
    there();
    expect(await ask('a fox')).toContain('has paused');
    here();
    await ask('resume');
    await ask('guests spend');
    await ask('policy unblock hen');
    there();
    await ask('a fox', 'gus');
    await ask('a hen');
    expect(imagine.pixapi.submits()).toHaveLength(4);
  } finally {
    here();
    await other.close();
  }
});

test('two managers change the same: the second is told of the first', async () => {
  await ask(`managers add <@${imagine.slack.teams.acme.people.carla.id}>`);
  await ask('policy max 20', 'carla');
  expect(await ask('policy max 30')).toBe(
    `A single request can cost up to 30 credits. <@${imagine.slack.teams.acme.people.carla.id}> had changed the same less than an hour ago, to 20 credits.`,
  );
  expect(await ask('policy max 40')).toBe('A single request can cost up to 40 credits.');
  await ask('confirm above 20', 'carla');
  expect(await ask('confirm never')).toMatch(
    /^Buttons never ask first\. <@\w+> had changed the same less than an hour ago, to 20 credits\.$/,
  );
  await ask('guests look', 'carla');
  expect(await ask('guests spend')).toMatch(/ had changed the same less than an hour ago\.$/);
  await ask('language es', 'carla');
  expect(await ask('language en')).toMatch(/ had changed the same less than an hour ago, to español\.$/);
  await ask(`policy off for ${place('random')}`, 'carla');
  expect(await ask(`policy drafts for ${place('random')}`)).toMatch(
    /had changed the same less than an hour ago, to off\.$/,
  );
});

test('a member, a guest and a manager who was removed change no rule', async () => {
  const tries = [
    'policy max 1',
    'policy block fox',
    'policy unblock fox',
    `policy off for ${place('general')}`,
    'resume',
  ];
  for (const [i, text] of tries.entries())
    expect.soft(await ask(text, i % 2 ? 'gus' : 'bruno')).toMatch(/^(?:Só gestores|Only this workspace’s managers)/);
  expect(await imagine.query('select policy_version from teams')).toEqual([{ policy_version: 0 }]);
  expect(await audit()).toMatchObject([
    ...tries.slice(1).map(() => ({ action: 'policy_refused' })),
    { action: 'resume_refused' },
  ]);
});

test('a slip in a command is explained, free, wherever it is said; what reads as a picture is drawn', async () => {
  expect(await ask('polcy off for #general')).toBe(
    '`polcy off for #general` isn’t a command I know, so nothing was changed or charged. I know `/imagine policy`, `policy off for #channel` (or `on`, `private`, `drafts`), `policy block WORD`, `policy unblock WORD`, `policy max 20`. If you meant a picture, say “draw” before it.',
  );
  expect(await say('<@BOT> managers ad @x')).toContain('isn’t a command I know');
  await imagine.slack.say({ user: 'ana', channel: 'app', text: 'budget ste 500' });
  await imagine.settled();
  expect(imagine.slack.transcript('app:ana', 'acme', 'ana')).toContain('`budget ste 500` isn’t a command I know');
  expect(imagine.pixapi.submits()).toEqual([]);
  await ask('policy meeting cartoon');
  await ask('draw budget ste 500');
  expect(imagine.pixapi.submits()).toHaveLength(2);
});

test('a signed change that is sent again changes nothing, even after another manager’s', async () => {
  await ask(`managers add <@${imagine.slack.teams.acme.people.carla.id}>`);
  const replayed: { body: string; headers: Record<string, string> }[] = [];
  for (const text of ['budget set 700', 'policy max 20', 'guests look', 'pause']) {
    await ask(text);
    replayed.push(imagine.slack.lastSent());
  }
  for (const text of ['budget set 800', 'policy max 30', 'guests spend', 'resume']) await ask(text, 'carla');
  const before = await audit();
  for (const { body, headers } of replayed) await imagine.slack.sendRaw(body, headers);
  await imagine.slack.settled();
  expect(await audit()).toEqual(before);
  expect(await ask('policy', 'gus')).toContain('A single request can cost up to 30 credits.');
});
