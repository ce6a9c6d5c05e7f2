import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { sign } from '../local/slack/signing.ts';
import { seedTeam } from '../local/slack/team.ts';

export interface Ack {
  /** The number in the prompt, by which it is found again. */
  readonly fox: number;
  readonly ok: boolean;
  /** On the wall clock, as the journals have it. */
  readonly ackedAt: number;
  readonly ms: number;
}

/** Sends signed `/imagine a red fox <number>` as Slack would, over connections that are kept. */
export interface Sender {
  send(team?: string): Promise<Ack>;
  close(): Promise<void>;
}

let foxes = 0;

/** Requests go round many channels: in one, Slack takes about one message a second, and the app posts no more. */
export const CHANNELS = 500;
const channelOf = (teamId: string, n: number) => `C${teamId.slice(1)}ROOM${n % CHANNELS}`;

export function createSender(appUrl: string, signingSecret: string, connections = 32): Sender {
  const pool = new Pool(appUrl, { connections, pipelining: 1 });
  const teams = new Map<string, Record<string, string>>();
  const fieldsOf = (key: string) => {
    const fields = teams.get(key) ?? commandOf(key);
    teams.set(key, fields);
    return fields;
  };
  return {
    async send(team = 'acme') {
      const fox = ++foxes;
      const body = new URLSearchParams({
        ...fieldsOf(team),
        channel_id: channelOf(fieldsOf(team).team_id ?? '', fox),
        text: `a red fox ${fox}`,
        trigger_id: `${fox}.bench`,
      }).toString();
      const began = performance.now();
      const { statusCode, body: answered } = await pool.request({
        method: 'POST',
        path: '/slack/events',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...sign(signingSecret, body) },
        body,
      });
      const words = await answered.text();
      // An accepted command is answered by silence: words would say why not.
      if (statusCode !== 200 || words) console.log(statusCode, words);
      return { fox, ok: statusCode === 200 && words === '', ackedAt: Date.now(), ms: performance.now() - began };
    },
    close: () => pool.destroy(),
  };
}

function commandOf(key: string): Record<string, string> {
  const team = seedTeam(key, key);
  return {
    token: 'sim-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_name: 'bench',
    user_id: team.people.ana.id,
    user_name: 'ana',
    command: '/imagine',
    api_app_id: team.appId,
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/1/2/3',
  };
}

/** So many at once, the next as soon as one is answered, until `isOver`. */
export async function flood(concurrency: number, isOver: () => boolean, send: () => Promise<Ack>): Promise<Ack[]> {
  const acks: Ack[] = [];
  const one = async () => {
    while (!isOver()) acks.push(await send());
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return refuseFailed(acks);
}

/** At a constant rate, whatever the answers do; each is timed from the moment at which it was due. */
export async function atRate(perSecond: number, forMs: number, send: () => Promise<Ack>): Promise<Ack[]> {
  const began = performance.now();
  const sent: Promise<Ack>[] = [];
  for (let due = began; due < began + forMs; due += 1_000 / perSecond) {
    if (due > performance.now()) await delay(due - performance.now());
    const late = performance.now() - due;
    sent.push(send().then((ack) => ({ ...ack, ms: ack.ms + Math.max(0, late) })));
  }
  return refuseFailed(await Promise.all(sent));
}

function refuseFailed(acks: Ack[]): Ack[] {
  const failed = acks.filter(({ ok }) => !ok).length;
  if (failed > 0)
    throw new Error(`${failed} of ${acks.length} requests were not accepted: the figure would be worth nothing`);
  return acks;
}
