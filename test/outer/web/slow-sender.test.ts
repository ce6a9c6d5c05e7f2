import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createWebServer } from '../../../src/web-server.ts';

test('who sends for ever does not keep the server from closing', async () => {
  let heard: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const server = await createWebServer({
    port: 0,
    slack: (request) => {
      request.resume();
      heard();
    },
    isReady: async () => undefined,
    metrics: null,
    pages: {},
  });
  const line = connect(server.port, '127.0.0.1').on('error', () => undefined);
  const hungUp = new Promise<void>((resolve) => line.once('close', () => resolve()));
  line.resume();
  line.write('POST /slack/events HTTP/1.1\r\nhost: imagine\r\ncontent-length: 1000\r\n\r\nx');
  await begun;
  await server.close();
  await hungUp;
  expect(line.destroyed).toBe(true);
});
