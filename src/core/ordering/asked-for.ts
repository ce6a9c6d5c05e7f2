import { type Asked, type ParsedPrompt, parsePrompt } from '../asking/prompt.ts';
import type { Ask, Terms } from './request-image.ts';

/** What is asked for, all told: the text with its flags, then what was chosen beside it, then the terms of what it starts from. */
export function askedFor({ text, fields, from }: Pick<Ask, 'text' | 'fields' | 'from'>): ParsedPrompt {
  const parsed = parsePrompt(text);
  return parsed.ok ? { ok: true, asked: withTerms({ ...fields, ...parsed.asked }, from?.terms) } : parsed;
}

/** What the person said wins; the rest is taken from the picture it starts from. Another shape may need another model. */
export function withTerms(asked: Asked, terms: Terms = {}): Asked {
  const { model, quality, ...shape } = terms;
  const sameModel = model !== undefined && !asked.size && !asked.quality;
  // Another model, asked for by name, need not know the qualities of the first one.
  const sameQuality = quality !== undefined && (asked.model === undefined || asked.model === model);
  return { ...shape, ...(sameQuality ? { quality } : {}), ...(sameModel ? { model } : {}), ...asked };
}
