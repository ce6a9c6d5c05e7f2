import { describe, expect, test } from 'vitest';
import { type Fault, faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();
const read = () => imagine.slack.transcript('general');
const shown = () =>
  [...read().matchAll(/\[picture: AI-made image: a red fox \(v1 #(\d)\)/g)].map(([, number]) => number);
const dead = (index: number) =>
  imagine.pixapi.fault({ to: 'download', index }, { forever: { download: { status: 404 } } });

const ask = async (text = '--n 4 a red fox') => {
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
};
const settledRows = async () =>
  await imagine.query<{ state: string; failure: string | null; trouble: string[]; given: number }>(
    `select g.state, g.failure, array_remove(array_agg(p.trouble order by p.position), null) as trouble,
       count(*) filter (where p.given_up)::int as given
     from generations g join pictures p on p.generation_id = g.id group by g.team_id, g.id`,
  );

/** Made once and charged once, whatever became of one of them. */
function expectOneOrder() {
  expect(imagine.pixapi.submits()).toHaveLength(1);
  expect(imagine.pixapi.billed()).toHaveLength(1);
}

describe('four pictures are paid, one is not to be had', () => {
  test('three are shown, it says so, and the fourth is tried for a day; then it says that too', async () => {
    dead(2);
    await ask();
    await until(() => /3 of 4 pictures are here\. #3 can’t be fetched yet; I keep trying/.test(read()));
    expect(shown()).toEqual(['1', '2', '4']);
    // as if it had been tried for a day
    await imagine.query('update generations set attempts = 299');
    await imagine.settled();
    expect(shown()).toEqual(['1', '2', '4']);
    expect(read()).toMatch(/3 of 4 pictures are here\. #3 could not be fetched, though I kept trying for a day\./);
    expect(await settledRows()).toEqual([{ state: 'posted', failure: null, trouble: ['download_failed'], given: 1 }]);
    expectOneOrder();
    expect(imagine.slack.messages('general')).toHaveLength(1);
  });

  test('it is put in as soon as it can be had', async () => {
    imagine.pixapi.fault({ to: 'download', index: 0 }, ...Array(6).fill({ download: { status: 500 } }));
    await ask();
    await imagine.settled();
    expect(shown()).toEqual(['1', '2', '3', '4']);
    expect(read()).not.toMatch(/of 4 pictures/);
    expect(read()).toMatch(/1024×1024 PNG · low · by @ana · 4 pictures ·/);
    expect(await settledRows()).toEqual([{ state: 'posted', failure: null, trouble: [], given: 0 }]);
    expectOneOrder();
  });

  test('the same where Slack does not take one of them', async () => {
    const { slack } = imagine;
    slack.fault({ method: 'upload' }, faults.pass(), ...Array(5).fill(faults.status(400)));
    await ask('--n 2 a red fox');
    await imagine.settled();
    expect(slack.journal.filter(({ method, ok }) => method === 'upload' && ok)).toHaveLength(2);
    expect(shown()).toEqual(['1', '2']);
    expectOneOrder();
  });

  test('the same where they are files in the thread', async () => {
    const { slack } = imagine;
    slack.set({ neverProcess: true });
    dead(1);
    await ask('--n 2 a red fox');
    await until(() => /1 of 2 pictures is here/.test(read()));
    await imagine.query('update generations set attempts = 299');
    await imagine.settled();
    // to show the first, then what is missing, then that it is given up: the tries between change nothing
    expect(slack.journal.filter(({ method }) => method === 'chat.update')).toHaveLength(3);
    const shared = slack.messages('general').flatMap(({ files = [] }) => files);
    expect(shared).toHaveLength(1);
    expect(read()).toMatch(/it’s in the thread/);
    expect(read()).toMatch(/1 of 2 pictures is here\. #2 could not be fetched/);
    expectOneOrder();
  });

  test.each<[string, () => Fault]>([
    ['takes it at once', () => faults.pass()],
    ['refuses it for now', () => faults.error('ratelimited')],
    ['does not say whether it took it', () => faults.acceptThenCut()],
  ])('a late one is shared in the thread once, and the message says so, where Slack %s', async (_, fault) => {
    const { slack, pixapi } = imagine;
    slack.set({ neverProcess: true });
    pixapi.fault({ to: 'download', index: 1 }, ...Array(6).fill({ download: { status: 500 } }));
    const where = (args: Record<string, unknown>) => 'channel_id' in args;
    slack.fault({ method: 'files.completeUploadExternal', where }, faults.pass(), fault());
    await ask('--n 2 a red fox');
    await imagine.settled();
    expect(shown().sort()).toEqual(['1', '2']);
    expect(read()).not.toMatch(/of 2 pictures (is|are) here/);
    expect(await settledRows()).toMatchObject([{ state: 'posted', trouble: [] }]);
    expectOneOrder();
  });
});

describe.each([
  ['file_uploads_disabled', /File uploads are turned off in this workspace, so you see this at Pixapi’s address/],
  ['storage_limit_reached', /This workspace has no file storage left, so you see this at Pixapi’s address/],
] as const)('where Slack takes no files (%s)', (refusesUploads, words) => {
  test('the picture is shown by its address, and the word names the reason', async () => {
    imagine.slack.set({ refusesUploads });
    await ask('a red fox');
    await imagine.settled();
    expect(read()).toMatch(/\[picture: AI-made image: a red fox \(v1\)/);
    expect(read()).toMatch(words);
    expect(imagine.slack.journal.filter(({ method }) => method === 'files.getUploadURLExternal')).toHaveLength(1);
    expectOneOrder();
  });
});

test('where there is not even an address, it can be delivered again once Slack takes files', async () => {
  const { slack, pixapi } = imagine;
  slack.set({ refusesUploads: 'file_uploads_disabled' });
  pixapi.fault({ to: 'submit' }, { result: { b64: 'plain' } });
  await ask('a red fox');
  await imagine.settled();
  expect(read()).toMatch(
    /File uploads are turned off in this workspace, so I can’t put the picture into Slack\. 1 credit charged/,
  );
  slack.set({ refusesUploads: null });
  await slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
  await imagine.settled();
  expect(read()).toMatch(/\[picture: AI-made image: a red fox \(v1\)/);
  expectOneOrder();
});
