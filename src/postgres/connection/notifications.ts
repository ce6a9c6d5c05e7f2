import pg from 'pg';

/**
 * Listens on a channel over a connection of its own, for as long as it takes: a lost connection is opened again
 * (and `onReconnect` told, since notifications were missed), a silent one is noticed by a regular question.
 */
export async function listen(
  connectionString: string,
  channel: string,
  onNotification: (payload: string) => void,
  onReconnect: () => void,
  onError: (error: Error) => void,
): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const connect = async () => {
    const next = new pg.Client({
      connectionString,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'imagine-listen',
    });
    next.on('error', onError);
    next.on('end', () => client === next && again());
    next.on('notification', ({ payload }) => onNotification(payload ?? ''));
    client = next;
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    onReconnect();
  };
  const again = () => {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      connect().catch((error: Error) => {
        onError(error);
        again();
      });
    }, 500);
  };
  const pulse = setInterval(() => {
    client?.query('select 1').catch(() => client?.end().catch(() => undefined));
  }, 10_000);
  pulse.unref();

  await connect();
  return {
    async close() {
      closed = true;
      clearInterval(pulse);
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
