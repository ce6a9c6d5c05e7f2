import { beforeEach, describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();
const { read, modal, submit, errors } = formsOf(() => imagine);

type Name = 'ana' | 'bruno' | 'carla' | 'gus';
const ids = () => imagine.slack.teams.acme.people;

const open = (user: Name) => imagine.slack.openHome({ user });
const home = (user: Name) => {
  const view = imagine.slack.home(user);
  return view ? imagine.slack.read(view) : '';
};
const press = (user: Name, actionId: string, viewId?: string) =>
  imagine.slack.clickInView({ user, actionId, ...(viewId ? { viewId } : {}) });
const ask = async (user: Name, text: string, channel = 'general') => {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
};
const chartOf = (user: Name) => {
  const block = imagine.slack.home(user)?.blocks.find(({ type }) => type === 'image');
  return (block?.slack_file as { id: string } | undefined)?.id ?? null;
};
const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('•'));

beforeEach(() => {
  Object.assign(ids().bruno, { locale: 'en-US' });
});

/** ana drew a fox (1), bruno two hens as drafts and something forbidden, carla something private. */
async function someHistory() {
  imagine.pixapi.fault({ to: 'submit', prompt: 'forbidden' }, { answer: { status: 422 } });
  await ask('ana', 'a blue fox');
  await ask('bruno', 'two hens --n 2', 'design');
  await ask('bruno', 'something forbidden');
  await ask('carla', 'a secret cake --private');
}

