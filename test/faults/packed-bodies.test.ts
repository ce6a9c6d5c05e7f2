import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Encoding } from '../local/packed.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

test.each<Encoding>(['gzip', 'deflate', 'br'])(
  'answers, pictures and files that come packed (%s), though nobody asked for it, bring an edit all the same',
  async (encoding) => {
    const { slack, pixapi } = imagine;
    pixapi.set({ encoding, bom: true });
    slack.set({ encoding });
    const logo = sharp({ create: { width: 64, height: 32, channels: 3, background: '#c84' } });
    const files = [{ name: 'logo.png', bytes: await logo.png().toBuffer() }];
    await slack.say({ user: 'gus', channel: 'general', text: '<@BOT> make it night', files });
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(1);
    expect(slack.transcript('general')).toMatch(
      /\[picture: AI-made image: make it night[\s\S]* · held 1 · charged 1 ·/,
    );
  },
);
