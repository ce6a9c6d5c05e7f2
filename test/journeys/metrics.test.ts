import { expect, onTestFinished, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { LABELS } from '../../src/observe/labels.ts';
import { environment } from '../support/environment.ts';
import { journey } from '../support/journey.ts';
import { AN_EARLY_DAY } from '../support/models.ts';

const METRICS_TOKEN = 'a-token-for-metrics-in-tests';
const CANARY = 'quetzalcoatl';
const imagine = journey({
  env: { METRICS_TOKEN },
  overrides: { waitScale: 0, calendar: () => Date.parse(AN_EARLY_DAY) },
  slack: { processingMs: 0 },
});

const read = async (url: string) => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  expect(answer.status).toBe(200);
  return await answer.text();
};

const SAMPLE = /^([a-z_]+)(?:\{(.*)\})? ([\d.e+-]+|Nan|\+Inf)$/;
const LABEL = /(\w+)="([^"]*)"/g;

/** What is said of our own: name, labels, value. */
function samples(text: string): { name: string; labels: Record<string, string>; value: number }[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', said = '', value = ''] = SAMPLE.exec(line) ?? [];
    if (!name.startsWith('imagine_')) return [];
    return [
      {
        name,
        labels: Object.fromEntries([...said.matchAll(LABEL)].map(([, key = '', one = '']) => [key, one])),
        value: Number(value),
      },
    ];
  });
}

/** The sum of a metric, of those samples that have the labels. */
const sum = (text: string, name: string, labels: Record<string, string> = {}) =>
  samples(text)
    .filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
    .reduce((total, one) => total + one.value, 0);

test('what was committed is counted once, with labels from lists, and nothing of anybody in it', async () => {
  const { slack, url, config } = imagine;
  const before = await read(url);
  await slack.command({ user: 'ana', channel: 'general', text: `a ${CANARY} fox` });
  await imagine.settled();
  await slack.command({ user: 'ana', channel: 'general', text: 'a fox --size huge' });
  await slack.command({ user: 'ana', channel: 'general', text: 'a fox --size huge' });
  const text = await read(url);
  const grown = (name: string, labels?: Record<string, string>) => sum(text, name, labels) - sum(before, name, labels);
  const [ledger] = await imagine.query<{ held: number; charged: number; released: number }>(
    `select sum(held_delta) filter (where kind = 'hold')::int as held, sum(captured_delta)::int as charged,
       coalesce(sum(greatest(-held_delta - captured_delta, 0)) filter (where kind <> 'hold'), 0)::int as released from ledger_entries`,
  );
  expect({
    accepted: grown('imagine_accepted_total'),
    posted: grown('imagine_posted_total'),
    refused: grown('imagine_refused_total'),
    flags: grown('imagine_refused_total', { code: 'flag_invalid' }),
    failed: grown('imagine_failed_total'),
    held: grown('imagine_credits_held_total'),
    charged: grown('imagine_credits_charged_total'),
    released: grown('imagine_credits_released_total'),
  }).toEqual({ accepted: 1, posted: 1, refused: 2, flags: 2, failed: 0, ...ledger });
  for (const stage of LABELS.stage) expect.soft(grown('imagine_stage_seconds_count', { stage }), stage).toBe(1);
  expect(grown('imagine_calls_total', { to: 'pixapi', outcome: 'ok' })).toBeGreaterThanOrEqual(2);
  expect(grown('imagine_calls_total', { to: 'slack', outcome: 'ok' })).toBeGreaterThanOrEqual(3);
  expect(sum(text, 'imagine_database_up')).toBe(1);

  const models = config.models.map(({ id }) => id);
  const known: Record<string, readonly string[]> = {
    ...LABELS,
    model: [...models, 'other'],
    quality: [...config.models.flatMap((model) => model.qualities), 'none', 'other'],
    le: [...samples(text).flatMap(({ labels }) => labels.le ?? [])],
  };
  const stray = samples(text).flatMap(({ name, labels }) =>
    Object.entries(labels)
      .filter(([key, value]) => !known[key]?.includes(value ?? ''))
      .map(([key, value]) => `${name}{${key}="${value}"}`),
  );
  expect(stray).toEqual([]);
  for (const secret of [CANARY, ...Object.values(slack.teams.acme.people).map(({ id }) => String(id))])
    expect(text).not.toContain(secret);
});

test('a worker alone tells its own on METRICS_PORT, with its health, and everybody says the same of the database', async () => {
  const { slack, pixapi, databaseUrl } = imagine;
  const config = readConfig(environment(databaseUrl, slack, pixapi, { METRICS_TOKEN, METRICS_PORT: '0' }));
  const worker = await compose(config, ['worker'], { waitScale: 0, calendar: () => Date.parse(AN_EARLY_DAY) });
  onTestFinished(() => worker.close());
  const url = `http://127.0.0.1:${worker.port}`;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect((await fetch(`${url}/slack/events`, { method: 'POST' })).status).toBe(404);
  const ofDatabase = ['imagine_queue_depth', 'imagine_line_length', 'imagine_unknown_outcomes', 'imagine_undelivered'];
  const said = async (at: string) => samples(await read(at)).filter(({ name }) => ofDatabase.includes(name));
  expect(await said(url)).toEqual(await said(imagine.url));
});
