import { waitingEn } from './waiting.ts';

export const talkEn = {
  /** Stand where a name would, in what somebody asked for. */
  nameless: { person: 'someone', channel: 'a channel', group: 'a group' },
  hello: 'Hello. Say what to draw, for example “a red fox reading a newspaper”, or “help” to see everything I can do.',
  welcome: 'You’re welcome.',
  stop: `To stop a picture that is being made, press *${waitingEn.cancel}* under it.`,
};
