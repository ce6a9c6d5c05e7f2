import type { Imagine } from './imagine.ts';
import { findMark } from './marks.ts';

/** Everywhere that something is to be found again: each table of the database, and in Slack the app's messages, Homes and files. */
export async function tracesOf(imagine: Imagine, mark: string): Promise<string[]> {
  const { slack } = imagine;
  const team = slack.teams.acme;
  const people = Object.values(team.people).filter(({ isStranger }) => !isStranger);
  const channels = [...Object.keys(team.channels), ...people.map(({ key }) => `app:${key}`)];
  const said = channels.filter((channel) =>
    slack
      .messages(channel)
      .some((message) => message.bot_id !== undefined && JSON.stringify({ ...message, history: [] }).includes(mark)),
  );
  const homes = people
    .map(({ key }) => key)
    .filter((key) => JSON.stringify(slack.home(key)?.blocks ?? '').includes(mark));
  return [
    ...(await findMark(imagine.query, mark)),
    ...said.map((channel) => `#${channel}`),
    ...homes.map((key) => `home of ${key}`),
  ];
}
