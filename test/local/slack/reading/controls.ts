import type { Team } from '../team.ts';
import { type Element, optionsOf } from '../view-state.ts';
import { nameOf } from './mrkdwn.ts';

type Held = Record<string, unknown>;

/** Something to press, to choose from or to fill in, with what it holds; `words` reads a text object. */
export function readControls(team: Team, element: Element, held: Held, words: (text: unknown) => string): string[] {
  const { type, text, placeholder, positive_button, negative_button } = element;
  if (positive_button && negative_button) {
    return [positive_button, negative_button].map((each) => `[${words((each as Element).text)}]`);
  }
  if (typeof text === 'object') return [`[${words(text)}]`];
  const options = optionsOf(element) as Element[];
  if (type === 'overflow') return [`[… ${options.map((each) => words(each.text)).join(' / ')}]`];
  if (type === 'checkboxes') return options.map((each) => `[${isChosen(held, each) ? 'x' : ' '}] ${words(each.text)}`);
  if (type === 'radio_buttons')
    return options.map((each) => `(${isChosen(held, each) ? '•' : ' '}) ${words(each.text)}`);
  const shown = chosen(team, held, words).join(', ') || words(placeholder);
  if (type === 'file_input') return [`[${shown || 'choose files'}]`];
  return [/_select$/.test(type) ? `[${shown || type} ▾]` : `[${shown || type}]`];
}

function isChosen({ selected_option, selected_options = [] }: Held, { value }: Element): boolean {
  const several = selected_options as { value: string }[];
  return (selected_option as Element | null)?.value === value || several.some((each) => each.value === value);
}

function chosen(team: Team, held: Held, words: (text: unknown) => string): string[] {
  return Object.entries(held).flatMap(([name, value]) => {
    if (name === 'type' || value === null) return [];
    return [value].flat().map((each) => {
      if (typeof each === 'object') return words((each as Held).text) || String((each as Held).name);
      if (/user/.test(name)) return `@${nameOf(team, String(each))}`;
      return name === 'value' || name === 'selected_date' ? String(each) : `#${team.channels.get(String(each))?.name}`;
    });
  });
}
