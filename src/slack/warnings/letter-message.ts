import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { number } from '../../copy/format.ts';
import { isStyleId } from '../../core/styles.ts';
import { type Counted, DIRECT, type Letter } from '../../core/warnings/letter.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, type Message, section } from '../kit/message.ts';
import { clip, escapeMrkdwn, plain } from '../kit/text.ts';

/** What the month came to. `chartFileId`: a file at Slack with the credits of each day; null: there is none. */
export function letterMessage(letter: Letter, chartFileId: string | null, copy: Copy): Message {
  const { letter: words } = copy.team;
  const sections = [
    summary(letter, copy),
    list(words.byChannel, channelLines(letter, copy)),
    list(
      words.byTag,
      letter.tags.map(({ id, credits }) => counted(escapeMrkdwn(id), credits, copy)),
    ),
    list(
      words.refusals,
      letter.refusals.map(({ name, count }) => counted(words.classes[name], count, copy)),
    ),
    list(words.styles, styleLines(letter.styles, copy)),
  ].filter((text) => text !== null);
  return {
    text: clip([words.title(letter.month), ...sections].join('\n'), LIMITS.text),
    blocks: [
      { type: 'header', text: plain(words.title(letter.month), LIMITS.header) },
      ...sections.map(section),
      ...(chartFileId === null ? [] : [chart(letter, chartFileId, copy)]),
      context(words.file),
    ],
  };
}

function summary({ spent, budget, pictures, requests, savedByDrafts, forecast }: Letter, { team }: Copy): string {
  const { letter } = team;
  return [
    letter.spent(spent, budget),
    letter.made(pictures, requests),
    ...(savedByDrafts > 0 ? [letter.saved(savedByDrafts)] : []),
    ...(forecast.kind === 'lasts' ? [letter.lasts] : forecast.kind === 'ends' ? [letter.ends(forecast.on)] : []),
  ].join('\n');
}

function channelLines({ channels, moreChannels }: Letter, copy: Copy): string[] {
  const { letter } = copy.team;
  return [
    ...channels.map(({ id, tag, credits }) => counted(channelName(id, tag, copy), credits, copy)),
    ...(moreChannels > 0 ? [letter.more(moreChannels)] : []),
  ];
}

function styleLines(styles: readonly Counted[], copy: Copy): string[] {
  return styles.map(({ name, count }) => counted(isStyleId(name) ? copy.styles[name] : name, count, copy));
}

function channelName(id: string, tag: string | null, { team: { letter } }: Copy): string {
  const name = id === DIRECT ? letter.direct : `<#${id}>`;
  return tag === null ? name : `${name} (${escapeMrkdwn(tag)})`;
}

const counted = (name: string, n: number, copy: Copy) => `${name}: ${number(copy.locale, n)}`;

function list(title: string, lines: readonly string[]): string | null {
  return lines.length === 0 ? null : [`*${title}*`, ...lines.map((line) => `• ${line}`)].join('\n');
}

function chart({ month, spent }: Letter, id: string, { team: { letter } }: Copy): types.ImageBlock {
  return { type: 'image', slack_file: { id }, alt_text: clip(letter.chart(month, spent), LIMITS.altText) };
}
