import { held, team } from './store.ts';

export interface Completion {
  title: string;
  note: string;
  /** The whole text once it is chosen. */
  becomes: string;
}

export interface Completions {
  list: Completion[];
  /** How the command that is being typed is used. */
  hint: string | null;
}

/** What Slack would offer for the words typed so far: commands at the beginning, people and channels anywhere. */
export function completionsFor(text: string, inThread: boolean): Completions {
  const { commands = [], people = [], app } = team() ?? {};
  const typed = commands.find(({ command }) => text.startsWith(`${command} `) || text === command);
  const hint = typed && !inThread ? `${typed.command} ${typed.usageHint}` : null;
  if (/^\/\w*$/.test(text) && !inThread) {
    const list = commands
      .filter(({ command }) => command.startsWith(text) && command !== text)
      .map(({ command, description, usageHint }) => ({
        title: `${command} ${usageHint}`,
        note: description,
        becomes: `${command} `,
      }));
    return { list, hint };
  }
  const [, before = '', sign = '', word = ''] = /^(.*(?:^|\s))([@#])([\w-]*)$/s.exec(text) ?? [];
  const begins = (name: string) => name.toLowerCase().startsWith(word.toLowerCase());
  if (sign === '@') {
    const named = [
      ...(app ? [{ key: app.name, name: 'app' }] : []),
      ...people.filter(({ key, name }) => begins(key) || begins(name)),
    ];
    return {
      list: named
        .filter(({ key, name }) => begins(key) || begins(name))
        .map(({ key, name }) => ({ title: `@${key}`, note: name, becomes: `${before}@${key} ` })),
      hint,
    };
  }
  if (sign !== '#') return { list: [], hint };
  const channels = [...held.channel.values()].filter(({ kind, name }) => kind !== 'im' && begins(name));
  return {
    list: channels.map(({ name }) => ({ title: `#${name}`, note: '', becomes: `${before}#${name} ` })),
    hint,
  };
}
