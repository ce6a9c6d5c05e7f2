import {
  LONGEST_BLOCKED,
  MOST_BLOCKED,
  MOST_CHANNEL_RULES,
  type Policy,
  type PolicyChange,
  type PolicyChanged,
  type PolicyRules,
} from '../../core/policy/policy.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { lastChange } from '../team/last-change.ts';

interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** What a change is in the audit. Null for from or to: there is no such rule. */
interface Entry {
  readonly action: 'policy_set' | 'paused' | 'resumed';
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Of a team that is known and whose row is locked. `policy`: as it is before; `read`: as it is now. */
export async function changePolicy(
  sql: Sql,
  by: By,
  change: PolicyChange,
  policy: Policy,
  read: () => Promise<Policy>,
): Promise<PolicyChanged> {
  if (isFull(change, policy)) return { outcome: 'too_many' };
  const entries = entriesOf(change, policy);
  const [first] = entries;
  if (change.kind === 'rules' && change.version !== policy.version) {
    return { outcome: 'conflict', policy, before: await lastChange(sql, by, 'policy_set', null) };
  }
  const byOther = first ? await lastChange(sql, by, first.action, first.subject) : null;
  if (entries.length === 0) return { outcome: 'same', policy, before: null };
  await write(sql, by, change);
  await sql.query(`update teams set policy_version = nextval('policy_versions') where team_id = $1`, [by.teamId]);
  for (const entry of entries) await audit(sql, { ...by, ...entry });
  return { outcome: 'changed', policy: await read(), before: byOther };
}

function isFull(change: PolicyChange, { blockedWords, channels }: Policy): boolean {
  if (change.kind === 'rules') return areTooMany(change.blockedWords);
  if (change.kind === 'block') return !blockedWords.includes(change.word) && areTooMany([...blockedWords, change.word]);
  if (change.kind !== 'channel' || change.mode === 'on') return false;
  return channels.size >= MOST_CHANNEL_RULES && !channels.has(change.channelId);
}

const areTooMany = (words: readonly string[]) =>
  words.length > MOST_BLOCKED || words.join('\n').length > LONGEST_BLOCKED;

/** One for each rule that becomes another; none where all is as it was. */
function entriesOf(change: PolicyChange, policy: Policy): Entry[] {
  switch (change.kind) {
    case 'channel': {
      const from = policy.channels.get(change.channelId) ?? 'on';
      return entry(`channel:${change.channelId}`, from, change.mode);
    }
    case 'block':
      return policy.blockedWords.includes(change.word) ? [] : entry('blocked_word', null, change.word);
    case 'unblock':
      return policy.blockedWords.includes(change.word) ? entry('blocked_word', change.word, null) : [];
    case 'max':
      return entry('most_credits', said(policy.mostCredits), said(change.credits));
    case 'pause':
      return policy.paused ? [] : [{ action: 'paused', subject: 'team', from: null, to: null }];
    case 'resume':
      return policy.paused ? [{ action: 'resumed', subject: 'team', from: null, to: null }] : [];
    case 'rules': {
      const guests = entry('guests', look(policy.guestsMaySpend), look(change.guestsMaySpend));
      const names = Object.keys(COLUMNS) as (keyof PolicyRules)[];
      return [
        ...names.flatMap((name) => entry(COLUMNS[name], said(policy[name]), said(change.rules[name]))),
        ...guests,
        ...change.blockedWords
          .filter((one) => !policy.blockedWords.includes(one))
          .flatMap((one) => entry('blocked_word', null, one)),
        ...policy.blockedWords
          .filter((one) => !change.blockedWords.includes(one))
          .flatMap((one) => entry('blocked_word', one, null)),
      ];
    }
    default:
      return change satisfies never;
  }
}

/** Under which a rule stands in its table and in the audit. */
const COLUMNS: Record<keyof PolicyRules, string> = {
  spendGroups: 'spend_groups',
  models: 'models',
  sizes: 'sizes',
  qualities: 'qualities',
  mostCredits: 'most_credits',
  defaultModel: 'default_model',
  defaultSize: 'default_size',
  defaultQuality: 'default_quality',
};

const entry = (subject: string, from: string | null, to: string | null): Entry[] =>
  from === to ? [] : [{ action: 'policy_set', subject: `policy:${subject}`, from, to }];

const look = (may: boolean) => (may ? 'spend' : 'look');

const said = (rule: readonly string[] | string | number | null): string | null =>
  rule === null ? null : Array.isArray(rule) ? rule.join(', ') : String(rule);

async function write(sql: Sql, { teamId, userId }: By, change: PolicyChange): Promise<void> {
  if (change.kind !== 'channel' && change.kind !== 'pause' && change.kind !== 'resume')
    await sql.query('insert into policies (team_id) values ($1) on conflict do nothing', [teamId]);
  switch (change.kind) {
    case 'channel':
      return await writeChannel(sql, teamId, change);
    case 'block':
      await sql.query('update policies set blocked_words = blocked_words || $2::text where team_id = $1', [
        teamId,
        change.word,
      ]);
      return;
    case 'unblock':
      await sql.query('update policies set blocked_words = array_remove(blocked_words, $2) where team_id = $1', [
        teamId,
        change.word,
      ]);
      return;
    case 'max':
      await sql.query('update policies set most_credits = $2 where team_id = $1', [teamId, change.credits]);
      return;
    case 'pause':
      await sql.query('update teams set paused_at = now(), paused_by = $2 where team_id = $1', [teamId, userId]);
      return;
    case 'resume':
      await sql.query('update teams set paused_at = null, paused_by = null where team_id = $1', [teamId]);
      return;
    case 'rules':
      return await writeRules(sql, teamId, change);
    default:
      change satisfies never;
  }
}

async function writeChannel(
  sql: Sql,
  teamId: string,
  { channelId, mode }: Extract<PolicyChange, { kind: 'channel' }>,
): Promise<void> {
  if (mode === 'on') {
    await sql.query('delete from channel_rules where team_id = $1 and channel_id = $2', [teamId, channelId]);
  } else {
    await sql.query(
      `insert into channel_rules (team_id, channel_id, mode) values ($1, $2, $3)
       on conflict (team_id, channel_id) do update set mode = excluded.mode`,
      [teamId, channelId, mode],
    );
  }
}

async function writeRules(
  sql: Sql,
  teamId: string,
  { rules, guestsMaySpend, blockedWords }: Extract<PolicyChange, { kind: 'rules' }>,
): Promise<void> {
  await sql.query(
    `update policies set spend_groups = $2, models = $3, sizes = $4, qualities = $5, most_credits = $6,
       default_model = $7, default_size = $8, default_quality = $9, blocked_words = $10 where team_id = $1`,
    [
      ...[teamId, rules.spendGroups, rules.models, rules.sizes, rules.qualities, rules.mostCredits],
      ...[rules.defaultModel, rules.defaultSize, rules.defaultQuality, blockedWords],
    ],
  );
  await sql.query('update teams set guests_may_spend = $2 where team_id = $1', [teamId, guestsMaySpend]);
}
