import type { Generation } from './generation.ts';

/**
 * How a picture came about, in IPTC's words (cv.iptc.org/newscodes/digitalsourcetype): made by a trained model alone, or
 * put together of that and something else.
 */
export type SourceType = 'trainedAlgorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia';

/** Somebody's own picture is in whatever was made from it. */
export function sourceTypeOf({ startsFromFiles }: Pick<Generation, 'startsFromFiles'>): SourceType {
  return startsFromFiles ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
}
