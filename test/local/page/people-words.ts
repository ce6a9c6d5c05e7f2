import type { Team } from '../slack/slack.ts';

/** `@bruno`, `@imagine` and `#design` as Slack sends them: by id. */
export function withIds({ people, channels, bot }: Team, text: string): string {
  const everybody = new Map(Object.values(people).map(({ key, id }) => [key, id]));
  everybody.set(bot.name, bot.userId);
  const named = new Map([...channels.values()].map(({ key, id }) => [key, id]));
  return text
    .replace(/(?<![\w@<])@(\w+)/g, (typed, name: string) => mention('@', everybody.get(name.toLowerCase())) ?? typed)
    .replace(/(?<![\w#<&])#([\w-]+)/g, (typed, name: string) => mention('#', named.get(name), `|${name}`) ?? typed);
}

function mention(sign: string, id: string | undefined, more = ''): string | undefined {
  return id === undefined ? undefined : `<${sign}${id}${more}>`;
}

/** What a command's text is after Slack has escaped it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
