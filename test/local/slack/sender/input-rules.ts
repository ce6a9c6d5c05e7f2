import type { View } from '../view.ts';
import { type Field, fieldsOf } from '../view-state.ts';

const LONGEST_TEXT = 3000;

/** What Slack's client says of what is filled in, before it sends anything to the app. Empty when it would submit. */
export function inputComplaints(view: View): string[] {
  return fieldsOf(view.blocks)
    .filter(({ block }) => block.type === 'input')
    .flatMap((field) => {
      const complaint = complaintOf(field, view.values[field.blockId]?.[field.actionId] ?? {});
      return complaint ? [`${field.actionId}: ${complaint}`] : [];
    });
}

function complaintOf({ block, element }: Field, held: Record<string, unknown>): string | undefined {
  if (isEmpty(held)) return block.optional ? undefined : 'please complete this required field';
  const { value, selected_options, selected_users, selected_channels, selected_conversations } = held;
  const several = [selected_options, selected_users, selected_channels, selected_conversations].find(Array.isArray);
  const most = element.max_selected_items as number | undefined;
  if (several && most !== undefined && several.length > most) return `no more than ${most} can be chosen`;
  return typeof value === 'string' ? textComplaint(element, value) : undefined;
}

function isEmpty({ type: _, ...held }: Record<string, unknown>): boolean {
  return Object.values(held).every((value) => value === null || (Array.isArray(value) && value.length === 0));
}

function textComplaint(element: Field['element'], value: string): string | undefined {
  const { type, multiline, is_decimal_allowed: decimals } = element;
  const { min_length = 0, max_length = LONGEST_TEXT } = element as { min_length?: number; max_length?: number };
  if (type === 'url_text_input') return URL.canParse(value) ? undefined : 'please enter a web address';
  if (type === 'email_text_input') return /^\S+@\S+\.\S+$/.test(value) ? undefined : 'please enter an email address';
  if (type === 'number_input') {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return 'please enter a number';
    if (!decimals && value.includes('.')) return 'please enter a whole number';
    if (element.min_value !== undefined && Number(value) < Number(element.min_value)) {
      return `${element.min_value} is the least`;
    }
    const isOver = element.max_value !== undefined && Number(value) > Number(element.max_value);
    return isOver ? `${element.max_value} is the most` : undefined;
  }
  if (!multiline && value.includes('\n')) return 'there is only one line';
  if (value.length < min_length) return `at least ${min_length} characters`;
  return value.length > max_length ? `no more than ${max_length} characters` : undefined;
}
