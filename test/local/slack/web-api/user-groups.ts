import { z } from 'zod';
import type { UserGroup } from '../team.ts';
import { type Answer, flag, type Method, method, Refusal } from './method.ts';

/** On paid plans, with the scope. Members are told only to who asks for them, and of a disabled group there are none. */
const usergroupsList = method(
  z.strictObject({ include_count: flag.optional(), include_disabled: flag.optional(), include_users: flag.optional() }),
  (call, { include_count, include_disabled, include_users }) => {
    if (!call.state.settings.hasUserGroups) throw new Refusal('plan_upgrade_required');
    const groups = [...call.team.userGroups.values()].filter(({ isDisabled }) => include_disabled || !isDisabled);
    return {
      usergroups: groups.map((group) => ({
        ...groupObject(group, call.team.id),
        ...(include_count ? { user_count: String(membersOf(group).length) } : {}),
        ...(include_users ? { users: membersOf(group) } : {}),
      })),
    };
  },
);

const membersOf = ({ members, isDisabled }: UserGroup) => (isDisabled ? [] : [...members]);

function groupObject({ id, name, handle, isDisabled }: UserGroup, teamId: string): Answer {
  return {
    id,
    team_id: teamId,
    is_usergroup: true,
    is_subteam: true,
    name,
    handle,
    description: '',
    is_external: false,
    date_create: 1_700_000_000,
    date_update: 1_700_000_000,
    date_delete: isDisabled ? 1_700_000_100 : 0,
    auto_type: null,
    prefs: { channels: [], groups: [] },
  };
}

export const userGroupMethods: Record<string, Method> = { 'usergroups.list': usergroupsList };
