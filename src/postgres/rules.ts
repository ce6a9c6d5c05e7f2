import { ACTS } from '../core/acts.ts';

/** Rules of the core as statements need them. That both say the same is tested (`test/unit/postgres/rules.test.ts`). */

const names = (rule: (act: (typeof ACTS)[keyof typeof ACTS]) => boolean) =>
  Object.entries(ACTS).flatMap(([name, act]) => (rule(act) ? [`'${name}'`] : []));

/** `act in (…)`, after core/acts.ts. */
export const SHOWS_ANOTHER = names(({ pictures }) => pictures === 'shown').join(', ');
export const COMPOSED = names(({ pictures }) => pictures === 'composed').join(', ');
export const STANDS_FOR_SHOWN = names(({ label }) => label === 'shown').join(', ');
export const GOES_WITH_SHOWN = names(({ goesWithShown }) => goesWithShown).join(', ');

/** Made, and surely not shown: canceled after the order went out, or not delivered. */
export const KEPT_BACK = `state = 'made' and failure is not null and failure <> 'chat_unclear'`;

/** `canBeSeen` of core/thread/versions.ts. */
export const CAN_BE_SEEN = `deleted_at is null and not (${KEPT_BACK})`;

/** `isOwed` of core/thread/changes.ts. */
export const IS_OWED = `state = 'posted' and revision > greatest(shown_revision, refused_revision)`;
