import type { ChannelMode } from '../../core/asking/team-words.ts';
import {
  NO_POLICY,
  type Policy,
  type PolicyChange,
  type PolicyChanged,
  type PolicyRules,
  type PolicyStore,
} from '../../core/policy/policy.ts';
import type { Sql } from '../connection/prepared.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';
import { changePolicy } from './change-policy.ts';

export function policyStore({ single, within }: Work): PolicyStore {
  return {
    readPolicy: (teamId) => readPolicy(single, teamId),
    changePolicy: (by, change, defaultCredits) =>
      within(async (sql) => {
        await ensureTeam(sql, by.teamId, defaultCredits);
        return await applyPolicy(sql, by, change);
      }),
  };
}

/** Of a team that is known. Two who change it at once do so one after the other. */
export async function applyPolicy(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  change: PolicyChange,
): Promise<PolicyChanged> {
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  return await changePolicy(sql, by, change, await readPolicy(sql, by.teamId), () => readPolicy(sql, by.teamId));
}

/** One of the rules that a form sets all at once; the others stay. */
export async function applyRule(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  rule: Partial<PolicyRules>,
): Promise<void> {
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  const { version, guestsMaySpend, blockedWords, ...policy } = await readPolicy(sql, by.teamId);
  await applyPolicy(sql, by, { kind: 'rules', rules: { ...policy, ...rule }, guestsMaySpend, blockedWords, version });
}

type Row = Omit<Policy, 'paused' | 'channels'> & {
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly channels: Record<string, ChannelMode>;
};

async function readPolicy(sql: Sql, teamId: string): Promise<Policy> {
  const { rows } = await sql.query<Row>(
    `select t.policy_version as version, t.paused_at as "pausedAt", t.paused_by as "pausedBy", t.guests_may_spend as "guestsMaySpend",
       p.spend_groups as "spendGroups", p.models, p.sizes, p.qualities, p.most_credits as "mostCredits",
       p.default_model as "defaultModel", p.default_size as "defaultSize", p.default_quality as "defaultQuality",
       t.is_low_when_short and exists (select from budgets b join budget_periods c on c.team_id = b.team_id and c.scope = b.scope
         and c.scope_id = b.scope_id and c.period = b.period and c.start = period_start(t, b.period)
         where b.team_id = t.team_id and b.scope = 'team' and b.scope_id = t.team_id
           and (c.held + c.captured - c.granted) * 100 >= 80 * b.monthly_credits) as "isShort",
       coalesce(p.blocked_words, '{}') as "blockedWords",
       coalesce((select jsonb_object_agg(channel_id, mode) from channel_rules r where r.team_id = t.team_id), '{}') as channels
     from teams t left join policies p on p.team_id = t.team_id where t.team_id = $1`,
    [teamId],
  );
  const [row] = rows;
  if (!row) return NO_POLICY;
  const { pausedAt, pausedBy, channels, ...policy } = row;
  return {
    ...policy,
    paused: pausedAt && pausedBy !== null ? { at: pausedAt, by: pausedBy } : null,
    channels: new Map(Object.entries(channels)),
  };
}
