import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { FileUpload } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';

const imagine = journey({ pixapi: { keepsUploads: true } });

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 20 } } });
const png = (name = 'logo.png'): Promise<FileUpload> =>
  canvas(64, 32)
    .png()
    .toBuffer()
    .then((bytes) => ({ name, bytes }));

async function drawn(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  return imagine.slack.messages('general').at(-1)?.ts ?? '';
}

/** Mentions the app in a message with files, and answers the message's ts. */
async function mention(files: FileUpload[], text = '<@BOT> make it night', user = 'gus', channel = 'general') {
  const { ts } = await imagine.slack.say({ user, channel, text, files });
  await imagine.settled();
  return ts;
}

const edits = () => imagine.pixapi.submits().filter(({ path }) => path.endsWith('/edits'));
const sent = () => edits().flatMap(({ files = [] }) => files);
const answersIn = (threadTs: string) =>
  imagine.slack.messages('general').filter(({ thread_ts, bot_id }) => thread_ts === threadTs && bot_id);
const words = () => imagine.slack.ephemerals('gus', 'general').map(({ text }) => text);

describe('pictures that people attach', () => {
  test('go along with the picture of the thread, which is then sent as bytes too', async () => {
    const { slack } = imagine;
    const thread = await drawn();
    await slack.say({
      user: 'gus',
      channel: 'general',
      threadTs: thread,
      text: 'edit this: put the logo on the newspaper',
      files: [await png(), await png('other.png')],
    });
    await imagine.settled();
    expect(edits()).toHaveLength(1);
    expect(sent().map(({ field, mimetype }) => [field, mimetype])).toEqual(Array(3).fill(['image[]', 'image/png']));
    const sizes = await Promise.all(sent().map(({ content }) => sharp(content).metadata()));
    expect(sizes.map(({ width, height }) => `${width}x${height}`)).toEqual(['1024x1024', '64x32', '64x32']);
    expect(slack.transcript('general')).toContain('v2 from v1 · gpt-image-1.5 · 1024×1024 PNG · by @gus');
  });

  test('are edited by a mention, in that message’s thread, where “edit this” goes on', async () => {
    const { slack } = imagine;
    const ts = await mention([await png()]);
    expect(sent().map(({ field }) => field)).toEqual(['image']);
    expect(edits()[0]?.fields).toMatchObject({ prompt: 'make it night', size: 'auto' });
    expect(answersIn(ts)).toHaveLength(1);
    expect(slack.transcript('general')).toContain('make it night\n      (v1 · gpt-image-1.5 · 1024×1024 PNG · by @gus');

    await slack.say({ user: 'ana', channel: 'general', threadTs: ts, text: 'edit this: add snow' });
    await imagine.settled();
    const [{ url } = { url: '' }] = await imagine.query<{ url: string }>(
      `select pixapi_url as url from pictures p join generations g on g.id = p.generation_id order by g.requested_at`,
    );
    expect(edits()[1]?.fields).toMatchObject({ prompt: 'add snow', image: url });
    expect(answersIn(ts)).toHaveLength(2);
    expect(slack.transcript('general')).toContain('v2 from v1');
  });

  test('are asked about when nothing is said', async () => {
    await mention([await png()], '<@BOT>');
    expect(words()).toEqual(['Say what to change, for example “edit this: make it night”.']);
    expect(edits()).toHaveLength(0);
  });

  test('are fetched through files.info where Slack Connect shows a stub', async () => {
    const { slack } = imagine;
    const ts = await mention([{ ...(await png()), fromStranger: true }]);
    const shown = slack.deliveries.find(({ event }) => event.ts === ts)?.event.files as { file_access: string }[];
    expect(shown[0]?.file_access).toBe('check_file_info');
    expect(sent()).toHaveLength(1);
    expect(answersIn(ts)).toHaveLength(1);
  });
});

describe('what Pixapi gets of a picture', () => {
  test('a photo stands upright and tells nothing of where it was taken', async () => {
    const exif = { IFD0: { Make: 'Canary' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 43/1 0/1' } };
    const bytes = await canvas(60, 20).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    expect((await sharp(bytes).metadata()).exif?.toString('latin1')).toContain('Canary');
    await mention([{ name: 'photo.jpg', bytes }]);

    const [photo] = sent();
    const metadata = await sharp(photo?.content).metadata();
    expect(photo?.mimetype).toBe('image/jpeg');
    expect(metadata).toMatchObject({ format: 'jpeg', width: 20, height: 60 });
    expect(metadata.exif ?? metadata.xmp ?? metadata.iptc ?? metadata.orientation).toBeUndefined();
  });

  test.each([
    ['opaque', 3, 'image/jpeg'],
    ['transparent', 4, 'image/png'],
  ] as const)('a WebP (%s) becomes a form that every model takes', async (_, channels, mimetype) => {
    const background = { r: 1, g: 2, b: 3, alpha: 0.5 };
    const bytes = await sharp({ create: { width: 40, height: 40, channels, background } })
      .webp()
      .toBuffer();
    await mention([{ name: 'sticker.webp', bytes }]);
    expect(sent().map((file) => file.mimetype)).toEqual([mimetype]);
    expect((await sharp(sent()[0]?.content).metadata()).hasAlpha).toBe(channels === 4);
  });

  test('a picture larger than any model draws is made smaller', async () => {
    await mention([{ name: 'big.png', bytes: await canvas(7000, 3500).png().toBuffer() }]);
    expect(await sharp(sent()[0]?.content).metadata()).toMatchObject({ width: 2048, height: 1024 });
  });
});

describe('where Pixapi’s address of the picture is gone', () => {
  const posts = () => imagine.pixapi.journal.filter(({ method }) => method === 'POST');

  test('the bytes of the Slack file go instead, and one order counts', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    pixapi.expireUrls();
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await imagine.settled();
    expect(posts().map(({ path, status, files }) => [path, status, files?.length ?? 0])).toEqual([
      ['/v1/async/images/generations', 200, 0],
      ['/v1/async/images/edits', 400, 0],
      ['/v1/async/images/edits', 200, 1],
    ]);
    const [posted] = slack.journal
      .filter(({ method }) => method === 'file')
      .map(({ args }) => slack.file(String(args.file)));
    expect(await sharp(sent()[0]?.content).raw().toBuffer()).toEqual(await sharp(posted?.bytes).raw().toBuffer());
    expect(slack.transcript('general')).toMatch(/v2 from v1 · .* · held 1 · charged 1 · 498 left/);
    expect(pixapi.billed()).toHaveLength(2);
  });

  test('the same when only the task finds out', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    pixapi.fault(
      { to: 'edits', form: 'json' },
      { task: { fails: { status: 400, code: 'invalid_image_url', message: 'could not fetch' } } },
    );
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await imagine.settled();
    expect(edits().map(({ files }) => files?.length ?? 0)).toEqual([0, 1]);
    expect(slack.transcript('general')).toMatch(/v2 from v1 · .* · held 1 · charged 1 · 498 left/);
    expect(pixapi.billed()).toHaveLength(2);
    expect(answersIn(thread)).toHaveLength(1);
  });
});
