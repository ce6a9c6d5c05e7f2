import { z } from 'zod';

export const id = z.string().min(1).max(255).optional();

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });

export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

export const option = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
  url: z.string().max(3000).optional(),
});

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
});

const slackFile = z.union([
  z.strictObject({ id: z.string().regex(/^F[A-Z0-9]{8,}$/) }),
  z.strictObject({ url: z.string().max(3000) }),
]);

export const picture = {
  alt_text: z.string().min(1).max(2000),
  image_url: z.string().max(3000).optional(),
  slack_file: slackFile.optional(),
};

export const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined);

/** Slack's id of a person: anything else in its place makes the blocks invalid. */
export const personId = z.string().regex(/^[UW][A-Z0-9]{2,}$/);

/** Whether every person named in rich text can be one. */
export function namesPeople(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(namesPeople);
  if (typeof value !== 'object' || value === null) return true;
  if ('type' in value && value.type === 'user') return 'user_id' in value && personId.safeParse(value.user_id).success;
  return Object.values(value).every(namesPeople);
}
