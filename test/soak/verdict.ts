import type { LocalPixapi } from '../local/pixapi/pixapi.ts';
import type { LocalSlack } from '../local/slack/slack.ts';
import { checkInvariants } from '../support/invariants.ts';
import { picturesIn } from '../support/pictures-in.ts';
import type { Sent } from './load.ts';
import type { Query } from './run.ts';
import { PIXAPI, SLACK, type SoakOptions } from './script.ts';

export interface Row {
  readonly teamId: string;
  readonly id: string;
  readonly prompt: string;
  readonly act: string;
  readonly state: string;
  readonly failure: string | null;
  readonly captured: number;
  readonly held: number;
  /** The answer to its first message, or to the last, was lost: one more message may stand there. */
  readonly isUnsure: boolean;
}

export interface Evidence {
  readonly slack: LocalSlack;
  readonly pixapi: LocalPixapi;
  readonly query: Query;
  readonly sent: readonly Sent[];
  readonly logLines: readonly string[];
  /** Rows of the ledger as they stood in the middle. */
  readonly ledgerThen: readonly string[];
  readonly budget: number;
  /** So many orders of all teams may be at Pixapi at once. */
  readonly cap: number;
}

export const readRows = (query: Query) =>
  query<Row>(`select g.team_id as "teamId", g.id, g.prompt, g.act, g.state, g.failure,
      coalesce(sum(l.captured_delta), 0)::int as captured, coalesce(sum(l.held_delta), 0)::int as held,
      g.message_ts is null or g.posting_at is not null as "isUnsure"
    from generations g left join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
    group by g.team_id, g.id`);

export const readLedger = async (query: Query) =>
  (await query<{ row: string }>(`select to_jsonb(l)::text as row from ledger_entries l`)).map(({ row }) => row);

/** Every broken promise, by its number in the list of what must hold; none when all is well. */
export async function judge(evidence: Evidence, rows: readonly Row[]): Promise<string[]> {
  const { query, sent, ledgerThen } = evidence;
  const ledgerNow = new Set(await readLedger(query));
  const say = (name: string, list: readonly unknown[]) =>
    list.length === 0
      ? []
      : [
          `${name} (${list.length}): ${list
            .slice(0, 5)
            .map((one) => JSON.stringify(one))
            .join(' ')}`,
        ];
  return [
    ...say('I1 accepted, and no row', lost(sent, rows)),
    ...say('I2 one request, several rows', doubled(rows)),
    ...say('I3 I4 ledger', await checkInvariants(query)),
    ...say('I3 overspent', overspent(evidence, rows)),
    ...say('I5 billed twice, or not as charged', billedWrongly(evidence, rows)),
    ...say('I6 more at Pixapi at once than may be', tooMany(evidence, rows)),
    ...say('I9 what people see', seenWrongly(evidence, rows)),
    ...say('I10 a row of another team', strayed(evidence, rows)),
    ...say('I12 secret in the log', leaked(evidence)),
    ...say(
      'I14 rows of the ledger changed or gone',
      ledgerThen.filter((row) => !ledgerNow.has(row)),
    ),
    ...say('a wrong use of an API', [...evidence.slack.violations, ...evidence.pixapi.leaks().map(({ path }) => path)]),
  ];
}

/** Of the kinds of fault that never hit, the names: without them nothing is shown. */
export function tooWeak({ kills, restarts, requests }: SoakOptions, hits: ReadonlyMap<string, number>): string[] {
  const kinds = [
    ...Object.keys(PIXAPI).map((kind) => `Pixapi: ${kind}`),
    ...Object.keys(SLACK).map((kind) => `Slack: ${kind}`),
    ...['command', 'private', 'mention', 'edit'].map((way) => `way: ${way}`),
    ...['press', 'cancel', 'the same request again', 'the same event again', 'refused for the budget'],
    ...(kills >= 40 ? ['SIGKILL', 'SIGTERM', 'SIGSTOP', 'taken up from the dead'] : []),
    ...(restarts > 0 ? ['Postgres restarted'] : []),
  ];
  return requests < 400 ? [] : kinds.filter((kind) => !hits.get(kind));
}

/** Of whoever heard yes there is a row. Events are answered 200 in the end, and then there is one. */
function lost(sent: readonly Sent[], rows: readonly Row[]): string[] {
  const known = new Set(rows.map(({ prompt }) => prompt));
  return sent.flatMap(({ asking: { prompt }, isAccepted, deliveries }) =>
    (isAccepted || (deliveries.length > 0 && deliveries.every(({ ok }) => ok))) && !known.has(prompt) ? [prompt] : [],
  );
}

