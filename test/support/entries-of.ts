/** The messages of a transcript that hold these words, each with its thread. */
export function entriesOf(transcript: string, words: string): string[] {
  return transcript.split(/\n(?! )/).filter((entry) => entry.includes(words));
}
