import { post } from '../posting.ts';
import type { State, Telling } from '../state.ts';
import { hasApp, type Team } from '../team.ts';
import { mentionEvent, messageEvent } from '../wire.ts';
import type { Delivery, EventSender } from './events.ts';
import { asPhonePhoto } from './phone.ts';
import { blocksOf, spell } from './spelling.ts';
import { addFile, type FileUpload } from './upload.ts';
import { enter, type Scene } from './who-and-where.ts';

export interface SayOptions extends Scene {
  /** As typed. `<@BOT>` mentions the app; `<@U…>`, `<#C…>` and links are kept, any other `<` is escaped; emoji and addresses get Slack's spelling. */
  text: string;
  /** The text is Slack's own already. */
  isWire?: boolean;
  threadTs?: string;
  files?: FileUpload[];
  broadcast?: boolean;
  /** Delivers every event this many times more, as Slack does when it missed the answer. */
  retries?: number;
}

/** Puts a person's message into the channel and tells the app, where the app is a member. */
export async function say(
  state: State,
  events: EventSender,
  options: SayOptions,
): Promise<{ ts: string; deliveries: Delivery[] }> {
  const { team, person, channel } = enter(state, options);
  const { threadTs, broadcast, retries = 0 } = options;
  const { files: brought = [] } = options;
  const files = state.settings.phonePhotos ? await Promise.all(brought.map(asPhonePhoto)) : brought;
  const text = options.isWire ? withBot(options.text, team) : typed(options.text, team);
  const message = post(state, team, channel, {
    user: person.id,
    text,
    thread_ts: threadTs,
    subtype: broadcast ? 'thread_broadcast' : files.length > 0 ? 'file_share' : undefined,
    files: files.map((file) => addFile(state, team, person, file).id),
    blocks: blocksOf(text),
  });
  if (!hasApp(team, channel)) return { ts: message.ts, deliveries: [] };
  const mentions = channel.kind !== 'im' && text.includes(`<@${team.bot.userId}>`);
  const tellings: Telling[] = mentions ? state.settings.tellings : [{ type: 'message' }];
  const tell = async ({ type, without = [], afterMs = 0 }: Telling) => {
    const whole = (type === 'message' ? messageEvent : mentionEvent)(state, channel, message);
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    return await events.deliver(team, lacking(whole, without), retries);
  };
  return { ts: message.ts, deliveries: await Promise.all(tellings.map(tell)) };
}

/** Without its files a message is of no kind either. */
function lacking(event: Record<string, unknown>, without: readonly string[]): Record<string, unknown> {
  const gone = without.includes('files') ? [...without, 'upload', 'subtype'] : without;
  return Object.fromEntries(Object.entries(event).filter(([name]) => !gone.includes(name)));
}

/** Typed words as Slack keeps them. */
export function typed(text: string, team: Team): string {
  const escaped = withBot(text, team)
    .split(/(<@[UW][A-Z0-9]+>|<#C[A-Z0-9]+(?:\|[^>]*)?>|<https?:[^>\s]+>)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join('');
  return spell(escaped);
}

const withBot = (text: string, team: Team) => text.replaceAll('<@BOT>', `<@${team.bot.userId}>`);

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
