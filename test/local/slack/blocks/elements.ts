import { z } from 'zod';
import { confirmation, dispatchActionConfig, hasOneSource, id, option, personId, picture, plainText } from './texts.ts';

const action = { action_id: id, confirm: confirmation.optional() };
const field = { action_id: id, focus_on_load: z.boolean().optional(), placeholder: plainText(150).optional() };
const typed = {
  ...field,
  dispatch_action_config: dispatchActionConfig.optional(),
  initial_value: z.string().max(3000).optional(),
};
const select = { ...field, confirm: confirmation.optional() };
const multi = { ...select, max_selected_items: z.int().min(1).optional() };
const options = z.array(option).min(1).max(100);
const groups = z
  .array(z.strictObject({ label: plainText(75), options }))
  .min(1)
  .max(100);
const filter = z.strictObject({
  include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});
const current = { default_to_current_conversation: z.boolean().optional(), filter: filter.optional() };
const respondable = { response_url_enabled: z.boolean().optional() };
const ids = z.array(z.string()).optional();
const one = <Type extends string>(type: Type) => z.literal(type);

export const imageElement = z
  .strictObject({ type: one('image'), ...picture })
  .refine(hasOneSource, 'image_url or slack_file');

export const button = z.strictObject({
  type: one('button'),
  ...action,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const overflow = z.strictObject({ type: one('overflow'), ...action, options: z.array(option).min(1).max(5) });

const choices = [
  z
    .strictObject({ type: one('checkboxes'), ...select, options: options.max(10), initial_options: options.optional() })
    .omit({ placeholder: true }),
  z
    .strictObject({
      type: one('radio_buttons'),
      ...select,
      options: options.max(10),
      initial_option: option.optional(),
    })
    .omit({ placeholder: true }),
  z.strictObject({
    type: one('static_select'),
    ...select,
    options: options.optional(),
    option_groups: groups.optional(),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: one('multi_static_select'),
    ...multi,
    options: options.optional(),
    option_groups: groups.optional(),
    initial_options: options.optional(),
  }),
  z.strictObject({ type: one('users_select'), ...select, initial_user: personId.optional() }),
  z.strictObject({ type: one('multi_users_select'), ...multi, initial_users: z.array(personId).optional() }),
  z.strictObject({
    type: one('conversations_select'),
    ...select,
    ...current,
    ...respondable,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({ type: one('multi_conversations_select'), ...multi, ...current, initial_conversations: ids }),
  z.strictObject({ type: one('channels_select'), ...select, ...respondable, initial_channel: z.string().optional() }),
  z.strictObject({ type: one('multi_channels_select'), ...multi, initial_channels: ids }),
  z.strictObject({
    type: one('external_select'),
    ...select,
    initial_option: option.optional(),
    min_query_length: z.int().optional(),
  }),
  z.strictObject({ type: one('datepicker'), ...select, initial_date: z.iso.date().optional() }),
] as const;

const typedInputs = [
  z.strictObject({
    type: one('plain_text_input'),
    ...typed,
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({
    type: one('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({ type: one('url_text_input'), ...typed }),
  z.strictObject({ type: one('email_text_input'), ...typed }),
  z.strictObject({
    type: one('file_input'),
    action_id: id,
    filetypes: ids,
    max_files: z.int().min(1).max(10).optional(),
  }),
] as const;

const feedback = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
});

export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: one('feedback_buttons'),
    action_id: id,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: one('icon_button'),
    ...action,
    icon: one('trash'),
    text: plainText(75),
    value: z.string().max(2000).optional(),
    accessibility_label: z.string().max(75).optional(),
    visible_to_user_ids: ids,
  }),
]);

export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...choices]);
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...choices]);
export const inputElement = z.discriminatedUnion('type', [...choices, ...typedInputs]);
