import type { Copy } from '../../src/copy/copy.ts';
import type { Figures } from '../../src/core/console/figures.ts';
import { DIRECT, type LogEntry } from '../../src/core/log/entry.ts';
import { OUTCOMES } from '../../src/core/log/outcome.ts';
import { manifestScopes } from '../../src/operate/manifest.ts';
import { type Home, homeView, type OwnFigures, type TeamFigures } from '../../src/slack/console/home-view.ts';
import { ALL } from '../../src/slack/console/list-filter.ts';
import { requestsModal } from '../../src/slack/console/requests-modal.ts';
import { endingLines } from '../../src/slack/team/settings.ts';
import { ENDING_OFFER } from '../support/models.ts';
import { entryOf, monthOf } from './answers.ts';
import { CREDITS, ID, type Load, MONTH, PROMPT, SOME_DAY } from './data.ts';
import type { Sample } from './sample.ts';

const NAMES = ['1', '2', '3', '4', '5'];

const rankingOf = (names: readonly string[], load: Load) => ({
  first: names.map((name) => ({ name, credits: CREDITS[load] })),
  more: load === 'worst' ? CREDITS.worst : 0,
});

function figuresOf(load: Load): Figures {
  const n = CREDITS[load];
  const isWorst = load === 'worst';
  return {
    total: { requests: n, pictures: n, credits: n, failed: n, savedByDrafts: n },
    days: [{ day: MONTH, credits: n }],
    channels: rankingOf(
      isWorst ? [DIRECT, ...NAMES.slice(1).map((i) => `C0ACMEGENERAL${i}`)] : ['C0ACMEGENERAL', DIRECT],
      load,
    ),
    people: rankingOf(isWorst ? NAMES.map((i) => `U0ACMEANA${i}`) : ['U0ACMEANA1'], load),
    models: rankingOf(isWorst ? NAMES.map((i) => `model-${i}-${'x'.repeat(90)}`) : ['gpt-image-2'], load),
  };
}

/** A request of ana's, as its log tells of it. */
export function logEntryOf(load: Load, about: Partial<LogEntry> = {}): LogEntry {
  const never = { announcedAt: null, orderedAt: null, takenAt: null, madeAt: null, postedAt: null, toldAt: null };
  return {
    ...never,
    id: ID,
    requestedAt: SOME_DAY,
    userId: 'U0ACMEANA1',
    channelId: 'C0ACMEGENERAL',
    act: 'make',
    kind: 'generation',
    isPrivate: false,
    prompt: PROMPT[load],
    erasedAt: null,
    style: null,
    model: 'gpt-image-2',
    size: '1024x1024',
    quality: 'low',
    count: 1,
    inputs: 0,
    heldCredits: CREDITS[load],
    chargedCredits: CREDITS[load],
    chargeEstimated: load === 'worst',
    taskId: null,
    pixapiRequestId: null,
    orders: 1,
    tries: 0,
    outcome: 'made',
    failure: null,
    refusalRule: null,
    refusedPart: null,
    parentId: null,
    canceledAt: null,
    canceledBy: null,
    endedAt: null,
    deletedAt: null,
    place: { at: '2026-11-24T10:00:00.000000Z', id: ID },
    ...about,
  };
}

const ofAllKinds = (load: Load) => [
  ...OUTCOMES.map((outcome) => logEntryOf(load, { outcome, chargedCredits: outcome === 'open' ? null : 1 })),
  logEntryOf(load, { prompt: null, isPrivate: true, channelId: 'D0ACMEAPPANA' }),
];

const ownOf = (load: Load): OwnFigures => ({
  month: monthOf(load),
  spent: CREDITS[load],
  pictures: CREDITS[load],
  keptDays: load === 'worst' ? 3_650 : 90,
});

const teamOf = (load: Load): TeamFigures => ({
  month: monthOf(load),
  span: { since: MONTH },
  figures: figuresOf(load),
  forecast: { kind: 'ends', on: '2026-11-27' },
  chartFileId: 'F0PICTURE1',
  mayHaveKey: load === 'worst',
  newest: ofAllKinds(load),
});

const homeOf = (load: Load, about: Partial<Home>, copy: Copy) =>
  homeView(
    {
      entries: [entryOf(load)],
      endings: endingLines(ENDING_OFFER, new Set(), copy),
      own: ownOf(load),
      team: null,
      scopes: null,
      ...about,
    },
    copy,
  );

/** Home, as each of its readers sees it, and the lists that its figures lead to. */
export const HOMES: readonly Sample[] = [
  { name: 'homeView', build: (copy, load) => homeOf(load, {}, copy) },
  { name: 'homeView: a manager', build: (copy, load) => homeOf(load, { team: teamOf(load) }, copy) },
  {
    name: 'homeView: a manager of a workspace that has done nothing yet',
    build: (copy, load) => {
      const nothing = { first: [], more: 0 };
      const figures: Figures = {
        total: { requests: 0, pictures: 0, credits: 0, failed: 0, savedByDrafts: 0 },
        days: [],
        channels: nothing,
        people: nothing,
        models: nothing,
      };
      const month = { ...monthOf(load), budget: null, left: null };
      const team = {
        ...teamOf(load),
        month,
        figures,
        newest: [],
        chartFileId: null,
        forecast: { kind: 'silent' } as const,
      };
      return homeOf(load, { entries: [], endings: [], team }, copy);
    },
  },
  {
    name: 'homeView: a manager of a workspace that has not granted every scope',
    build: (copy, load) => {
      const missing = load === 'worst' ? manifestScopes().needed : ['app_mentions:read', 'channels:history'];
      return homeOf(
        load,
        { team: teamOf(load), scopes: { missing, link: 'https://api.slack.com/apps/A01/oauth' } },
        copy,
      );
    },
  },
  { name: 'homeView: a guest', build: (copy, load) => homeOf(load, { own: null }, copy) },
  {
    name: 'requestsModal',
    build: (copy, load) => {
      const list = { filter: ALL, pages: [], entries: ofAllKinds(load), hasOlder: true, isOfTeam: true };
      return requestsModal(list, copy);
    },
  },
  {
    name: 'requestsModal: one’s own, of some kind, a later page',
    build: (copy, load) => {
      const places = Array.from({ length: 30 }, () => ({ at: '2026-11-24T10:00:00.000000Z', id: ID }));
      const filter = {
        ...ALL,
        channelId: 'C0ACMEGENERAL',
        outcome: 'not_made',
        from: MONTH,
        to: '2026-11-30',
      } as const;
      return requestsModal(
        { filter, pages: places, entries: [logEntryOf(load)], hasOlder: false, isOfTeam: false },
        copy,
      );
    },
  },
  {
    name: 'requestsModal: none like that',
    build: (copy) => {
      const filter = { ...ALL, channelId: DIRECT, model: 'gpt-image-2', userId: 'U0ACMEANA1' };
      return requestsModal({ filter, pages: [], entries: [], hasOlder: false, isOfTeam: true }, copy);
    },
  },
];
