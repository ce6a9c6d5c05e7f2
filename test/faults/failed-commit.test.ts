import { expect, onTestFinished, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

/** From now on no request can be stored: all goes well up to the commit, which the database refuses. */
async function refuseCommits(): Promise<() => Promise<unknown>> {
  const { query } = imagine;
  const letThrough = () => query('drop function if exists refuse_commit cascade');
  onTestFinished(async () => void (await letThrough()));
  await query(`
    create function refuse_commit() returns trigger language plpgsql as $$ begin raise 'no room' using errcode = '53100'; end $$;
    create constraint trigger refuse_commit after insert on generations initially deferred for each row execute function refuse_commit()`);
  return letThrough;
}

test('Slack hears that a request is taken after its commit, not before: where that fails, an event is asked for again', async () => {
  const { slack, pixapi, query } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  const threadTs = slack.messages('general')[0]?.ts ?? '';

  const letThrough = await refuseCommits();
  const refused = await slack.command({ user: 'ana', channel: 'general', text: 'a blue fox' });
  expect(refused).toMatchObject({ status: 200, body: expect.stringMatching(/Nothing was charged/) });
  const { deliveries } = await slack.say({
    user: 'ana',
    channel: 'general',
    threadTs,
    text: 'edit this: make it night',
  });
  expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual([503, 503]);
  expect(await query('select prompt from generations')).toEqual([{ prompt: 'a red fox' }]);

  await letThrough();
  await slack.flushRetries();
  await imagine.settled();
  expect(await query('select prompt, state from generations order by requested_at')).toEqual([
    { prompt: 'a red fox', state: 'posted' },
    { prompt: 'make it night', state: 'posted' },
  ]);
  expect(pixapi.submits()).toHaveLength(2);
});
