import type { types } from '@slack/bolt';
import { toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { updateView, type ViewPlace } from '../api/views.ts';
import type { ListenerDeps } from '../deps.ts';

/** The form, and the same without its pictures where Slack may not show them. */
export interface Filled {
  readonly view: types.ModalView;
  readonly plainer?: types.ModalView;
}

/**
 * Puts a form into a modal, tried once more where Slack falters: as it is, without its pictures, or, where Slack takes
 * neither, `instead`. `gone`: that modal is not there, or is another by now. `failed`: Slack took nothing.
 */
export async function putInto(
  { log }: Pick<ListenerDeps, 'log'>,
  at: Installation,
  place: ViewPlace,
  { view, plainer }: Filled,
  instead?: types.ModalView,
): Promise<'updated' | 'gone' | 'failed'> {
  const noted = (error: unknown) => log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' });
  const put = async (one: types.ModalView) => {
    const trying = async () => await updateView(at, place, one);
    return await trying().catch(async (error) => {
      noted(error);
      return await trying();
    });
  };
  try {
    for (const one of [view, plainer, instead]) {
      const updated = one ? await put(one) : 'refused';
      if (updated !== 'refused') return updated;
    }
  } catch (error) {
    noted(error);
  }
  return 'failed';
}
