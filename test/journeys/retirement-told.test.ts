import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

/** The clock by which models retire, and days are counted. */
let day = '2026-10-01';
beforeEach(() => {
  day = '2026-10-01';
});

const CLOCK = { calendar: () => Date.parse(day), dailyMs: 25 };
const imagine = journey({ overrides: CLOCK });

const told = (user: string) => imagine.slack.messages(`app:${user}`).map(({ text }) => text);
const readings = () => imagine.pixapi.journal.filter(({ path }) => path === '/v1/models').length;

async function settings(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'settings' });
  return imagine.slack.ephemerals('ana').at(-1)?.text ?? '';
}

/** It is another day, and the app has noticed. */
async function becomes(next: string): Promise<void> {
  day = next;
  const noticed = async () => (await imagine.query('select from model_readings where day = $1', [next])).length === 1;
  await until(noticed);
}

/** The same, and Pixapi's list was asked for. */
async function isReadOn(next: string): Promise<void> {
  const before = readings();
  await becomes(next);
  await until(() => readings() > before);
}

test('admins are told 30, 7 and 1 days before, once each and nobody else; who was away is told later', async () => {
  await settings();
  await becomes('2026-10-31');
  for (const next of ['2026-11-01', '2026-11-25', '2026-11-30']) {
    const before = told('ana').length;
    await becomes(next);
    await until(() => told('ana').length > before);
    day = `${next}T23:59:59Z`;
  }
  await becomes('2026-12-01');
  await becomes('2026-12-02');
  const ends = 'It ends on December 1; requests then go to `gpt-image-2`. You don’t have to do anything.';
  expect(told('ana')).toEqual([
    `\`gpt-image-1.5\`: 30 days left. ${ends}`,
    `\`gpt-image-1.5\`: 6 days left. ${ends}`,
    `\`gpt-image-1.5\`: 1 day left. ${ends}`,
  ]);
  for (const user of ['bruno', 'carla', 'gus']) expect(told(user)).toEqual([]);
});

test('where Slack can’t take the word, it is told a little later, and still once', async () => {
  await settings();
  imagine.slack.fault({ method: 'users.list' }, faults.error('service_unavailable'));
  imagine.slack.fault({ method: 'chat.postMessage' }, faults.error('ratelimited'));
  await becomes('2026-11-30');
  await until(() => told('ana').length > 0);
  await becomes('2026-12-01');
  expect(told('ana')).toEqual([expect.stringContaining('1 day left')]);
});

test('an admin whom Slack can’t reach keeps it from no other', async () => {
  await settings();
  const { ana, bruno } = imagine.slack.teams.acme.people;
  bruno.isAdmin = true;
  onTestFinished(() => void Object.assign(bruno, { isAdmin: false }));
  const isToAna = ({ channel }: Record<string, unknown>) => channel === ana.id;
  imagine.slack.fault({ method: 'chat.postMessage', where: isToAna }, faults.error('user_disabled'));
  await becomes('2026-11-30');
  await until(() => told('bruno').length > 0);
  expect(told('ana')).toEqual([]);
});

test('a day that Pixapi itself names counts; two processes read its list once a day and tell it once', async () => {
  await settings();
  const other = await compose(imagine.config, ['worker'], { ...CLOCK, logger: createLogger('silent') });
  try {
    await becomes(day);
    await until(() => readings() === 1);
    imagine.pixapi.set({
      shutdowns: {
        'gpt-image-1.5': '2027-01-01',
        'gpt-image-2': '2027-02-01T00:00:00Z',
        'gpt-image-9': '2026-10-20',
      },
    });
    await becomes('2027-01-02');
    const ending = '`gpt-image-2`: 30 days left. It ends on February 1; nothing is set to follow it.';
    await until(() => told('ana').length > 0);
    await until(async () => (await settings()).includes(ending));
    expect(told('ana')).toEqual([`${ending} Whoever runs this app can name a successor.`]);
    expect(readings()).toBe(2);
  } finally {
    await other.close();
  }
});

test('its silence, a refusal and nonsense prove nothing: what it said before stays', async () => {
  await settings();
  imagine.pixapi.set({ shutdowns: { 'gpt-image-2': '2027-02-01' } });
  await isReadOn('2027-01-10');
  imagine.pixapi.set({ shutdowns: { 'gpt-image-2': 'yesterday' } });
  await isReadOn('2027-01-11');
  imagine.pixapi.set({ listsModels: false });
  await isReadOn('2027-01-12');
  imagine.pixapi.fault({ to: 'models' }, { swollen: { repeats: ' ', bytes: 40_000_000 } });
  imagine.pixapi.set({ listsModels: true, shutdowns: {} });
  await isReadOn('2027-01-13');
  await until(async () => (await settings()).includes('`gpt-image-2`: 19 days left. It ends on February 1'));
  // Pictures are made as before.
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('gpt-image-2 · 1024×1024 PNG · low');
});
