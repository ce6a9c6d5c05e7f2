import { LRUCache } from 'lru-cache';
import { slackErrorName, slackFailure } from '../api/failures.ts';
import type { Installation } from '../api/installations.ts';
import { oneLine } from '../kit/text.ts';

export interface UserGroup {
  readonly id: string;
  /** As it is written after @. */
  readonly handle: string;
  readonly memberIds: ReadonlySet<string>;
}

/** `told` otherwise than `all`: why there are none: the workspace did not grant `usergroups:read`, or its plan has no user groups. */
export interface UserGroups {
  readonly told: 'all' | 'no_scope' | 'no_plan';
  readonly groups: readonly UserGroup[];
}

export interface Groups {
  /** At most a minute old. Throws `chat_busy` when Slack does not answer: groups that can't be read are not taken for none. */
  list(installation: Installation): Promise<UserGroups>;
}

const FRESH_MS = 60_000;
const MOST_TEAMS = 200;
/** A list is at most 4 MB long, as every answer; beyond so many groups or members something is not as it should be. */
const MOST_GROUPS = 5_000;
const LONGEST_HANDLE = 80;

/** One call for a team and minute, whoever asks. */
export function createGroups(now: () => number = Date.now): Groups {
  const known = new LRUCache<string, Promise<UserGroups>>({
    max: MOST_TEAMS,
    ttl: FRESH_MS,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    async list(installation) {
      const fresh = known.get(installation.teamId);
      if (fresh) return await fresh;
      const asking = ask(installation);
      known.set(installation.teamId, asking);
      asking.catch(() => known.peek(installation.teamId) === asking && known.delete(installation.teamId));
      return await asking;
    },
  };
}

/** docs.slack.dev/reference/methods/usergroups.list; the last is what workspaces on a free plan have been seen to get. */
const NONE: Record<string, UserGroups['told']> = {
  missing_scope: 'no_scope',
  plan_upgrade_required: 'no_plan',
  paid_teams_only: 'no_plan',
};

async function ask({ client }: Installation): Promise<UserGroups> {
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_users: true });
    if (usergroups.length > MOST_GROUPS) throw new Error(`${usergroups.length} user groups`);
    return {
      told: 'all',
      groups: usergroups.flatMap(({ id, handle, name, users = [], date_delete: deleted }) =>
        id && !deleted
          ? [{ id, handle: oneLine(handle ?? name ?? id, LONGEST_HANDLE), memberIds: new Set(users) }]
          : [],
      ),
    };
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    const told = NONE[slackErrorName(failure) ?? ''];
    if (!told) throw failure;
    return { told, groups: [] };
  }
}
