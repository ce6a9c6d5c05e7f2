import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks whoever sits at the terminal. */
export interface Prompt {
  say(text: string): void;
  ask(question: string): Promise<string>;
  /** What is typed or pasted is not shown. */
  askSecret(question: string): Promise<string>;
  close(): void;
}

export function openPrompt(): Prompt {
  let hidden = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!hidden) process.stdout.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  const ask = async (question: string) => (await lines.question(question)).trim();
  return {
    say: (text) => void process.stdout.write(`${text}\n`),
    ask,
    async askSecret(question) {
      process.stdout.write(question);
      hidden = true;
      try {
        return await ask('');
      } finally {
        hidden = false;
        process.stdout.write('\n');
      }
    },
    close: () => lines.close(),
  };
}
