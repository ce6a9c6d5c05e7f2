import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { FormOrder } from '../../core/pricing/form-order.ts';
import type { Allowance } from '../../core/team/budget.ts';
import { context } from '../kit/message.ts';
import { qualityWord } from '../kit/quality.ts';

const PRICE = 'price:';

/** "4 pictures · 4 credits · 212 left", and what it would cost in the other qualities. It remembers which price it shows. */
export function priceLines({ plan, qualities }: FormOrder, allowance: Allowance, copy: Copy): types.KnownBlock[] {
  const { price, tooDear, each } = copy.compose;
  const line = `*${price(plan.count, plan.credits, allowance.left, allowance.scope)}*`;
  const others = qualities.flatMap(({ quality, plan: { credits } }) =>
    quality ? [`${qualityWord(quality, copy)} ${copy.credits(credits)}`] : [],
  );
  return [
    {
      ...context(isOver(plan.credits, allowance) ? `${line} · ${tooDear}` : line),
      block_id: PRICE + plan.credits,
    },
    ...(others.length > 0 ? [context(each(others.join(' · ')))] : []),
  ];
}

export function isOver(credits: number, { left }: Allowance): boolean {
  return left !== null && credits > left;
}

/** The credits that the person has seen; null where the view shows no price. */
export function readShownPrice(blocks: readonly { readonly block_id?: string }[]): number | null {
  const id = blocks.map(({ block_id }) => block_id).find((one) => one?.startsWith(PRICE));
  return id === undefined ? null : Number(id.slice(PRICE.length));
}
