import { withEmoji } from '../sender/spelling.ts';
import { findPerson, type Team } from '../team.ts';

/** Text as Slack shows it: mentions and links by name, entities as the characters they stand for. */
export function readMrkdwn(team: Team, text: string): string {
  return withEmoji(unescapeText(text.replace(/<([^<>\s][^<>]*)>/g, (_, inside: string) => readEntity(team, inside))));
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readEntity(team: Team, inside: string): string {
  const [target = '', label] = inside.split('|');
  if (target.startsWith('@')) return `@${nameOf(team, target.slice(1))}`;
  if (target.startsWith('#')) return `#${team.channels.get(target.slice(1))?.name ?? label ?? 'private channel'}`;
  const group = target.match(/^!(channel|here|everyone)$/)?.[1];
  if (group) return `@${group} RINGS`;
  return label ?? target;
}

export function nameOf(team: Team, userId: string): string {
  return userId === team.bot.userId ? team.bot.name : (findPerson(team, userId)?.key ?? userId);
}
