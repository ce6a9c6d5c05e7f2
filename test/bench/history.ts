import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { NO_FILTER } from '../../src/core/log/entry.ts';
import { openPool } from '../../src/postgres/connection/pool.ts';
import { createStore, type Store } from '../../src/postgres/store.ts';
import type { Figure } from './figures.ts';
import { median, ms, seconds } from './figures.ts';
import { fillHistory, LARGEST, REQUESTS, WORKSPACES } from './fill-history.ts';
import type { OnGround } from './ground.ts';

const TIMES = 40;
const ACCEPT_ROUNDS = 10;
const ACCEPTS = 40;
const PAGE = 11;
const PERSON = 'U0PERSON7';
const CHANNEL = 'C0CHANNEL5';
const CREDITS = 10_000_000;

/** What a long past costs: Home, pages of the log, and accepting, in the largest workspace; beside a database without a past. */
export const history = (onGround: OnGround): Promise<Figure[]> =>
  onGround((bare) =>
    onGround(async (full) => {
      const began = performance.now();
      await fillHistory(full.env.DATABASE_URL ?? '');
      const filled = seconds(performance.now() - began);
      const [empty, long] = [bare, full].map(({ env }) => openStore(env.DATABASE_URL ?? '')) as [Opened, Opened];
      try {
        const [homeOfNew, home] = [await homeMs(empty.store), await homeMs(long.store)];
        const page = await pageMs(long.store);
        const { ratio, ...accepts } = await acceptRatio(empty.store, long.store);
        const past = `${REQUESTS.toLocaleString('en-US')} requests in ${WORKSPACES} workspaces, filled in ${filled}`;
        return [
          {
            figure: 'history: database time of a manager’s Home',
            value: ms(home),
            baseline: `${ms(homeOfNew)} without a past; ${past}`,
            target: '< 100 ms',
            ok: home < 100,
          },
          {
            figure: 'history: a page of the log, the slowest of its kinds',
            value: `${ms(page.ms)} (${page.kind})`,
            baseline: '',
            target: '< 50 ms',
            ok: page.ms < 50,
          },
          {
            figure: 'history: accepting a request',
            value: ms(accepts.long),
            baseline: `${ratio.toFixed(2)} x the ${ms(accepts.empty)} of empty tables`,
            target: '<= 1.2 x',
            ok: ratio <= 1.2,
          },
        ];
      } finally {
        await Promise.all([empty.close(), long.close()]);
      }
    }),
  );

interface Opened {
  readonly store: Store;
  close(): Promise<void>;
}

function openStore(url: string): Opened {
  const pool = openPool(url, {
    max: 2,
    connectMs: 30_000,
    queryMs: 60_000,
    name: 'bench-history',
    onError: () => undefined,
  });
  return { store: createStore(pool, async () => undefined), close: () => pool.end() };
}

/** All that Home reads, one after the other: no more than the database’s time, and the way there and back of each. */
async function homeMs(store: Store): Promise<number> {
  return await leastOf(async () => {
    const { renews: until } = await store.readBudget(LARGEST, CREDITS);
    const span = { teamId: LARGEST, since: longBefore(until), until };
    await store.readCalendar(LARGEST, CREDITS);
    await store.isNamedManager(LARGEST, PERSON);
    await store.listRetiredModels();
    await store.listHistory(LARGEST, PERSON, 5);
    await store.readSpending(span, PERSON);
    await store.readSpending(span, null);
    await store.findChart(LARGEST);
    await store.listLog({ teamId: LARGEST, sees: PERSON }, NO_FILTER, 8, null);
  });
}

/** As long a month as there is, whatever day it is: on the first of a month there would be nothing to sum up. */
function longBefore(until: string): string {
  return new Date(Date.parse(until) - 62 * 24 * 3_600_000).toISOString().slice(0, 10);
}

const LISTS = {
  'the newest': NO_FILTER,
  'of a person': { ...NO_FILTER, userId: PERSON },
  'of a channel': { ...NO_FILTER, channelId: CHANNEL },
  'of a person in a channel': { ...NO_FILTER, userId: PERSON, channelId: CHANNEL },
  'not made': { ...NO_FILTER, outcome: 'not_made' },
  'of a month': { ...NO_FILTER, period: { kind: 'month', ago: 1 } },
  'of a model': { ...NO_FILTER, model: 'gpt-image-1.5' },
} as const;

/** The first page, and the one after the fiftieth. */
async function pageMs(store: Store): Promise<{ readonly kind: string; readonly ms: number }> {
  const reader = { teamId: LARGEST, sees: PERSON };
  const all: { kind: string; ms: number }[] = [];
  for (const [kind, filter] of Object.entries(LISTS)) {
    const before = (await store.listLog(reader, filter, 50 * PAGE, null)).at(-1)?.place ?? null;
    for (const place of [null, before])
      all.push({
        kind: place ? `${kind}, a late page` : kind,
        ms: await leastOf(async () => void (await store.listLog(reader, filter, PAGE, place))),
      });
  }
  return all.toSorted((a, b) => b.ms - a.ms)[0] ?? { kind: 'none', ms: Number.NaN };
}

/** In turn, so that what else the machine does meets both; the medians of all. */
async function acceptRatio(empty: Store, long: Store) {
  const took: Record<'empty' | 'long', number[]> = { empty: [], long: [] };
  for (let round = 0; round < ACCEPT_ROUNDS; round++)
    for (const [name, store] of [
      ['empty', empty],
      ['long', long],
    ] as const)
      for (let i = 0; i < ACCEPTS; i++) {
        const began = performance.now();
        const { outcome } = await store.acceptGeneration(newRequest(), CREDITS);
        if (outcome !== 'accepted') throw new Error(`a request was ${outcome}`);
        // the first ones find nothing in memory
        if (round > 0) took[name].push(performance.now() - began);
      }
  const [ofEmpty, ofLong] = [median(took.empty), median(took.long)];
  return { empty: ofEmpty, long: ofLong, ratio: ofLong / ofEmpty };
}

function newRequest(): Parameters<Store['acceptGeneration']>[0] {
  const id = randomUUID();
  return {
    teamId: LARGEST,
    id,
    channelId: CHANNEL,
    userId: PERSON,
    act: 'make',
    kind: 'generation',
    prompt: 'one more picture in this workspace',
    style: null,
    isPrivate: false,
    model: 'gpt-image-2',
    size: '1024x1024',
    quality: 'low',
    count: 1,
    credits: 1,
    keys: [`bench:${id}`],
    parentId: null,
    parentPicture: null,
    otherId: null,
    otherPicture: null,
    againOf: null,
    replyTs: null,
    responseUrl: null,
    fileIds: [],
  };
}

/** The least of all tries: what else the machine does comes and goes. */
async function leastOf(work: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return Math.min(...took);
}
