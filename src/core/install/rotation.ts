import { Failure, toFailure } from '../failure.ts';
import type { TeamTask } from '../jobs.ts';
import type { Log } from '../making/chat.ts';
import type { RetryWrite } from '../making/retry-write.ts';

/** A token that ends soon, in the hands of one process alone. */
export interface Refresh {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly refreshToken: string;
  /** It was begun before, and nobody wrote down how that ended. */
  readonly isSecond: boolean;
  /** By which the store knows whether it is still ours. */
  readonly begunAt: string;
}

export interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
  /** In seconds from when Slack answered. */
  readonly lifeS: number;
}

export interface RotationStore {
  /**
   * Takes one that ends within five hours, and writes down that it is begun before anybody asks Slack. What was begun and not
   * ended is taken again after five minutes. null: none is due. `secret_unreadable`: that one waits as long.
   */
  claimRefresh(): Promise<Refresh | null>;
  /** Both of the pair at once. Nothing, where somebody has installed the app anew or removed it meanwhile. */
  saveRefreshed(refresh: Refresh, tokens: Tokens): Promise<void>;
  /** Slack takes the refresh token no more. It is not tried again, and with its end the token counts as gone. */
  markLost(refresh: Refresh): Promise<void>;
}

export interface RotationDeps {
  readonly store: RotationStore;
  /** Spends the refresh token. `not_installed`: Slack does not take it; whatever else: it may be tried again. */
  readonly exchange: (refreshToken: string) => Promise<Tokens>;
  /** The new pair is in this process alone until it is stored. */
  readonly retryWrite: RetryWrite;
  readonly forget: (installed: { readonly teamId: string | null; readonly enterpriseId: string | null }) => void;
  readonly log: Log;
}

/** In one run; the rest has its turn a minute later. */
const MOST = 200;

/** Tokens that end are replaced hours ahead, where nobody waits for it (decision 67). */
export function rotationTask({ store, exchange, retryWrite, forget, log }: RotationDeps): TeamTask {
  const renew = async (refresh: Refresh, about: Record<string, unknown>) => {
    let tokens: Tokens;
    try {
      tokens = await exchange(refresh.refreshToken);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'not_installed') return log.failure(failure, about);
      await store.markLost(refresh);
      const why = refresh.isSecond ? 'an earlier exchange was cut off' : 'somebody else has used it, or it was revoked';
      const detail = `Slack takes the refresh token no more (${why}): the app has to be installed again there`;
      return log.failure(new Failure('not_installed', { detail }), about);
    }
    await retryWrite(() => store.saveRefreshed(refresh, tokens), about);
    forget(refresh);
  };
  return {
    name: 'tokens',
    async run(signal) {
      for (let count = 0; count < MOST && !signal.aborted; count++) {
        const about: Record<string, unknown> = { at: 'tokens' };
        try {
          const refresh = await store.claimRefresh();
          if (!refresh) return;
          const { teamId, enterpriseId } = refresh;
          await renew(refresh, Object.assign(about, { teamId, enterpriseId }));
        } catch (error) {
          log.failure(toFailure(error), about);
        }
      }
    },
  };
}
