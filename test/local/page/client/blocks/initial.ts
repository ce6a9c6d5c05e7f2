import type { Json } from '../../shapes.ts';
import { place } from '../place.ts';
import { listOf, objectOf } from './texts.ts';

/** What an element holds before anybody touches it, in the form in which it is filled in. */
export function initialOf(element: Json): string {
  const { initial_option, initial_options, default_to_current_conversation } = element;
  if (initial_option !== undefined) return String(objectOf(initial_option).value);
  if (initial_options !== undefined)
    return listOf(initial_options)
      .map(({ value }) => value)
      .join(',');
  const named = Object.entries(element).find(([name]) => name.startsWith('initial_'))?.[1];
  if (named !== undefined) return Array.isArray(named) ? named.join(',') : String(named);
  return default_to_current_conversation ? place().channel : '';
}
