import { describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';

const imagine = journey({ env: {} });

const ask = async (text: string) => {
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
};
const outcomes = () =>
  imagine.query(
    'select state, failure, charged_credits as charged, charge_estimated as estimated from generations order by requested_at',
  );
const errors = () => imagine.logLines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
const told = (user: string) => imagine.slack.messages(`app:${user}`).map(({ text }) => text);

test('of thirty pictures for one that was asked, the first is shown and charged, and the rest noted', async () => {
  const { pixapi, slack, logLines } = imagine;
  pixapi.fault({ to: 'submit' }, { all: [{ result: { pictures: 30 } }, { cost: { field: 'absent' } }] } as Fault);
  await ask('a red fox');
  expect(await outcomes()).toEqual([{ state: 'posted', failure: null, charged: 1, estimated: true }]);
  expect(picturesIn(slack.messages('general')[0]?.blocks)).toHaveLength(1);
  expect(logLines.map((line) => JSON.parse(line)).filter(({ came }) => came)).toEqual([
    expect.objectContaining({ msg: 'more pictures than ordered', came: 30 }),
  ]);
});

describe('a reported cost of', () => {
  test.each([11, 2_147_483_647, 2_147_483_648, 1e30])(
    '%s credits for a picture of one is an alarm, and one is booked',
    async (value) => {
      const { pixapi } = imagine;
      pixapi.fault({ to: 'submit' }, { cost: { value } });
      await ask('a red fox');
      expect(await outcomes()).toEqual([{ state: 'posted', failure: null, charged: 1, estimated: true }]);
      expect(errors()).toEqual([expect.objectContaining({ code: 'result_malformed', taskId: expect.any(String) })]);
      expect(JSON.stringify(errors())).toContain(`a cost of ${value} credits on a hold of 1`);
    },
  );

  test('ten credits is believed', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { cost: { charged: 10 } });
    await ask('a red fox');
    expect(await outcomes()).toEqual([{ state: 'posted', failure: null, charged: 10, estimated: false }]);
    expect(errors()).toEqual([]);
  });

  test('far too many credits is told to the admins, once a day', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { cost: { value: 5_000 } }, { cost: { value: 6_000 } });
    await ask('a red fox');
    await ask('a blue fox');
    expect(told('ana')).toEqual([
      'Pixapi reported a cost for one request that is more than ten times its price. I booked the price instead: 1 credit. Please check your balance at Pixapi.',
    ]);
    expect(errors()).toHaveLength(2);
  });
});

test.each([
  ['larger than any task', { repeats: ' ', bytes: 3_000_000 }],
  ['deeper than any task', { repeats: '[', bytes: 500_000 }],
  ['of more parts than any task', { begins: '{"data":[', repeats: '0,', bytes: 900_000 }],
  ['larger than any pictures', { begins: '{"data":[{"b64_json":"', repeats: 'A', bytes: 70_000_000 }],
])('an answer %s is an alarm and no picture; asked again, Pixapi has it', async (_, swollen) => {
  const { pixapi, slack } = imagine;
  pixapi.fault({ to: 'task' }, { swollen });
  await ask('a red fox');
  expect(await outcomes()).toEqual([
    { state: 'unknown', failure: 'result_malformed', charged: null, estimated: false },
  ]);
  expect(errors()).toEqual([expect.objectContaining({ code: 'result_malformed' })]);
  await slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' });
  await imagine.settled();
  expect(await outcomes()).toEqual([{ state: 'posted', failure: null, charged: 1, estimated: false }]);
  expect(pixapi.submits()).toHaveLength(1);
});

test('an address of more than 8 kB is no picture', async () => {
  const url = `${imagine.pixapi.cdnUrl}/generated/${'a'.repeat(9_000)}.png`;
  imagine.pixapi.fault({ to: 'submit' }, { result: { url } });
  await ask('a red fox');
  expect(await outcomes()).toEqual([
    { state: 'unknown', failure: 'result_malformed', charged: null, estimated: false },
  ]);
});
