import { picturesIn } from '../../support/pictures-in.ts';
import { until } from '../../support/until.ts';
import { freshLines } from './channel.ts';
import type { Environment } from './environment.ts';

/** Where the story is played: people type in #general, and what appears there is printed as it appears. */
export interface Stage {
  title(text: string): void;
  say(text?: string): void;
  /** Types `/imagine …` and waits until all of it is done. */
  command(user: string, text: string): Promise<void>;
  /** Answers in the thread of the newest picture message. */
  reply(user: string, text: string): Promise<void>;
  /** Presses a button of the newest message that has it. */
  press(user: string, words: string, actionId: string): Promise<void>;
  /** Does `act` while a picture is being made, once Pixapi has the order. */
  meanwhile(user: string, text: string, act: () => Promise<void>): Promise<void>;
}

const CHANNEL = 'general';

export function createStage({ slack, query }: Environment): Stage {
  const fresh = freshLines(slack, CHANNEL);
  const say = (text = '') => console.log(text);

  const count = async (states: string) => {
    const [row] = await query<{ count: string }>(`select count(*) from generations where ${states}`);
    return Number(row?.count);
  };
  const ended = async () =>
    (await count(`not (state in ('posted', 'canceled') or (failure is not null and told_at is not null))`)) === 0;

  /** Prints what appears until everything has come to its end. */
  const play = async (user: string, did: string, type: () => Promise<unknown>, act?: () => Promise<void>) => {
    say(`  ${user} ${did}`);
    const began = performance.now();
    const show = () => {
      const lines = fresh().filter((line) => !line.trimStart().startsWith(`${user}: `));
      if (lines.length === 0) return;
      const seconds = `${((performance.now() - began) / 1_000).toFixed(1)} s`;
      for (const [i, line] of dedent(lines).entries()) say(`  ${(i === 0 ? seconds : '').padStart(7)}  ${line}`);
    };
    await type();
    show();
    if (act) {
      await until(
        async () => (await count(`state = 'submitted'`)) > 0,
        () => 'the order at Pixapi',
      );
      show();
      await act();
    }
    await until(
      async () => {
        show();
        return await ended();
      },
      () => 'the end of the request',
      40_000,
    );
    await slack.settled();
    show();
    say();
  };

  return {
    title: (text) => say(text),
    say,
    command: (user, text) =>
      play(user, `types: /imagine ${text}`, () => slack.command({ user, channel: CHANNEL, text })),
    reply: (user, text) =>
      play(user, `types: ${text}   (in the thread)`, () =>
        slack.say({ user, channel: CHANNEL, text, threadTs: newestThread(slack, CHANNEL) }),
      ),
    press: (user, words, actionId) =>
      play(user, `presses: [${words}]`, () => slack.click({ user, channel: CHANNEL, actionId })),
    meanwhile: (user, text, act) =>
      play(user, `types: /imagine ${text}`, () => slack.command({ user, channel: CHANNEL, text }), act),
  };
}

/** The thread that the newest message with a picture of the app belongs to. */
function newestThread(slack: Environment['slack'], channel: string): string {
  const message = slack.messages(channel).findLast(({ blocks }) => picturesIn(blocks).length > 0);
  if (!message) throw new Error(`There is no picture in #${channel} yet`);
  return message.thread_ts ?? message.ts;
}

function dedent(lines: readonly string[]): string[] {
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent));
}
