import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';

/** The least that Bolt can be: the options of our own receiver, and a command that is acknowledged and forgotten. */
const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, setName: nothing };
const logger = { ...SILENT, getLevel: () => 'error' as never };

const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: ['/slack/events'],
  processBeforeResponse: true,
  bodyLimit: 1024 * 1024,
  logger,
  unhandledRequestTimeoutMillis: 2_700,
});
const app = new App({ receiver, logger, convoStore: false, authorize: async () => ({}) });
app.command('/imagine', async ({ ack }) => await ack());

const server = createServer(receiver.requestListener);
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
