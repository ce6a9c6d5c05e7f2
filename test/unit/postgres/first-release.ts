import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect } from 'vitest';
import { newGeneration } from './support.ts';

/** Asks the database of this address, on a connection of its own. */
export async function ask<T extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return await client
    .query<T>(sql, values)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** A request as the release before 0003 accepts it: it knows no acts, styles and private pictures. */
export async function acceptAsBefore(url: string, about: { kind: 'generation' | 'edit'; [more: string]: unknown }) {
  const { act, style, isPrivate, otherId, otherPicture, ...request } = newGeneration({ teamId: 'T1' });
  const asked = { ...request, defaultCredits: 100, ...about };
  const [row] = await ask<{ outcome: string }>(
    url,
    `select answer ->> 'outcome' as outcome from accept_generations($1)`,
    [JSON.stringify([asked])],
  );
  expect(row).toEqual({ outcome: 'accepted' });
  return asked;
}

/** A request that it could not take, as it logs it; answers its id. */
export async function logRefusedAsBefore(url: string): Promise<string> {
  const id = randomUUID();
  await ask(
    url,
    `insert into generations (team_id, id, channel_id, user_id, kind, prompt, state, failure, ended_at, told_at)
     values ('T1', $1, 'C1', 'U1', 'edit', '--size huge', 'failed', 'flag_invalid', now(), now())`,
    [id],
  );
  return id;
}
