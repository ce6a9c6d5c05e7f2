import { describeIssue } from '../block-rules.ts';
import { revoke } from '../oauth/access.ts';
import { type Grant, isLive, refusalOf, teamOfToken } from '../oauth/grants.ts';
import { grantedTo, METHOD_SCOPES } from '../scopes.ts';
import type { State } from '../state.ts';
import { assistantMethods } from './assistant.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { type Answer, type Call, type Method, needScope, Refusal } from './method.ts';
import { peopleMethods } from './people.ts';
import { userGroupMethods } from './user-groups.ts';
import { viewMethods } from './views.ts';

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...peopleMethods,
    ...userGroupMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...viewMethods,
    ...assistantMethods,
  }),
);

/** One Web API call: the token, then the arguments, then the deed. Every answer is HTTP 200, as Slack's is. */
export function answerCall(
  state: State,
  name: string,
  token: string | undefined,
  sent: Record<string, unknown>,
): Answer {
  const violation = (text: string) => {
    state.violations.push(`${name}: ${text}`);
  };
  if (name === 'auth.revoke' && token !== undefined && isLive(state, token)) {
    revoke(state, token);
    return { ok: true, revoked: true };
  }
  const method = METHODS.get(name);
  if (!method) {
    violation('this local Slack has no such method');
    return { ok: false, error: 'unknown_method', req_method: name };
  }
  const org = orgGrant(state, token);
  if (org && name === 'auth.test') return orgTest(state, org);
  const team = teamOfToken(state, token, sent);
  if (!team) return { ok: false, error: refusalOf(state, token) };
  if (org && NEED_TEAM.has(name) && sent.team_id === undefined) return { ok: false, error: 'missing_argument' };
  try {
    const call = { state, team, violation, scopes: grantedTo(state, token) };
    const scope = METHOD_SCOPES[name];
    if (scope) needScope(call, scope);
    const { team_id = team.id, ...args } = sent;
    if (team_id !== team.id) violation(`team_id ${team_id} goes with the token of ${team.id}`);
    return { ok: true, ...method.run(call, readArguments(call, method, args)) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.error, ...error.extra };
    throw error;
  }
}

/** What lists things of a workspace has to be told of which, with the token of an organization. */
const NEED_TEAM = new Set(['users.list', 'usergroups.list', 'conversations.list']);

function orgGrant({ oauth }: State, token: string | undefined): Grant | undefined {
  const grant = token === undefined || oauth.dead.has(token) ? undefined : oauth.grants.get(token);
  return grant?.team === null ? grant : undefined;
}

function orgTest({ teams }: State, { enterprise }: Grant): Answer {
  const bot = [...teams.values()].find((team) => team.enterprise === enterprise)?.bot;
  return {
    ok: true,
    team_id: enterprise,
    enterprise_id: enterprise,
    user_id: bot?.userId,
    bot_id: bot?.botId,
    is_enterprise_install: true,
  };
}

/** Slack overlooks an argument it doesn't know, which is why a wrong name goes unnoticed; here it is noted. */
function readArguments({ violation }: Call, method: Method, sent: Record<string, unknown>): Record<string, unknown> {
  const known = Object.fromEntries(Object.entries(sent).filter(([name]) => name in method.args.shape));
  for (const name of Object.keys(sent)) {
    if (!(name in known)) violation(`unknown argument "${name}"`);
  }
  const result = method.args.safeParse(known);
  if (result.success) return result.data;
  const messages = result.error.issues.map(describeIssue);
  violation(`invalid_arguments: ${messages.join('; ')}`);
  throw new Refusal('invalid_arguments', {
    response_metadata: { messages: messages.map((text) => `[ERROR] ${text}`) },
  });
}
