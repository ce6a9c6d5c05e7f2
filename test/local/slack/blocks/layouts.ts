import { z } from 'zod';
import { accessory, actionsElement, button, contextAction, imageElement, inputElement } from './elements.ts';
import { anyText, hasOneSource, id, mrkdwn, namesPeople, picture, plainText } from './texts.ts';

const block = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), block_id: id, ...shape });

const card = block('card', {
  hero_image: imageElement.optional(),
  icon: imageElement.optional(),
  title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(),
  body: mrkdwn(200).optional(),
  // three is what wrappers of the API enforce; Slack's own pages name no number
  actions: z.array(button).min(1).max(3).optional(),
}).refine(
  ({ hero_image, title, body, actions }) => [hero_image, title, body, actions].some((part) => part !== undefined),
  'card needs a hero_image, a title, a body or actions',
);

const everywhere = [
  block('section', {
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  }).refine(({ text, fields }) => text !== undefined || fields !== undefined, 'section needs text or fields'),
  block('actions', { elements: z.array(actionsElement).min(1).max(25) }),
  block('context', {
    elements: z
      .array(z.discriminatedUnion('type', [plainText(2000), mrkdwn(2000), imageElement]))
      .min(1)
      .max(10),
  }),
  block('header', { text: plainText(150) }),
  block('image', { ...picture, title: plainText(2000).optional() }).refine(hasOneSource, 'image_url or slack_file'),
  block('divider', {}),
  block('rich_text', { elements: z.array(z.looseObject({ type: z.string().startsWith('rich_text_') })) }).refine(
    namesPeople,
    'rich text names somebody who can be nobody',
  ),
  block('input', {
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement,
  }),
] as const;

const carousel = block('carousel', { elements: z.array(card).min(1).max(10) });
const alert = block('alert', {
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const markdown = block('markdown', { text: z.string().min(1).max(12_000) });
const contextActions = block('context_actions', { elements: z.array(contextAction).min(1).max(5) });

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) });
const richText = z
  .looseObject({ type: z.literal('rich_text'), elements: z.array(z.looseObject({ type: z.string() })) })
  .refine(namesPeople, 'rich text names somebody who can be nobody');
const tableRow = <Cell extends z.ZodType>(cell: Cell) => z.array(cell).min(1).max(20);

/** Its first row is the header, in which there is no rich text. */
const dataTable = block('data_table', {
  caption: z.string().min(1),
  rows: z
    .tuple([tableRow(z.discriminatedUnion('type', [rawText, rawNumber]))])
    .rest(tableRow(z.discriminatedUnion('type', [rawText, rawNumber, richText])))
    .refine((rows) => rows.length >= 2 && rows.length <= 101, 'a header and 1 to 100 rows')
    .refine((rows) => rows.every((row) => row.length === rows[0].length), 'rows of different lengths'),
  page_size: z.number().int().min(1).max(100).optional(),
  row_header_column_index: z.number().int().min(0).optional(),
});

/** The blocks that each surface takes. What is not here, this Slack doesn't know and refuses. */
export const LAYOUTS = {
  message: z
    .array(z.discriminatedUnion('type', [...everywhere, card, carousel, markdown, contextActions, dataTable]))
    .max(50),
  modal: z.array(z.discriminatedUnion('type', [...everywhere, alert])).max(100),
  home: z.array(z.discriminatedUnion('type', [...everywhere, card, carousel])).max(100),
};

export type Surface = keyof typeof LAYOUTS;