function doubled(rows: readonly Row[]): string[] {
  const seen = new Set<string>();
  return rows.flatMap(({ prompt, act }) => {
    if (act === 'vary') return [];
    if (seen.has(prompt)) return [prompt];
    seen.add(prompt);
    return [];
  });
}

function overspent({ budget }: Evidence, rows: readonly Row[]): unknown[] {
  const teams = Object.entries(Object.groupBy(rows, ({ teamId }) => teamId));
  const sums = teams.map(([team, list = []]) => ({
    team,
    sum: list.reduce((sum, one) => sum + one.captured + one.held, 0),
  }));
  return sums.filter(({ sum }) => sum > budget);
}

/** Presses repeat a prompt, so money is compared by prompt: known ends cost what Pixapi charged, unknown ones at most what is held. */
function billedWrongly({ pixapi }: Evidence, rows: readonly Row[]): unknown[] {
  const bills = Map.groupBy(pixapi.billed(), ({ prompt }) => prompt);
  const orders = Map.groupBy(pixapi.submits(), ({ fields }) => String(fields?.prompt));
  const unknownPrompts = [...bills.keys()].filter((prompt) => !rows.some((row) => row.prompt === prompt));
  const groups = [...Map.groupBy(rows, ({ prompt }) => prompt)];
  const wrong = groups.flatMap(([prompt, list]) => {
    const billed = (bills.get(prompt) ?? []).reduce((sum, { credits }) => sum + credits, 0);
    const captured = list.reduce((sum, one) => sum + one.captured, 0);
    const held = list.reduce((sum, one) => sum + one.held, 0);
    const many = orders.get(prompt)?.length ?? 0;
    const stillHeld = list.filter(({ state, held: left }) => left !== 0 && state !== 'unknown');
    return many > list.length || billed < captured || billed > captured + held || stillHeld.length > 0
      ? [{ prompt, billed, captured, held, orders: many, rows: list.map(({ state, failure }) => failure ?? state) }]
      : [];
  });
  return [...unknownPrompts, ...wrong];
}

/** Of what is unknown to us Pixapi may still be making something. */
function tooMany({ pixapi, cap }: Evidence, rows: readonly Row[]): unknown[] {
  const unsure = rows.filter(({ state }) => state === 'unknown').length;
  return pixapi.maxInFlight() > cap + unsure ? [{ max: pixapi.maxInFlight(), cap, unsure }] : [];
}

/** Pictures stand there once for each that was posted; no placeholder is left but where an answer of Slack's was lost. */
function seenWrongly({ slack }: Evidence, rows: readonly Row[]): unknown[] {
  const about = new Map<string, { pictures: number; placeholders: number; words: number }>();
  const count = (blocks: unknown) => {
    const text = JSON.stringify(blocks);
    const prompt = /lighthouse number \d{6}/.exec(text)?.[0];
    if (!prompt) return;
    const seen = about.get(prompt) ?? { pictures: 0, placeholders: 0, words: 0 };
    about.set(prompt, seen);
    if (picturesIn(blocks).length > 0) seen.pictures += 1;
    else if (text.includes('"cancel_image"')) seen.placeholders += 1;
    else seen.words += 1;
  };
  for (const team of Object.values(slack.teams)) {
    for (const { messages } of team.channels.values())
      for (const { blocks, bot_id: bot } of messages.values()) if (bot) count(blocks);
    for (const { blocks, deleted } of team.ephemerals) if (!deleted) count(blocks);
  }
  return [...Map.groupBy(rows, ({ prompt }) => prompt)].flatMap(([prompt, list]) => {
    const { pictures, placeholders, words } = about.get(prompt) ?? { pictures: 0, placeholders: 0, words: 0 };
    const posted = list.filter(({ state }) => state === 'posted').length;
    const perhaps = list.filter(({ state }) => state === 'made').length;
    const unsure = list.filter(({ isUnsure }) => isUnsure).length;
    const isSilent = pictures + words < list.filter(({ state }) => state !== 'canceled').length - perhaps;
    return pictures < posted || pictures > posted + perhaps || placeholders > unsure || (isSilent && unsure === 0)
      ? [{ prompt, pictures, placeholders, words, rows: list }]
      : [];
  });
}

function strayed({ slack, sent }: Evidence, rows: readonly Row[]): unknown[] {
  const teamOf = new Map(sent.map(({ asking }) => [asking.prompt, slack.teams[asking.team]?.id]));
  return rows.filter(({ prompt, teamId }) => teamOf.get(prompt) !== teamId);
}

function leaked({ slack, pixapi, logLines }: Evidence): string[] {
  const tokens = Object.values(slack.teams).map(({ tokens: { bot } }) => bot);
  const secrets = [slack.signingSecret, pixapi.key, ...tokens, 'lighthouse'];
  return logLines.filter((line) => secrets.some((secret) => line.includes(secret)));
}
