import { z } from 'zod';
import { appMaySee, fileObject, isBots, type SlackFile } from '../file.ts';
import { postAsApp } from '../posting.ts';
import { checkBlocks, contentArgs } from './content.ts';
import { type Answer, type Call, channelId, count, json, type Method, method, Refusal, timestamp } from './method.ts';
import { checkThread, joinedChannel } from './reach.ts';

const MAX_ALT_TEXT = 1000;

const getUploadUrl = method(
  z.strictObject({
    filename: z.string().min(1),
    length: count.pipe(z.number().min(1)),
    alt_txt: z.string().optional(),
    snippet_type: z.string().optional(),
  }),
  (call, { filename, length, alt_txt = '' }) => {
    if (call.state.settings.refusesUploads) throw new Refusal(call.state.settings.refusesUploads);
    if (alt_txt.length > MAX_ALT_TEXT) {
      call.violation(`alt_txt over ${MAX_ALT_TEXT} characters`);
      throw new Refusal('alt_txt_too_large');
    }
    if (alt_txt && !/\.(png|jpe?g|gif|webp)$/i.test(filename))
      call.violation(`alt_txt on ${filename}, which is no picture`);
    const file: SlackFile = {
      id: call.state.ids.next('F'),
      team: call.team.id,
      owner: call.team.bot.userId,
      fromStranger: false,
      name: filename,
      title: filename,
      altTxt: alt_txt,
      length,
      bytes: Buffer.alloc(0),
      mimetype: '',
      filetype: '',
      width: 0,
      height: 0,
      uploaded: false,
      completedAt: undefined,
      infoAsked: false,
      shownProcessed: false,
      deleted: false,
      shares: [],
    };
    call.state.files.set(file.id, file);
    return { upload_url: `${call.state.url}/upload/v1/${file.id}`, file_id: file.id };
  },
);

const completeUpload = method(
  z.strictObject({
    files: json(
      z
        .array(z.strictObject({ id: z.string(), title: z.string().optional(), highlight_type: z.string().optional() }))
        .min(1),
    ),
    channel_id: channelId.optional(),
    channels: z.string().optional(),
    thread_ts: timestamp.optional(),
    initial_comment: z.string().optional(),
    blocks: contentArgs.blocks,
  }),
  (call, args) => {
    const files = args.files.map(({ id, title }) => ({ file: uploadedFile(call, id), title }));
    const places = [...(args.channel_id ? [args.channel_id] : []), ...(args.channels?.split(',') ?? [])];
    const channels = places.map((id) => joinedChannel(call, id));
    const blocks = args.initial_comment ? [] : (args.blocks ?? []);
    if (blocks.some(({ type }) => type === 'markdown')) throw new Refusal('internal_error');
    const pictured = checkBlocks(call, blocks, 'message');
    for (const { file, title } of files) {
      file.completedAt ??= call.state.clock.now();
      file.title = title ?? file.title;
    }
    for (const channel of call.state.settings.neverShare ? [] : channels) {
      checkThread(call, channel, args.thread_ts);
      postAsApp(call.state, call.team, channel, {
        text: args.initial_comment ?? '',
        blocks,
        pictured,
        files: files.map(({ file }) => file.id),
        thread_ts: args.thread_ts,
        subtype: 'file_share',
      });
    }
    return { files: files.map(({ file }) => ({ id: file.id, title: file.title })) };
  },
);

function uploadedFile(call: Call, id: string): SlackFile {
  const file = knownFile(call, id);
  if (!file.uploaded) {
    call.violation(`${id} was completed before its bytes were uploaded`);
    throw new Refusal('file_not_found');
  }
  return file;
}

function knownFile(call: Call, id: string): SlackFile {
  const file = call.state.files.get(id);
  if (file && file.team !== call.team.id)
    call.violation(`the token of ${call.team.id} was used on file ${id} of ${file.team}`);
  if (!file || file.team !== call.team.id || !appMaySee(call.state, file)) throw new Refusal('file_not_found');
  return file;
}

const info = method(z.strictObject({ file: z.string() }), (call, args) => {
  const file = knownFile(call, args.file);
  file.infoAsked = true;
  file.looks = (file.looks ?? 0) + 1;
  const shown = fileObject(call.state, file);
  // what was said, not what a second look at the clock would say
  file.shownProcessed ||= shown.mimetype !== '';
  return { file: { ...shown, shares: sharesObject(file), ...places(file) }, comments: [] };
});

function sharesObject({ shares }: SlackFile): Answer {
  const by = (isPrivate: boolean) => {
    const here: Record<string, Answer[]> = {};
    for (const share of shares.filter((candidate) => candidate.private === isPrivate)) {
      here[share.channel] ??= [];
      here[share.channel]?.push({ ts: share.ts, ...(share.threadTs ? { thread_ts: share.threadTs } : {}) });
    }
    return Object.keys(here).length > 0 ? here : undefined;
  };
  const [open, closed] = [by(false), by(true)];
  return { ...(open ? { public: open } : {}), ...(closed ? { private: closed } : {}) };
}

function places({ shares }: SlackFile): Answer {
  const starting = (letter: string) => [
    ...new Set(shares.map(({ channel }) => channel).filter((id) => id.startsWith(letter))),
  ];
  return { channels: starting('C'), groups: starting('G'), ims: starting('D') };
}

const erase = method(z.strictObject({ file: z.string() }), (call, args) => {
  const file = knownFile(call, args.file);
  if (!isBots(call.state, file)) throw new Refusal('cant_delete_file');
  file.deleted = true;
  return {};
});

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
  'files.delete': erase,
};
