import { setTimeout as pause } from 'node:timers/promises';
import { CANCEL_IMAGE } from '../../src/slack/making/placeholder.ts';
import { VARY_IMAGE } from '../../src/slack/result/image-actions.ts';
import type { LocalPixapi } from '../local/pixapi/pixapi.ts';
import type { Delivery, LocalSlack } from '../local/slack/slack.ts';
import { picturesIn } from '../support/pictures-in.ts';
import type { Rooms } from '../support/rooms.ts';
import { type Asking, PIXAPI, SLACK, type Way } from './script.ts';

export interface Sent {
  readonly asking: Asking;
  /** What became of it on the way: an edit or a press with nothing to start from is a command. */
  readonly way: Way;
  /** Slack heard 200, and no words that it was refused. */
  readonly isAccepted: boolean;
  /** What Slack heard, each time: the status, and `+` where there were words. */
  readonly heard: readonly string[];
  readonly deliveries: readonly Delivery[];
}

export interface Load {
  readonly sent: Sent[];
  /** How often each kind of fault hit. */
  readonly hits: Map<string, number>;
  send(asking: Asking): Promise<void>;
}

const USER = 'ana';

export function createLoad(slack: LocalSlack, pixapi: LocalPixapi, rooms: ReadonlyMap<string, Rooms>): Load {
  const sent: Sent[] = [];
  const hits = new Map<string, number>();
  const hit = (what: string) => void hits.set(what, (hits.get(what) ?? 0) + 1);
  /** Nothing is known of a press that Slack does not offer any more. */
  const press = (pressed: () => Promise<unknown>) =>
    pressed().then(
      () => true,
      () => false,
    );

  const plan = ({ prompt, pixapi: atPixapi, slack: atSlack }: Asking) => {
    if (atPixapi) {
      const { to, faults } = PIXAPI[atPixapi];
      pixapi.fault({ to, prompt }, ...faults);
    }
    if (!atSlack) return;
    const where = (args: Record<string, unknown>) => {
      if (!JSON.stringify(args).includes(prompt)) return false;
      hit(`Slack: ${atSlack}`);
      return true;
    };
    slack.fault({ method: '*', where }, SLACK[atSlack]);
  };

  const newestPicture = (team: string, channel: string) =>
    slack
      .messages(channel, team)
      .filter(({ blocks, thread_ts }) => !thread_ts && picturesIn(blocks).length > 0)
      .at(-1);

  const command = async (asking: Asking, channel: string, way: Way): Promise<Sent> => {
    const { prompt, team, copies } = asking;
    const text = way === 'private' ? `${prompt} --private` : prompt;
    const answered = slack.command({ user: USER, channel, team, text });
    const { body, headers } = slack.lastSent();
    const again = Array.from({ length: copies }, (_, n) =>
      slack.sendRaw(body, { ...headers, 'x-slack-retry-num': String(n + 1), 'x-slack-retry-reason': 'http_timeout' }),
    );
    const answers = await Promise.all([answered, ...again]);
    if (copies > 0) hit('the same request again');
    // a copy is answered in silence too where the first was accepted
    const isAccepted = answers.some((one) => one.status === 200 && one.body === '');
    const heard = answers.map(({ status, body }) => `${status}${body === '' ? '' : '+'}`);
    return { asking, way, isAccepted, heard, deliveries: [] };
  };

  const say = async (asking: Asking, channel: string, text: string, threadTs?: string): Promise<Sent> => {
    const { team, copies, way } = asking;
    const { deliveries } = await slack.say({
      user: USER,
      channel,
      team,
      text,
      retries: copies,
      ...(threadTs && { threadTs }),
    });
    if (copies > 0) hit('the same event again');
    const heard = deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => `event ${status}`));
    return { asking, way, isAccepted: false, heard, deliveries };
  };

  const cancel = async ({ prompt, team }: Asking, channel: string) => {
    await pause(300);
    const placeholder = slack.messages(channel, team).find(({ blocks }) => JSON.stringify(blocks).includes(prompt));
    const messageTs = placeholder?.ts ?? '';
    if (await press(() => slack.click({ user: USER, channel, team, actionId: CANCEL_IMAGE, messageTs }))) hit('cancel');
  };

  const act = async (asking: Asking): Promise<Sent> => {
    const { prompt, team, room, way } = asking;
    const channel = rooms.get(team)?.of(room) ?? '';
    if (way === 'mention') return await say(asking, channel, `<@BOT> ${prompt}`);
    const picture = way === 'edit' || way === 'press' ? newestPicture(team, channel) : undefined;
    if (way === 'edit' && picture) return await say(asking, channel, `edit this: ${prompt}`, picture.ts);
    if (way === 'press' && picture) {
      const vary = () => slack.click({ user: USER, channel, team, actionId: VARY_IMAGE, messageTs: picture.ts });
      if (await press(vary)) {
        hit('press');
        return { asking, way, isAccepted: false, heard: [], deliveries: [] };
      }
    }
    const done = await command(asking, channel, way === 'private' ? 'private' : 'command');
    if (way === 'cancel') await cancel(asking, channel);
    return done;
  };

  return {
    sent,
    hits,
    async send(asking) {
      plan(asking);
      const one = await act(asking);
      sent.push(one);
      hit(`way: ${one.way}`);
    },
  };
}
