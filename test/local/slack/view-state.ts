import type { Block } from './message.ts';
import type { ChannelKind } from './team.ts';
import type { View, ViewValues } from './view.ts';

export type Element = Record<string, unknown> & { type: string };

/** Something that is filled in or chosen from, with the block it stands in. */
export interface Field {
  blockId: string;
  actionId: string;
  block: Block;
  element: Element;
}

const WITHOUT_STATE = ['button', 'overflow', 'image', 'icon_button', 'feedback_buttons'];

/** Inputs, and the menus and boxes of other blocks: Slack reports the state of them all. */
export function fieldsOf(blocks: Block[]): Field[] {
  return blocks.flatMap((block, index) =>
    elementsIn(block)
      .filter(({ type }) => !WITHOUT_STATE.includes(type))
      .map((element) => {
        const blockId = block.block_id ?? `b${index}`;
        return { blockId, actionId: String(element.action_id ?? blockId), block, element };
      }),
  );
}

function elementsIn({ type, element, accessory, elements }: Block): Element[] {
  if (type === 'input') return [element as Element];
  if (type === 'section') return accessory ? [accessory as Element] : [];
  return type === 'actions' ? (elements as Element[]) : [];
}

/** What blocks hold before anybody touches them. */
export function initialValues(blocks: Block[], place?: View['place']): ViewValues {
  const values: ViewValues = {};
  for (const { blockId, actionId, element } of fieldsOf(blocks)) {
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...initial(element, place) } };
  }
  return values;
}

/**
 * What is there after an update: a field keeps what it holds only while block_id, action_id and kind stay the same,
 * and then it keeps it against a new initial value too. A choice that is no longer offered is lost.
 */
export function keptValues(blocks: Block[], old: View): ViewValues {
  const values = initialValues(blocks, old.place);
  for (const { blockId, actionId, element } of fieldsOf(blocks)) {
    const held = old.values[blockId]?.[actionId];
    const place = values[blockId];
    if (place && held?.type === element.type && isOffered(element, held)) place[actionId] = held;
  }
  return values;
}

function isOffered(element: Element, held: Record<string, unknown>): boolean {
  if (!element.options && !element.option_groups) return true;
  const { selected_option: one, selected_options: several = [] } = held;
  const chosen = [...(one ? [one] : []), ...(several as unknown[])] as { value?: string }[];
  return chosen.every(({ value }) => optionsOf(element).some((option) => option.value === value));
}

export function optionsOf({ options = [], option_groups = [] }: Element): { value?: string }[] {
  const grouped = (option_groups as { options: unknown[] }[]).flatMap((group) => group.options);
  return [...(options as unknown[]), ...grouped] as { value?: string }[];
}

function initial(element: Element, place: View['place']): Record<string, unknown> {
  const { type } = element;
  if (type === 'file_input') return { files: [] };
  if (type === 'users_select') return { selected_user: element.initial_user ?? null };
  if (type === 'multi_users_select') return { selected_users: element.initial_users ?? [] };
  if (type === 'channels_select') return { selected_channel: element.initial_channel ?? null };
  if (type === 'multi_channels_select') return { selected_channels: element.initial_channels ?? [] };
  const current = element.default_to_current_conversation && place && admits(element, place) ? place.id : undefined;
  if (type === 'conversations_select') {
    return { selected_conversation: element.initial_conversation ?? current ?? null };
  }
  if (type === 'multi_conversations_select') {
    return { selected_conversations: element.initial_conversations ?? (current ? [current] : []) };
  }
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { selected_options: element.initial_options ?? [] };
  }
  if (type === 'datepicker') return { selected_date: element.initial_date ?? null };
  if (/_input$/.test(type)) return { value: element.initial_value ?? null };
  return { selected_option: element.initial_option ?? null };
}

/** Whether the menu offers conversations of this kind. */
export function admits({ filter }: Element, { kind }: { kind: ChannelKind }): boolean {
  const { include } = (filter ?? {}) as { include?: ChannelKind[] };
  return include?.includes(kind) ?? true;
}
