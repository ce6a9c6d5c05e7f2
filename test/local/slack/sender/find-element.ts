import { type Block, type Ephemeral, type Message, withIds } from '../message.ts';
import { type Element, optionsOf } from '../view-state.ts';

export interface FoundElement {
  blockId: string;
  element: Element;
}

/**
 * The button or menu with this action_id, wherever in the blocks it stands, and the block (or the card of a carousel)
 * that holds it. A button that carries another value than the one that is asked for is not meant.
 */
export function findElement(blocks: Block[], actionId: string, value?: unknown): FoundElement | undefined {
  const all = withIds(blocks).flatMap((block) => (block.type === 'carousel' ? (block.elements as Block[]) : [block]));
  for (const block of all) {
    const element = within(block, actionId);
    const isOther = element?.type === 'button' && value !== undefined && element.value !== value;
    if (element && !isOther) return { blockId: String(block.block_id), element };
  }
  return undefined;
}

function within(part: unknown, actionId: string): Element | undefined {
  if (Array.isArray(part)) return firstOf(part, actionId);
  if (typeof part !== 'object' || part === null) return undefined;
  if ('action_id' in part && part.action_id === actionId) return part as unknown as Element;
  return firstOf(Object.values(part), actionId);
}

function firstOf(parts: unknown[], actionId: string): Element | undefined {
  for (const part of parts) {
    const found = within(part, actionId);
    if (found) return found;
  }
  return undefined;
}

/** What the element's use says in `actions[0]`: the button's value, or the option that was picked. */
export function useOf(element: Element, value: unknown): Record<string, unknown> {
  const { type } = element;
  if (type === 'button' || type === 'icon_button')
    return pick(element, ['type', 'text', 'value', 'style', 'url', 'icon', 'confirm']);
  if (typeof value !== 'string') throw new Error(`A ${type} needs a value to pick`);
  return { ...pick(element, ['type', 'placeholder', 'initial_option', 'confirm']), ...picked(element, value) };
}

function pick(element: Element, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]));
}

/** The state of an input, or of a menu, that holds this value. */
export function picked(element: Element, value: string): Record<string, unknown> {
  const { type } = element;
  if (type === 'users_select') return { selected_user: value || null };
  if (type === 'conversations_select') return { selected_conversation: value || null };
  if (type === 'channels_select') return { selected_channel: value || null };
  if (type === 'multi_users_select') return { selected_users: listed(value) };
  if (type === 'multi_conversations_select') return { selected_conversations: listed(value) };
  if (type === 'multi_channels_select') return { selected_channels: listed(value) };
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { selected_options: listed(value).map((one) => optionOf(element, one)) };
  }
  if (type === 'datepicker') return { selected_date: dayIn(value) };
  if (['static_select', 'radio_buttons', 'overflow'].includes(type)) {
    // an empty value clears an optional select, as its "×" does
    return { selected_option: type === 'static_select' && value === '' ? null : optionOf(element, value) };
  }
  return { value: value === '' ? null : value };
}

/** Slack's client offers days, and an empty field. */
function dayIn(value: string): string | null {
  if (value === '') return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new Error(`A datepicker takes days such as 2026-12-24, not ${value}`);
  return value;
}

export const listed = (value: string) => (value === '' ? [] : value.split(','));

function optionOf(element: Element, value: string): unknown {
  const all = optionsOf(element);
  const option = all.find((candidate) => candidate.value === value);
  if (!option)
    throw new Error(`The ${element.type} offers no "${value}", only ${all.map((each) => each.value).join(', ')}`);
  return option;
}

export function isEphemeral(source: Message | Ephemeral): source is Ephemeral {
  return 'via' in source;
}
