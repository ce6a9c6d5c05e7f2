import { picturesIn } from '../../support/pictures-in.ts';
import type { LocalSlack } from '../slack/slack.ts';

/** The lines of a channel that are new since they were last asked for, whoever may see them. */
export function freshLines(slack: LocalSlack, channel: string): () => string[] {
  let known = lines(slack, channel);
  return () => {
    const now = lines(slack, channel);
    const left = [...known];
    known = now;
    return now.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
}

/** A channel in two parts: what everybody reads there, and what the app said to one person alone. */
export function readChannel(slack: LocalSlack, channel: string): { everybody: string[]; alone: string[] } {
  const parts = { everybody: [] as string[], alone: [] as string[] };
  let inside: string | null = null;
  for (const line of lines(slack, channel)) {
    const indent = line.length - line.trimStart().length;
    if (/^\s*\w+ \(only \w+\): /.test(line)) inside = ' '.repeat(indent + 2);
    else if (inside === null || !line.startsWith(inside) || indent > inside.length) inside = null;
    if (inside === null) parts.everybody.push(line);
    else parts.alone.push(line.slice(inside.length - 2));
  }
  return parts;
}

/** How many pictures of the app stand in the channel, by their file ids in the order of their messages. */
export function fileIds(slack: LocalSlack, channel: string, team?: string): string[] {
  return slack
    .messages(channel, team)
    .flatMap(({ blocks }) => picturesIn(blocks))
    .flatMap(({ slack_file: file }) => (file ? [file.id] : []));
}

function lines(slack: LocalSlack, channel: string): string[] {
  return slack
    .transcript(channel)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
