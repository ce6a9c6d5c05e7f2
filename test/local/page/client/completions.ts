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
  const { commands = [] } = team() ?? {};
  if (inThread) return { list: named(text), hint: null };
  const typed = commands.find(({ command }) => text.startsWith(`${command} `) || text === command);
  const hint = typed ? `${typed.command} ${typed.usageHint}` : null;
  if (!/^\/\w*$/.test(text)) return { list: named(text), hint };
  const list = commands
    .filter(({ command }) => command.startsWith(text) && command !== text)
    .map(({ command, description, usageHint }) => ({
      title: `${command} ${usageHint}`,
      note: description,
      becomes: `${command} `,
    }));
  return { list, hint };
}

/** The people or channels whose names begin as the last word does; none once a name stands there whole. */
function named(text: string): Completion[] {
  const [, before = '', sign = '', word = ''] = /^(.*(?:^|\s))([@#])([\w-]*)$/s.exec(text) ?? [];
  if (sign === '') return [];
  const all = sign === '@' ? everybody() : channels();
  if (all.some(({ key }) => key === word)) return [];
  const begins = (name: string) => name.toLowerCase().startsWith(word.toLowerCase());
  return all
    .filter(({ key, name }) => begins(key) || begins(name))
    .map(({ key, name }) => ({ title: sign + key, note: name, becomes: `${before}${sign}${key} ` }));
}

function everybody(): { key: string; name: string }[] {
  const { people = [], app } = team() ?? {};
  return [...(app ? [{ key: app.name, name: 'app' }] : []), ...people];
}

function channels(): { key: string; name: string }[] {
  return [...held.channel.values()].filter(({ kind }) => kind !== 'im').map(({ name }) => ({ key: name, name: '' }));
}
