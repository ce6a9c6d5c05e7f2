import type { Ephemeral, Message } from '../message.ts';
import type { State } from '../state.ts';
import type { Channel, Team } from '../team.ts';
import { readBlocks } from './blocks.ts';
import { nameOf, readMrkdwn } from './mrkdwn.ts';

/** The channel as a person reads it, threads under their roots. Without a reader, everyone's ephemerals are shown. */
export function transcript(state: State, team: Team, channel: Channel, reader?: string): string {
  const hidden = team.ephemerals.filter(
    ({ channel: place, user, visible, deleted }) =>
      place === channel.id && visible && !deleted && (reader === undefined || user === reader),
  );
  const all = [...channel.messages.values(), ...hidden].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const roots = all.filter((entry) => !isReply(entry));
  const orphans = all.filter((entry) => isReply(entry) && !roots.some(({ ts }) => ts === entry.thread_ts));
  const lines = [...roots, ...orphans].flatMap((root) => [
    ...readEntry(state, team, root, reader),
    ...all
      .filter((entry) => isReply(entry) && entry.thread_ts === root.ts)
      .flatMap((reply) => readEntry(state, team, reply, reader).map((line) => `    ${line}`)),
  ]);
  return lines.join('\n');
}

function isReply({ ts, thread_ts }: Message | Ephemeral): boolean {
  return thread_ts !== undefined && thread_ts !== ts;
}

function readEntry(state: State, team: Team, entry: Message | Ephemeral, reader: string | undefined): string[] {
  const [first = '', ...more] = [...content(state, team, entry), ...attached(state, entry)];
  return [`${author(team, entry, reader)}: ${first}`, ...more.map((line) => `  ${line}`)];
}

function author(team: Team, entry: Message | Ephemeral, reader: string | undefined): string {
  if (!('via' in entry)) return nameOf(team, entry.user);
  const from = entry.via === 'slack' ? 'Slackbot' : team.bot.name;
  return `${from} (only ${reader === undefined ? nameOf(team, entry.user) : 'you'})`;
}

/** Where there are blocks, Slack shows them and keeps the text for notifications. A person's say the same as their text. */
function content(state: State, team: Team, entry: Message | Ephemeral): string[] {
  const { text, blocks } = entry;
  if (blocks.length > 0 && ('via' in entry || entry.bot_id)) return readBlocks(state, team, blocks);
  return text ? readMrkdwn(team, text).split('\n') : [];
}

function attached(state: State, { files }: Message | Ephemeral): string[] {
  return files
    .map((id) => state.files.get(id))
    .filter((file) => file !== undefined)
    .map((file) => {
      if (file.deleted) return '[file deleted]';
      if (/\.(csv|jsonl|zip)$/.test(file.name)) return `[file: ${file.name}]`;
      return `[picture: ${file.altTxt || file.name}${file.width ? ` (${file.width}x${file.height})` : ''}]`;
    });
}
