import type { Act, Generation } from '../generation.ts';
import { styleWords } from '../styles.ts';

/** What an act asks of the picture that it starts from, where the person only pressed a button. */
const ACT_WORDS: Partial<Record<Act, string>> = {
  vary: 'A new variation of this picture: the same subject and style, another composition.',
  finish: 'The same picture, unchanged in composition, subject and colours, worked out in fine detail.',
};

/** The words that Pixapi reads: the prompt as it was typed, then what the act and the style add to it. */
export function orderPrompt({ prompt, act, style }: Pick<Generation, 'prompt' | 'act' | 'style'>): string {
  return [prompt, ...addedWords({ act, style })].join('\n\n');
}

/** What is added to the prompt, sentence by sentence. */
export function addedWords({ act, style }: Pick<Generation, 'act' | 'style'>): string[] {
  const look = styleWords(style);
  return [ACT_WORDS[act] ?? '', look && `Style: ${look}.`].filter((words) => words !== '');
}
