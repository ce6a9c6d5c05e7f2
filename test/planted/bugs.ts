/** A bug that is put in on purpose, at one place, and the test that has to see it. */
export interface Planted {
  readonly name: string;
  readonly what: string;
  readonly file: string;
  /** Stands there exactly once. */
  readonly old: string;
  readonly now: string;
  /** `describe > test` where the test's own name stands for several. */
  readonly caughtBy: { readonly file: string; readonly test: string };
}

export const PLANTED: readonly Planted[] = [
  {
    name: 'M1',
    what: 'Slack is answered before the commit',
    file: 'src/slack/receive/http.ts',
    old: 'processBeforeResponse: true',
    now: 'processBeforeResponse: false',
    caughtBy: {
      file: 'test/faults/failed-commit.test.ts',
      test: 'Slack hears that a request is taken after its commit, not before: where that fails, an event is asked for again',
    },
  },
  {
    name: 'M2',
    what: 'the key of a request is not unique',
    file: 'src/postgres/functions/accept_generations.sql',
    old: "when k.known is not null then 'duplicate' else 'accepted' end order by i),",
    now: "when false then 'duplicate' else 'accepted' end order by i),",
    caughtBy: { file: 'test/journeys/duplicates.test.ts', test: 'three times, one after the other, is made once' },
  },
  {
    name: 'M3',
    what: 'whoever brings pictures is not asked whether they are still wanted',
    file: 'src/postgres/moves/moves.ts',
    old: "from: `(state in ('submitting', 'submitted', 'unknown') or (state = 'requested' and act = any ($3))) and erased_at is null`,",
    now: 'from: `$3::text[] is not null`,',
    caughtBy: { file: 'test/unit/postgres/store.test.ts', test: 'markMade > of one that is posted' },
  },
  {
    name: 'M4',
    what: 'an order that may have left is ordered again after a crash',
    file: 'src/core/making/submit-image.ts',
    old: "    await store.markUnknown(key, 'outcome_unknown');\n    return;\n",
    now: '    await store.markRequested(key);\n    return await submitImage(deps, key, signal);\n',
    caughtBy: {
      file: 'test/outer/crash/stale-owner.test.ts',
      test: 'a worker frozen until others took its work over, and woken again, buys nothing, posts nothing and charges nothing twice',
    },
  },
  {
    name: 'M5',
    what: 'an order whose connection broke is sent again',
    file: 'src/pixapi/client.ts',
    old: "      throw unanswered('submit', error, isSent(error) ? 'outcome_unknown' : 'pixapi_down');\n",
    now: "      if (isSent(error)) return note(await api.call({ method: 'POST', ...request, limitMs }, signal));\n      throw unanswered('submit', error, 'pixapi_down');\n",
    caughtBy: { file: 'test/faults/pixapi-submit.test.ts', test: 'whatever came instead of an answer' },
  },
  {
    name: 'M6',
    what: 'the budget is read, and then written, by several at once',
    file: 'src/postgres/functions/accept_generations.sql',
    old: '    order by team_id for no key update) t;',
    now: '    order by team_id) t;',
    caughtBy: {
      file: 'test/unit/postgres/ledger.test.ts',
      test: 'of 600 holds of 3 credits by 32 connections on a budget of 100, 33 fit and none fails',
    },
  },
  {
    name: 'M7',
    what: 'a hold may be resolved twice',
    file: 'migrations/0001_tables.sql',
    old: 'create unique index ledger_one_resolution',
    now: 'create index ledger_one_resolution',
    caughtBy: {
      file: 'test/unit/postgres/ledger.test.ts',
      test: 'holds and resolutions in any parallel order never exceed the budget, and each hold is resolved once',
    },
  },
  {
    name: 'M8',
    what: 'Slack’s client tries again by itself, as it does by default',
    file: 'src/slack/api/client.ts',
    old: '    retryConfig: { retries: 0 },\n',
    now: '',
    caughtBy: {
      file: 'test/faults/slack.test.ts',
      test: 'where it is not known, it is not posted again; there is one message in the end',
    },
  },
  {
    name: 'M9',
    what: 'a team’s places are counted, and then taken, by several at once',
    file: 'src/jobs/worker.ts',
    old: '        alone: (fetch) => deps.within(fetch, FETCH_MAKE_LOCK),\n',
    now: '',
    caughtBy: {
      file: 'test/outer/crash/fairness.test.ts',
      test: 'eight workers that reach for a team’s next picture at the same moment still begin three',
    },
  },
  {
    name: 'M10',
    what: 'a worker that is told to stop does not wait for what it has in hand',
    file: 'src/jobs/pump.ts',
    old: '      await Promise.all([...inHand.values()].map(({ done }) => done));\n',
    now: '',
    caughtBy: {
      file: 'test/unit/jobs/pump.test.ts',
      test: 'a pump that is told to stop fetches no more, tells the work in hand, and ends after all of it',
    },
  },
  {
    name: 'M11',
    what: 'a secret in the text of an error reaches the log',
    file: 'src/log.ts',
    old: 'out.write(censor(line))',
    now: 'out.write(line)',
    caughtBy: {
      file: 'test/unit/log.test.ts',
      test: 'a line stays one line of JSON whatever stands around a secret, and the secret is gone',
    },
  },
  {
    name: 'M12',
    what: 'a picture’s address may send us on to anywhere',
    file: 'src/pixapi/download.ts',
    old: '      url = guard.check(locationOf(response), url);\n',
    now: '      url = new URL(locationOf(response), url);\n',
    caughtBy: {
      file: 'test/unit/pixapi/download.test.ts',
      test: 'each is checked again: no connection to where they must not lead',
    },
  },
];

/** The text with the bug in it; throws where its place is not found. */
export function plant(text: string, { name, file, old, now }: Planted): string {
  const places = text.split(old).length - 1;
  if (places !== 1)
    throw new Error(`${name} can't be planted: what it replaces stands ${places} times in ${file}, not once`);
  return text.replace(old, () => now);
}
