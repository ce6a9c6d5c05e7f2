import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
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
      letter.tags.map(({ id, credits }) => words.count(escapeMrkdwn(id), credits)),
    ),
    list(
      words.refusals,
      letter.refusals.map(({ name, count }) => words.count(words.classes[name], count)),
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

function channelLines({ channels, moreChannels }: Letter, { team: { letter } }: Copy): string[] {
  return [
    ...channels.map(({ id, tag, credits }) =>
      letter.channel(id === DIRECT ? letter.direct : `<#${id}>`, tag && escapeMrkdwn(tag), credits),
    ),
    ...(moreChannels > 0 ? [letter.more(moreChannels)] : []),
  ];
}

function styleLines(styles: readonly Counted[], { styles: names, team: { letter } }: Copy): string[] {
  return styles.map(({ name, count }) => letter.count(nameIn(names, name), count));
}

function list(title: string, lines: readonly string[]): string | null {
  return lines.length === 0 ? null : [`*${title}*`, ...lines.map((line) => `• ${line}`)].join('\n');
}

function chart({ month, spent }: Letter, id: string, { team: { letter } }: Copy): types.ImageBlock {
  return { type: 'image', slack_file: { id }, alt_text: clip(letter.chart(month, spent), LIMITS.altText) };
}
