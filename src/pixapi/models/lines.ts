import { type Offer, offerOn } from '../../core/pricing/offer.ts';
import { planOrder } from '../../core/pricing/plan-order.ts';
import { type ModelEntry, modelOf } from './table.ts';

/** What `npm run models` prints: the models in force on a day, with what they draw, cost and become. */
export function tableLines(table: readonly ModelEntry[], chosen: string | null, today: Date): string[] {
  const offer = offerOn(today.toISOString().slice(0, 10), table.map(modelOf), chosen);
  const standard = planOrder({}, offer);
  const drawing = standard.ok
    ? `${standard.plan.model}${standard.plan.quality === null ? '' : ` at ${standard.plan.quality}`}`
    : 'no model';
  return [...table.flatMap((entry) => entryLines(entry, offer)), `Where nothing asks for another, ${drawing} draws.`];
}

function entryLines({ id, sizes, qualities, prices, retires, abilities }: ModelEntry, offer: Offer): string[] {
  const lines = [
    `sizes      ${sizes === 'any' ? 'any' : sizes.join(', ')}`,
    `qualities  ${qualities.join(', ') || 'none'}`,
    ...prices.map((row, i) => `${i === 0 ? 'credits  ' : '         '}  ${priceLine(row, qualities)}`),
    ...(abilities.length > 0 ? [`abilities  ${abilities.join(', ')}`] : []),
    ...(retires ? [`retires    ${retirementLine(id, retires, offer)}`] : []),
  ];
  return [id, ...lines.map((line) => `  ${line}`), ''];
}

function priceLine({ sizes, upTo, credits }: ModelEntry['prices'][number], qualities: readonly string[]): string {
  const costs =
    typeof credits === 'number' ? `${credits}` : qualities.map((one) => `${one} ${credits[one]}`).join(', ');
  const fits = [sizes?.join(', '), upTo && `up to ${upTo} px`].filter(Boolean).join(', ');
  return `${costs}${fits ? ` (${fits})` : ''}`;
}

function retirementLine(
  id: string,
  { on, successor, quality }: NonNullable<ModelEntry['retires']>,
  { past, endings }: Offer,
): string {
  const left = endings.find(({ model }) => model === id)?.daysLeft;
  const when = left ? `, ${left} ${left === 1 ? 'day' : 'days'} left` : past.has(id) ? ', over' : '';
  return `${on}${when}; then ${successor ? `${successor}${quality ? ` at ${quality}` : ''}` : 'nothing follows'}`;
}
