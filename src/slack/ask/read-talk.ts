import { z } from 'zod';
import type { Telling, ToldBy } from '../../core/asking/tellings.ts';
import { readSpelling } from '../spelling/spelling.ts';

/** A person's message, as far as we look at it. */
export interface Talk {
  readonly channelId: string;
  readonly userId: string;
  /** The author's own workspace, where Slack says so. */
  readonly userTeam: string | null;
  /** As `readSpelling` gives it. */
  readonly text: string;
  readonly ts: string;
  readonly threadTs: string | null;
  /** Attached files that are, or may be, pictures. */
  readonly fileIds: readonly string[];
  /** Something else is attached, or a picture of a kind that we can't start from. */
  readonly hasOtherFiles: boolean;
  /** Said in the direct messages of one person with the app. */
  readonly isDirect: boolean;
  /** Which event tells of it, and what it tells beside the words. */
  readonly toldBy: ToldBy;
  readonly telling: Telling;
  /** Of the two events that come for a mention, the one in which it is answered: `app_mention`, but where there is none. */
  readonly answersMention: boolean;
}

const file = z.object({ id: z.string(), mimetype: z.string().nullish(), file_access: z.string().nullish() });
const talk = z.object({
  type: z.string().optional(),
  channel_type: z.string().nullish(),
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

/** Slack's own bot, which is not marked as one. */
const SLACKBOT = 'USLACKBOT';

/** Edits, deletions, joins, and what bots (we too) say are nobody's request: null. */
export function readTalk(event: unknown): Talk | null {
  const read = talk.safeParse(event);
  if (!read.success || read.data.user === SLACKBOT) return null;
  const { type, channel_type, channel, user, text, ts, thread_ts, team, user_team } = read.data;
  const telling: Telling = {
    threadTs: thread_ts ?? null,
    // Where the two don't agree, neither is believed.
    userTeam: user_team && team && user_team !== team ? null : (user_team ?? team ?? null),
    files: (read.data.files ?? []).map(({ id, mimetype, file_access }) => ({
      id,
      mimetype: mimetype ?? null,
      file_access: file_access ?? null,
    })),
  };
  const isMention = type === 'app_mention';
  const isDirect = channel_type === 'im';
  const said = { channelId: channel, userId: user, text: readSpelling(text), ts, isDirect };
  return withTelling({ ...said, toldBy: isMention ? 'app_mention' : 'message' }, telling, isMention || isDirect);
}

/** A message with what is known of it beside its words. */
export function withTelling(
  {
    channelId,
    userId,
    text,
    ts,
    isDirect,
    toldBy,
  }: Pick<Talk, 'channelId' | 'userId' | 'text' | 'ts' | 'isDirect' | 'toldBy'>,
  telling: Telling,
  answersMention: boolean,
): Talk {
  const { threadTs, userTeam, files } = telling;
  return {
    ...{ channelId, userId, text, ts, isDirect, toldBy, telling, threadTs, userTeam, answersMention },
    fileIds: files.filter(mayBePicture).map(({ id }) => id),
    hasOtherFiles: !files.every(mayBePicture),
  };
}

/** Of HEIC, which iPhones make, it is the JPEG that Slack keeps of it. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/jpg', 'image/webp', 'image/heic', 'image/heif']);

/** A Slack Connect file comes without a type, and so does one that Slack has not processed yet. */
export function mayBePicture({
  mimetype,
  file_access,
}: Pick<z.output<typeof file>, 'mimetype' | 'file_access'>): boolean {
  return file_access === 'check_file_info' || !mimetype || PICTURES.has(mimetype);
}
