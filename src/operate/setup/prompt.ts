import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Whoever was asked left: Ctrl-C, or Ctrl-D. */
export class Left extends Error {}

/** Asks whoever sits at the terminal. */
export interface Prompt {
  say(text: string): void;
  /** Throws `Left`. */
  ask(question: string): Promise<string>;
  /** What is typed or pasted is not shown. */
  askSecret(question: string): Promise<string>;
  close(): void;
}

export function openPrompt(): Prompt {
  // also what is typed while nothing is asked: it may be the next secret, pasted early
  let hidden = true;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!hidden) process.stdout.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  const answer = async (question: string) =>
    await lines.question(question).then(
      (said) => said.trim(),
      (error: unknown) => {
        throw new Left('Nothing is written.', { cause: error });
      },
    );
  return {
    say: (text) => void process.stdout.write(`${text}\n`),
    async ask(question) {
      hidden = false;
      return await answer(question).finally(() => {
        hidden = true;
      });
    },
    async askSecret(question) {
      process.stdout.write(question);
      return await answer('').finally(() => process.stdout.write('\n'));
    },
    close: () => lines.close(),
  };
}
