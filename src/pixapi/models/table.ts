import { z } from 'zod';
import type { ImageModel, Quality, Retirement, Size } from '../../core/image-model.ts';
import { LONGEST_EDGE } from '../../core/size.ts';

const MOST_EDGE = 16_384;
const MOST_CREDITS = 100_000;
export const MOST_MODELS = 20;
/** What a model might be able to do besides drawing; kept and shown, and offered to nobody yet. */
const ABILITIES = ['transparent', 'mask'] as const;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dots and dashes, at most 64');
const size = z.string().regex(/^(?:auto|[1-9]\d{1,4}x[1-9]\d{1,4})$/, 'WIDTHxHEIGHT in pixels, or auto');
/** As people type them, as the database holds them, and not what a form calls the absence of one. */
const quality = z
  .string()
  .regex(/^(?!none$)[a-z0-9][a-z0-9_-]{0,19}$/, 'a word in small letters, at most 20, and not "none"');
const credits = z.number().int().min(1).max(MOST_CREDITS);

/** What one picture costs: the first row that fits its size says it. Without `sizes` and `upTo` a row fits every size. */
const price = z.strictObject({
  sizes: z.array(size).min(1).max(20).optional(),
  /** The longest long side for which it holds, in pixels. `auto` counts as the smallest. */
  upTo: z.number().int().min(1).max(MOST_EDGE).optional(),
  /** One number for a model without qualities, else one for each quality. */
  credits: z.union([credits, z.record(z.string(), credits)], {
    error: `whole numbers from 1 to ${MOST_CREDITS}: one, or one for each quality`,
  }),
});

/** Only operators' files are read by this. */
const retires = z
  .strictObject({ on: z.iso.date(), successor: id.optional(), quality: quality.optional() })
  .transform((said): Retirement => ({ ...said, isOperators: true }));

/** A model as the operator's file names it. */
export const model = z.strictObject({
  id,
  sizes: z.union([z.literal('any'), z.array(size).min(1).max(20)], { error: 'a list of sizes, or "any"' }),
  qualities: z.array(quality).max(10).default([]),
  prices: z.array(price, 'a model without a price is not taken').min(1, 'a model without a price is not taken').max(20),
  retires: retires.optional(),
  abilities: z.array(z.enum(ABILITIES)).default([]),
});

/** The file of `MODELS_FILE`. */
export const modelsFile = z.strictObject({ models: z.array(model).min(1).max(MOST_MODELS) });

/** A model as it stands in a table, ours or the operator's. */
export type ModelEntry = z.output<typeof model>;

/** The entry as the app asks for it. A size or quality without a price costs as much as the dearest. */
export function modelOf(entry: ModelEntry): ImageModel {
  const { id, sizes, qualities, retires } = entry;
  const dearest = Math.max(...entry.prices.flatMap(({ credits }) => allOf(credits)));
  return { id, sizes, qualities, retires, credits: (size, quality) => creditsFor(entry, size, quality) ?? dearest };
}

type Credits = ModelEntry['prices'][number]['credits'];

const allOf = (credits: Credits) => (typeof credits === 'number' ? [credits] : Object.values(credits));

/** Pixapi bills a quality that was not sent as the highest. */
function creditsFor({ prices, qualities }: ModelEntry, size: Size, quality: Quality | null): number | null {
  const row = prices.find((one) => fits(one, size));
  if (!row) return null;
  return typeof row.credits === 'number' ? row.credits : (row.credits[quality ?? qualities.at(-1) ?? ''] ?? null);
}

function fits({ sizes, upTo }: ModelEntry['prices'][number], size: Size): boolean {
  return (sizes?.includes(size) ?? true) && (upTo === undefined || longEdge(size) <= upTo);
}

function longEdge(size: Size): number {
  if (size === 'auto') return 0;
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(size);
  return match ? Math.max(Number(match[1]), Number(match[2])) : Number.POSITIVE_INFINITY;
}

/** Ours with the operator's: one with an id that is known replaces that, the others follow. */
export function merge(ours: readonly ModelEntry[], theirs: readonly ModelEntry[]): ModelEntry[] {
  const isKnown = ({ id }: ModelEntry) => ours.some((one) => one.id === id);
  const replaced = ours.map((one) => theirs.find(({ id }) => id === one.id) ?? one);
  return [...replaced, ...theirs.filter((one) => !isKnown(one))];
}

/** What is wrong with a table whose entries are well-formed, a line each. */
export function tableProblems(table: readonly ModelEntry[]): string[] {
  const ids = table.map(({ id }) => id.toLowerCase());
  const twice = table.filter(({ id }, i) => ids.indexOf(id.toLowerCase()) !== i);
  return [
    ...twice.map(({ id }) => `${id}: is there twice`),
    ...table.flatMap((entry) =>
      [...priceProblems(entry), ...successorProblems(entry, table)].map((what) => `${entry.id}: ${what}`),
    ),
  ];
}

function priceProblems(entry: ModelEntry): string[] {
  const { prices, qualities, sizes } = entry;
  if (new Set(qualities).size < qualities.length) return ['a quality is there twice'];
  const rows = prices.flatMap(({ credits }, i) => {
    const row = `row ${i + 1} of its prices`;
    if (typeof credits === 'number') return qualities.length > 0 ? [`${row} needs credits for each quality`] : [];
    const unknown = Object.keys(credits).filter((one) => !qualities.includes(one));
    const missing = qualities.filter((one) => !Object.hasOwn(credits, one));
    return [
      ...unknown.map((one) => `${row} names a quality that it has not: ${one.slice(0, 20)}`),
      ...missing.map((one) => `${row} has no price for ${one}`),
    ];
  });
  if (sizes === 'any') {
    const isWhole = prices.some((row) => !row.sizes && (row.upTo ?? LONGEST_EDGE) >= LONGEST_EDGE);
    return isWhole ? rows : [...rows, `no price for every size up to ${LONGEST_EDGE}`];
  }
  const unpriced = sizes.filter((one) => !prices.some((row) => fits(row, one)));
  return [...rows, ...unpriced.map((one) => `no price for ${one}`)];
}

function successorProblems({ id, retires }: ModelEntry, table: readonly ModelEntry[]): string[] {
  if (!retires?.successor) return retires?.quality ? ['a quality of a successor that is not named'] : [];
  const successor = table.find((one) => one.id === retires.successor);
  if (!successor || successor.id === id) return [`its successor ${retires.successor} is no other model of the table`];
  if (retires.quality && !successor.qualities.includes(retires.quality))
    return [`its successor ${successor.id} has no quality ${retires.quality}`];
  return isInCircle(id, table) ? ['its successors run in a circle'] : [];
}

/** An order would be sent around in it for as long as Pixapi has none of them. */
function isInCircle(id: string, table: readonly ModelEntry[]): boolean {
  let at: string | undefined = id;
  for (const _ of table) {
    at = table.find((one) => one.id === at)?.retires?.successor;
    if (at === id) return true;
  }
  return false;
}
