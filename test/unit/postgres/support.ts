import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import type { GenerationKey, NewGeneration } from '../../../src/core/generation.ts';
import { enqueueWith, openQueue } from '../../../src/jobs/queue.ts';
import { openPool, statements } from '../../../src/postgres/connection/pool.ts';
import { runnerOf } from '../../../src/postgres/connection/queue-database.ts';
import type { Store } from '../../../src/postgres/store.ts';
import { createStore } from '../../../src/postgres/store.ts';
import { createWork, type Work } from '../../../src/postgres/work.ts';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { TEMPLATE } from '../../support/global-setup.ts';
import { checkInvariants } from '../../support/invariants.ts';

export interface OpenStore {
  readonly store: Store;
  readonly work: Work;
  readonly databaseUrl: string;
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** The team's counters of the month. */
  counters(teamId: string): Promise<{ scope: string; scopeId: string; held: number; captured: number }[]>;
  /** The steps that wait for this generation. */
  jobsOf(key: GenerationKey): Promise<string[]>;
  /** Fails when a rule of the ledger is broken. */
  close(): Promise<void>;
}

const CONNECTIONS = 32;

/** The Store as `compose` makes it, on a database of its own, with nobody who does the jobs. */
export async function openStore(): Promise<OpenStore> {
  const postgresUrl = inject('postgresUrl');
  const name = `imagine_${randomUUID().replaceAll('-', '')}`;
  const databaseUrl = await createDatabase(postgresUrl, name, TEMPLATE);
  const onError = (error: Error) => {
    throw error;
  };
  const pool = openPool(databaseUrl, { max: CONNECTIONS, connectMs: 10_000, name, onError: () => undefined });
  const boss = openQueue(runnerOf(statements(pool)), { work: false, onError });
  await boss.start();
  const query = async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
    (await pool.query<T>(sql, values)).rows;

  return {
    store: createStore(pool, enqueueWith(boss)),
    work: createWork(pool, enqueueWith(boss), () => undefined),
    databaseUrl,
    query,
    counters: (teamId) =>
      query(
        `select scope, scope_id as "scopeId", held, captured from budget_months where team_id = $1 order by scope, scope_id`,
        [teamId],
      ),
    jobsOf: async ({ id }) =>
      (await query<{ name: string }>(`select name from pgboss.job where data ->> 'id' = $1 order by 1`, [id])).map(
        (job) => job.name,
      ),
    async close() {
      const broken = await checkInvariants(query);
      await boss.stop({ graceful: false, close: false });
      await pool.end();
      await dropDatabase(postgresUrl, name);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    },
  };
}

/** A request for one picture; what matters to a test is named by it. */
export function newGeneration(about: Partial<NewGeneration> & { teamId: string }): NewGeneration {
  const id = randomUUID();
  return {
    id,
    channelId: 'C1',
    userId: 'U1',
    act: 'make',
    kind: 'generation',
    prompt: 'a lighthouse',
    style: null,
    isPrivate: false,
    model: 'gpt-image-1.5',
    size: '1024x1024',
    quality: null,
    count: 1,
    credits: 1,
    keys: [`trigger:${id}`],
    parentId: null,
    parentPicture: null,
    otherId: null,
    otherPicture: null,
    againOf: null,
    replyTs: null,
    responseUrl: null,
    fileIds: [],
    ...about,
  };
}

/** Where a placeholder stands. */
export const announced = (messageTs: string) =>
  ({ delivery: 'message', messageTs, channelId: null, place: null }) as const;

export const PICTURE = [{ url: 'https://r2.pixapi.ai/lighthouse.png' }] as const;
