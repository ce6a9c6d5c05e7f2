const MOST_TRIES = 4;

/**
 * Writes down what was done outside and must not be forgotten: a lost connection to the store is no reason to buy or
 * post it again. Only for moves that are guarded by the state they leave, so that a second one is harmless.
 */
export async function retryWrite<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
    }
  }
}
