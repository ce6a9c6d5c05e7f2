import { CALLED, OUTCOMES } from '../calls/calls.ts';
import { STAGES } from '../core/counting/facts.ts';
import { FAILURES } from '../core/failure.ts';
import type { ImageModel, Quality } from '../core/image-model.ts';

export type KnownModel = Pick<ImageModel, 'id' | 'qualities'>;

/** Whatever is in none of the lists. */
const OTHER = 'other';
const NONE = 'none';

/** What the labels of our metrics may say; `model` and `quality` are those of the models in force. */
export const LABELS = {
  code: Object.keys(FAILURES),
  stage: STAGES,
  to: CALLED,
  outcome: OUTCOMES,
  queue: ['announce', 'make', 'post', 'settle', 'tasks'],
} as const;

/** In seconds. A picture in high quality takes over two minutes, so the usual buckets end too early. */
export const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360];

/** A model and quality as labels say them. */
export function modelLabels(models: readonly KnownModel[]) {
  const ids = new Set(models.map(({ id }) => id));
  const qualities = new Set(models.flatMap((model) => model.qualities));
  return (model: string, quality: Quality | null) => ({
    model: ids.has(model) ? model : OTHER,
    quality: quality === null ? NONE : qualities.has(quality) ? quality : OTHER,
  });
}
