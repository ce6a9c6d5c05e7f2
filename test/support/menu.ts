import type { Imagine } from './imagine.ts';

/** The value of a choice in the menu under a result, as it stands in some message of the channel: with its price where it shows one. */
export function menuValue({ slack }: Imagine, channel: string, choice: string, id: string | undefined): string {
  const value = `${choice}:${id}`;
  const shown = JSON.stringify(slack.messages(channel).map(({ blocks }) => blocks));
  return new RegExp(`"(${value}(?:=\\d+)?)"`).exec(shown)?.[1] ?? value;
}
