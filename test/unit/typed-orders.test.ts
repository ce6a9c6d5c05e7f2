import { expect, test } from 'vitest';
import { en } from '../../src/copy/en/copy.ts';
import { readOrder } from '../../src/core/ordering/request-image.ts';
import { orderRequest } from '../../src/pixapi/requests.ts';
import { imageMessage } from '../../src/slack/result/image-message.ts';
import { buttonPricesOf, generationOf, receiptOf } from '../preview/data.ts';
import { OFFER } from '../support/models.ts';

/** What is typed, what Pixapi is ordered, and what the line under the picture says. */
const ORDERS: [text: string, order: Record<string, unknown>, facts: string, credits: number][] = [
  ['fox --size square', { model: 'gpt-image-1.5', size: '1024x1024' }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --size portrait', { size: '1024x1536' }, 'gpt-image-1.5 · 1024×1536 PNG', 1],
  ['fox --size landscape', { size: '1536x1024' }, 'gpt-image-1.5 · 1536×1024 PNG', 1],
  [
    'fox --size wide',
    { model: 'gpt-image-2', size: '2048x1152', quality: 'low' },
    'gpt-image-2 · 2048×1152 PNG · low',
    2,
  ],
  ['fox --size tall', { size: '1152x2048' }, 'gpt-image-2 · 1152×2048 PNG · low', 2],
  ['fox --size 2k', { size: '2048x2048' }, 'gpt-image-2 · 2048×2048 PNG · low', 2],
  ['fox --size 4k', { size: '3840x2160' }, 'gpt-image-2 · 3840×2160 PNG · low', 4],
  ['fox --size 1280x720', { size: '1280x720' }, 'gpt-image-2 · 1280×720 PNG · low', 1],
  ['fox --quality low', { model: 'gpt-image-2', quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['fox --quality medium', { quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 4],
  ['fox --quality high', { quality: 'high' }, 'gpt-image-2 · 1024×1024 PNG · high', 14],
  ['fox --quality draft', { quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['fox --quality final', { quality: 'high' }, 'gpt-image-2 · 1024×1024 PNG · high', 14],
  ['fox --n 1', { n: 1 }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --n 3 --quality medium', { n: 3, quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 12],
  ['fox --model gpt-image-2', { model: 'gpt-image-2', quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['fox --model gpt-image-1.5', { model: 'gpt-image-1.5' }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --ar 16:9', { size: '1536x864' }, 'gpt-image-2 · 1536×864 PNG · low', 1],
  ['fox --ar 1:1', { size: '1024x1024' }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --draft', { model: 'gpt-image-2', quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['--draft fox --size wide', { size: '2048x1152', quality: 'low' }, 'gpt-image-2 · 2048×1152 PNG · low', 2],
  ['fox --n 4', { n: 4, quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 4],
  // What phones make of two dashes, quotes and a multiplication sign.
  ['fox —size wide', { size: '2048x1152' }, 'gpt-image-2 · 2048×1152 PNG · low', 2],
  ['fox –n 2 —quality “medium”', { n: 2, quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 8],
  ['fox ——size ‘1280×720’', { size: '1280x720' }, 'gpt-image-2 · 1280×720 PNG · low', 1],
  ['fox ―ar=16:9', { size: '1536x864' }, 'gpt-image-2 · 1536×864 PNG · low', 1],
  ['--size portrait fox', { size: '1024x1536' }, 'gpt-image-1.5 · 1024×1536 PNG', 1],
];

test.each(ORDERS)('%s', (text, order, facts, credits) => {
  const read = readOrder(OFFER, { text }, new Set());
  if (!read.ok) throw new Error(read.problem.kind);
  const { asked, plan } = read;
  expect(plan.credits).toBe(credits);

  const fields = JSON.parse(orderRequest({ ...plan, prompt: asked.prompt, sources: [] }, 'async').body.toString());
  expect(fields).toMatchObject({ ...order, prompt: 'fox' });
  // A model that has no quality is sent none: Pixapi would bill what it makes of it.
  expect('quality' in fields).toBe(facts.startsWith('gpt-image-2'));

  const { blocks } = messageOf(asked.prompt, plan);
  const many = plan.count > 1 ? ` · ${plan.count} pictures` : '';
  const money = `held ${credits} · charged ${credits} · ${1000 - credits} left in November`;
  expect(JSON.stringify(blocks)).toContain(`"v1 · ${facts} · by <@U0ACMEANA1>${many} · ${money}"`);
  expect(JSON.stringify(blocks).match(/"edit_image(:\d)?"/g)).toHaveLength(Number(order.n ?? 1));
});

/** The message of what was ordered, made as it was ordered. */
function messageOf(prompt: string, plan: Extract<ReturnType<typeof readOrder>, { ok: true }>['plan']) {
  const [width = 0, height = 0] = plan.size.split('x').map(Number);
  const look = { width, height, came: 'image/png', posted: 'image/png' } as const;
  const ordered = generationOf('usual', { prompt, ...plan });
  return imageMessage(
    { ...ordered, pictures: ordered.pictures.map((picture) => ({ ...picture, look })) },
    receiptOf('usual', { held: plan.credits, charged: plan.credits, left: 1000 - plan.credits }),
    en,
    { offers: buttonPricesOf('usual'), layout: 'list', sourceOf: () => null },
  );
}
