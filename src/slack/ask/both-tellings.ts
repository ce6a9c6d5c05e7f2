import { setTimeout as delay } from 'node:timers/promises';
import { type Telling, together } from '../../core/asking/tellings.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import { type Talk, withTelling } from './read-talk.ts';

/** Slack sends the two events of a mention up to a second apart, and waits for three. */
const OTHER_WITHIN_MS = 1_200;
const FIRST_LOOK_MS = 20;
const LOOK_MS = 120;

/**
 * A mention as its two events know it together: `app_mention` and `message`, of which either may come first and lack
 * what the other has. Who comes first waits, unacknowledged, for the other; each then acts on the same, and the keys of
 * the request let one of them through. Where the other does not come in time, or there is nothing that it could add, it
 * is acted on alone.
 */
export async function withBothTellings(
  { requests: { store, defaultCredits } }: ListenerDeps,
  at: Installation,
  talk: Talk,
): Promise<Talk> {
  const { channelId, ts, toldBy, telling } = talk;
  const message = `${channelId}:${ts}`;
  await store.saveTelling(at.teamId, message, toldBy, telling, defaultCredits);
  for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(2 * waitMs, LOOK_MS)) {
    const { other, knownMs } = await store.findOtherTelling(at.teamId, message, toldBy);
    if (other) return withTelling(talk, together(telling, other), toldBy === 'app_mention');
    if (isWhole(telling) || knownMs >= OTHER_WITHIN_MS) return withTelling(talk, telling, true);
    await delay(waitMs);
  }
}

/** Nothing that is looked at is missing. */
function isWhole({ threadTs, userTeam, files }: Telling): boolean {
  return threadTs !== null && userTeam !== null && files.length > 0 && files.every(({ mimetype }) => mimetype);
}
