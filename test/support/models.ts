import { vocabularyOf } from '../../src/core/asking/vocabulary.ts';
import { type Offer, offerOn } from '../../src/core/pricing/offer.ts';
import { BUILT_IN } from '../../src/pixapi/models/built-in.ts';
import { modelOf } from '../../src/pixapi/models/table.ts';

/** The models as they come with the app. */
export const MODELS = BUILT_IN.map(modelOf);

/** The words of their flags. */
export const VOCABULARY = vocabularyOf(MODELS);

/** A day long before any of them ends; every test's app lives on it unless the test moves its clock. */
export const AN_EARLY_DAY = '2026-09-01';

/** What they are offered as on that day. */
export const OFFER: Offer = offerOn(AN_EARLY_DAY, MODELS, null);

/** The same, and shortly before one of them ends. */
export const ENDING_OFFER: Offer = offerOn('2026-11-24', MODELS, null);
