import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { answer } from '../blocks/answers.ts';
import type { ListenerParts } from '../parts.ts';
import { copyOf, type Opening, tellPerson } from './open-form.ts';

/** Slack opened no form, and there is no conversation to say so in: what to do instead, in the person's direct messages with the app. */
export async function tellNotOpened(
  parts: ListenerParts,
  { at, userId }: Opening,
  wordsOf: (copy: Copy) => string,
): Promise<void> {
  const copy = await copyOf(parts, at, userId);
  await tellPerson(at, userId, answer(wordsOf(copy))).catch((error) =>
    parts.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' }),
  );
}
