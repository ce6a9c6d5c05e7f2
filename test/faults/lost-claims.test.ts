import { afterAll, beforeAll, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { type PostgresProxy, startProxy } from '../support/proxy.ts';

let proxy: PostgresProxy;
beforeAll(async () => {
  proxy = await startProxy();
});
const imagine = journey({ through: (databaseUrl) => proxy.through(databaseUrl) });
afterAll(() => proxy.close());

test.each([
  ['the placeholder', 'announcing_at = now()', {}],
  ['the order', `state = 'submitting', submitting_at`, {}],
  ['a new result message', 'posting_at = now()', { neverProcess: true }],
])(
  '%s was begun, and only the database’s answer was lost: it goes on, and nothing is charged in vain',
  async (_, text, slack) => {
    imagine.slack.set(slack);
    proxy.lose(text);
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
    await imagine.settled();
    expect(proxy.hasFailed()).toBe(true);
    expect(
      await imagine.query(
        'select state, failure, submits, charged_credits as charged, message_ts is not null as stands from generations',
      ),
    ).toEqual([{ state: 'posted', failure: null, submits: 1, charged: 1, stands: true }]);
    expect(imagine.pixapi.submits()).toHaveLength(1);
  },
);