describe('a manager', () => {
  test('sees what was spent, on what, where and by whom; each figure leads to what it counts, and private prompts stay private', async () => {
    await ask('ana', `managers add <@${ids().carla.id}>`);
    await someHistory();
    await open('ana');
    expect(home('ana')).toContain('*496 of 500 credits left*');
    expect(home('ana')).toContain('[4 credits spent] [0 held] [4 requests] [1 not made]');
    expect(home('ana')).toMatch(/\*By channel\*\n#design · 2 credits\n\[Show\]\n/);
    expect(home('ana')).toMatch(
      /\*By person\*\n@bruno · 2 credits\n\[Show\]\n@ana · 1 credit\n\[Show\]\n@carla · 1 credit\n/,
    );
    expect(home('ana')).toContain('a private request · done · 1 credit · @carla');
    expect(JSON.stringify(imagine.slack.home('ana'))).not.toContain('secret cake');

    await press('ana', 'list_failed');
    expect(lines(read('ana'))).toEqual([
      expect.stringMatching(/^• something forbidden · .* · 0 credits · @bruno · #general/),
    ]);
    await imagine.slack.closeModal({ user: 'ana', viewId: modal('ana').id });
    await press('ana', 'list_person:0');
    expect(lines(read('ana'))).toHaveLength(2);
    await submit({ list_of_person: 'carla' });
    expect(lines(read('ana'))).toEqual([expect.stringContaining('a private request · done')]);
    expect(JSON.stringify(modal('ana').blocks)).not.toContain('secret cake');
    await submit({ list_of_person: '', list_of_channel: 'design' });
    expect(lines(read('ana'))).toEqual([expect.stringContaining('two hens · done · 2 credits · @bruno · #design')]);
    await submit({ list_of_channel: '', list_of_outcome: 'made', list_from: '2000-01-01', list_to: '2000-01-02' });
    expect(read('ana')).toContain('There are no requests like that.');
    expect(errors(await submit({ list_from: '2000-01-03' }))).toEqual({
      list_to: 'The first day comes after the last one.',
    });
    // the person whom ana named, in her own language
    await open('carla');
    expect(home('carla')).toContain('[4 créditos gastados]');
    await press('carla', 'list_all');
    expect(lines(read('carla'))).toHaveLength(4);
    expect(read('carla')).toContain('a secret cake');
  });

  test('turns pages, older and newer, of what there was when they looked', async () => {
    await ask('ana', 'a blue fox');
    const [{ team_id: teamId } = { team_id: '' }] = await imagine.query<{ team_id: string }>(
      'select team_id from teams',
    );
    await imagine.query(
      `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, state, failure, requested_at, ended_at, told_at)
       select $1, gen_random_uuid(), $2, $2, $3, 'make', 'generation', 'old ' || n, 'failed', 'bad_request', now() - n * interval '1 minute', now(), now()
       from generate_series(1, 24) n`,
      [teamId, imagine.slack.channelId('general'), ids().bruno.id],
    );
    await open('ana');
    await press('ana', 'list_all');
    const page = () => lines(read('ana')).map((line) => line.split(' · ')[0]);
    const old = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `• old ${from + i}`);
    expect(page()).toEqual(['• a blue fox', ...old(1, 9)]);
    await ask('ana', 'a late hen');
    await press('ana', 'list_older', modal('ana').id);
    expect(page()).toEqual(old(10, 19));
    await press('ana', 'list_older', modal('ana').id);
    expect(page()).toEqual(old(20, 24));
    expect(read('ana')).not.toContain('[Older]');
    await press('ana', 'list_newer', modal('ana').id);
    expect(page()).toEqual(old(10, 19));
    await press('ana', 'list_newer', modal('ana').id);
    expect(page()).toEqual(['• a late hen', '• a blue fox', ...old(1, 8)]);
  });

  test('sees spending by day as a picture, drawn anew only when it shows other figures; the old file is deleted', async () => {
    await ask('ana', 'a blue fox');
    await open('ana');
    await until(() => chartOf('ana') !== null);
    await imagine.slack.settled();
    const first = chartOf('ana') ?? '';
    expect(home('ana')).toMatch(
      /\[picture: Credits by day in \w+: 1 in all\. The most on one day: 1, on .*\(1200x420\)\]/,
    );
    await open('ana');
    await imagine.slack.settled();
    expect(chartOf('ana')).toBe(first);

    await ask('bruno', 'a hen');
    await open('ana');
    await until(() => chartOf('ana') !== first);
    expect(home('ana')).toContain('2 in all');
    // what the app still has to delete
    await until(async () => (await imagine.query(`select from charts where old_file_ids = '{}'`)).length === 1);
    expect(imagine.slack.file(first).deleted).toBe(true);
    expect(await imagine.query('select file_id from charts')).toEqual([{ file_id: chartOf('ana') }]);
  });

  test('whose chart Slack takes no file of, or refuses to show, has the rest of it', async () => {
    await ask('ana', 'a blue fox');
    imagine.slack.fault({ method: 'files.getUploadURLExternal' }, faults.status(503));
    await open('ana');
    await until(() => imagine.slack.unusedFaults().length === 0);
    expect(chartOf('ana')).toBeNull();
    expect(home('ana')).toContain('[1 credit spent]');
  });
});

describe('a member', () => {
  test('sees their own figures and requests, and nobody else’s, also where they ask for others', async () => {
    await someHistory();
    await open('bruno');
    expect(home('bruno')).toContain('You have spent 2 credits this month, on 2 pictures.');
    expect(JSON.stringify(imagine.slack.home('bruno'))).not.toMatch(/blue fox|secret cake|list_person|set_budget/);
    await press('bruno', 'list_all');
    expect(lines(read('bruno')).map((line) => line.split(' · ')[0])).toEqual(['• something forbidden', '• two hens']);
    expect(read('bruno')).not.toContain('Person');

    // a manager's button, as it stands in ana's Home
    await open('ana');
    imagine.slack.teams.acme.homes.set(ids().bruno.id, { ...imagine.slack.home('ana')!, user: ids().bruno.id });
    await imagine.slack.closeModal({ user: 'bruno', viewId: modal('bruno').id });
    await press('bruno', 'list_person:1');
    expect(lines(read('bruno')).map((line) => line.split(' · ')[0])).toEqual(['• something forbidden', '• two hens']);
    await imagine.slack.settled();
  });

  test('who was a manager a moment ago reads their own requests alone on the next page', async () => {
    await someHistory();
    ids().bruno.isAdmin = true;
    await open('bruno');
    await press('bruno', 'list_all');
    expect(lines(read('bruno'))).toHaveLength(4);
    ids().bruno.isAdmin = false;
    await submit({}, 'bruno');
    expect(lines(read('bruno'))).toHaveLength(2);
  });
});

test('guests and people of other workspaces have no list, and press none', async () => {
  await someHistory();
  await open('gus');
  expect(JSON.stringify(imagine.slack.home('gus'))).not.toMatch(/list_|blue fox|hens|U0ACMEANA1/);
  await open('ana');
  imagine.slack.teams.acme.homes.set(ids().gus.id, { ...imagine.slack.home('ana')!, user: ids().gus.id });
  await press('gus', 'list_all');
  expect(lines(read('gus'))).toEqual([]);
});
