import { z } from 'zod';

/** A person's message, as far as we look at it. */
export interface Talk {
  readonly channelId: string;
  readonly userId: string;
  /** The author's own workspace, where Slack says so. */
  readonly userTeam: string | null;
  readonly text: string;
  readonly ts: string;
  readonly threadTs: string | null;
  /** Attached files that are, or may be, pictures. */
  readonly fileIds: readonly string[];
}

const file = z.object({ id: z.string(), mimetype: z.string().nullish(), file_access: z.string().nullish() });
const talk = z.object({
  channel: z.string(),
  user: z.string(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  bot_id: z.undefined().optional(),
  team: z.string().nullish(),
  user_team: z.string().nullish(),
  files: z.array(file).nullish(),
});

/** Edits, deletions, joins, and what bots (we too) say are nobody's request: null. */
export function readTalk(event: unknown): Talk | null {
  const read = talk.safeParse(event);
  if (!read.success) return null;
  const { channel, user, text, ts, thread_ts, team, user_team, files } = read.data;
  return {
    channelId: channel,
    userId: user,
    userTeam: user_team ?? team ?? null,
    text,
    ts,
    threadTs: thread_ts ?? null,
    fileIds: (files ?? []).filter(isPicture).map(({ id }) => id),
  };
}

/** A Slack Connect file comes without a type, and so does one that Slack has not processed yet (slack-platform §0, trap 17). */
function isPicture({ mimetype, file_access }: z.output<typeof file>): boolean {
  return file_access === 'check_file_info' || !mimetype || mimetype.startsWith('image/');
}
