import { z } from 'zod';
import type { Person } from '../people.ts';
import type { Team } from '../team.ts';
import { type Answer, count, flag, type Method, method, Refusal } from './method.ts';
import { personIn } from './reach.ts';

const authTest = method(z.strictObject({}), ({ team }) => ({
  url: `https://${team.domain}.slack.com/`,
  team: team.name,
  user: team.bot.name,
  team_id: team.id,
  user_id: team.bot.userId,
  bot_id: team.bot.botId,
  ...(team.enterprise === null ? {} : { enterprise_id: team.enterprise }),
  is_enterprise_install: false,
}));

const teamInfo = method(z.strictObject({ team: z.string().optional() }), (call, args) => {
  const { team } = call;
  if (args.team !== undefined && args.team !== team.id) {
    call.violation(`the token of ${team.id} was used on team ${args.team}`);
    throw new Refusal('team_not_found');
  }
  const icon = { image_default: true, image_68: `${call.state.url}/icon.png` };
  return { team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon } };
});

const usersInfo = method(z.strictObject({ user: z.string(), include_locale: flag.optional() }), (call, args) => {
  if (args.user === call.team.bot.userId) return { user: botObject(call.team) };
  const person = personIn(call, args.user);
  if (!person) throw new Refusal('user_not_found');
  return { user: personObject(person, args.include_locale === true) };
});

const MOST_A_PAGE = 1000;

/** Page by page; the cursor says where the next page begins. `team_id`, which every method takes, is read before. */
const usersList = method(
  z.strictObject({
    limit: count.pipe(z.number().min(1).max(MOST_A_PAGE)).optional(),
    cursor: z.string().optional(),
    include_locale: flag.optional(),
  }),
  (call, { limit = MOST_A_PAGE, cursor, include_locale }) => {
    const [, from] = /^user:(\d+)$/.exec(Buffer.from(cursor ?? '', 'base64').toString()) ?? [];
    if (cursor && from === undefined) throw new Refusal('invalid_cursor');
    const all = [
      botObject(call.team),
      ...Object.values(call.team.people).map((person) => personObject(person, include_locale === true)),
    ];
    const end = Number(from ?? 0) + limit;
    const next_cursor = end < all.length ? Buffer.from(`user:${end}`).toString('base64') : '';
    return { members: all.slice(Number(from ?? 0), end), cache_ts: 1_700_000_000, response_metadata: { next_cursor } };
  },
);

function personObject(person: Person, withLocale: boolean): Answer {
  const common = {
    id: person.id,
    team_id: person.teamId,
    name: person.key,
    deleted: person.isDeactivated,
    real_name: person.realName,
    profile: { real_name: person.realName, display_name: person.key, team: person.teamId },
    is_bot: false,
    is_app_user: false,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: person.tzOffset,
    updated: 1_700_000_000,
  };
  // Slack says nothing of a stranger's rights and language.
  if (person.isStranger) return { ...common, is_stranger: true };
  if (person.isDeactivated) return common;
  return {
    ...common,
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: person.isOwner,
    is_restricted: person.isGuest || person.isSingleChannelGuest,
    is_ultra_restricted: person.isSingleChannelGuest,
    ...(withLocale ? { locale: person.locale } : {}),
  };
}

function botObject({ id, bot, appId }: Team): Answer {
  const profile = { real_name: bot.name, display_name: bot.name, bot_id: bot.botId, api_app_id: appId };
  return { id: bot.userId, team_id: id, name: bot.name, real_name: bot.name, profile, is_bot: true, deleted: false };
}

export const peopleMethods: Record<string, Method> = {
  'auth.test': authTest,
  'team.info': teamInfo,
  'users.info': usersInfo,
  'users.list': usersList,
};
