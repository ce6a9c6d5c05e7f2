import type { ImageModel, Quality, Size } from '../image-model.ts';

/** What may be ordered today. */
export interface Offer {
  readonly models: readonly ImageModel[];
  /** What draws where nothing asks for another model. */
  readonly defaultModel: string;
  /**
   * Models whose last day is over and that have a successor: they are offered to nobody and chosen for nobody. Who names
   * one still gets it, as long as Pixapi has it.
   */
  readonly past: ReadonlySet<string>;
  /** What is meant where a request says no size, or no quality; absent: square, and the lowest. */
  readonly defaultSize?: Size;
  readonly defaultQuality?: Quality;
  /** Ids of models that there are, and that a workspace's policy is against; absent: none. */
  readonly barred?: ReadonlySet<string>;
  /** In which drafts are made; absent: the model's own lowest. */
  readonly lowestQuality?: Quality;
  /** Which of what can be drawn a form may offer; absent: all of it. */
  readonly allows?: (plan: Terms) => boolean;
  /** Models that are about to end, the next one first. */
  readonly endings: readonly Ending[];
}

interface Terms {
  readonly model: string;
  readonly size: Size;
  readonly quality: Quality | null;
  readonly credits: number;
}

export interface Ending {
  readonly model: string;
  /** The day (UTC, YYYY-MM-DD) from which it is gone. */
  readonly on: string;
  /** From 1 on. */
  readonly daysLeft: number;
  /** The operator insists on it: it stays the default as long as Pixapi has it. */
  readonly isKept: boolean;
  /** `past` of that day. */
  readonly past: ReadonlySet<string>;
}

/** Days (UTC, YYYY-MM-DD) from which Pixapi itself says that models are gone. */
export type Shutdowns = ReadonlyMap<string, string>;

export interface Offers {
  /** Of today. Made once a day, so that asking costs nothing. */
  today(): Offer;
  /** The day it is (UTC, YYYY-MM-DD). */
  day(): string;
  /** What Pixapi says counts beside the table: of two days the earlier one, unless the operator named the table's. */
  learn(shutdowns: Shutdowns): void;
}

/** From so many days before its last one it is said that a model ends. */
export const TOLD_BEFORE_DAYS = 30;

const DAY_MS = 24 * 3_600_000;

/** `chosen`: the default that the operator insists on, also after its last day; null: the first of the models, and its successor later. */
export function createOffers(
  models: readonly ImageModel[],
  chosen: string | null,
  now: () => number = Date.now,
): Offers {
  let shutdowns: Shutdowns = new Map();
  let known: { readonly day: string; readonly offer: Offer } | null = null;
  const day = () => new Date(now()).toISOString().slice(0, 10);
  return {
    day,
    today() {
      const today = day();
      if (known?.day !== today) known = { day: today, offer: offerOn(today, models, chosen, shutdowns) };
      return known.offer;
    },
    learn(said) {
      shutdowns = said;
      known = null;
    },
  };
}

/** What may be ordered on a day (UTC, YYYY-MM-DD). */
export function offerOn(
  day: string,
  models: readonly ImageModel[],
  chosen: string | null,
  shutdowns: Shutdowns = new Map(),
): Offer {
  const lastDays = new Map(models.flatMap((model) => lastDay(model, shutdowns)));
  const pastOn = (on: string) => {
    const isOver = (id: string) => id !== chosen && (lastDays.get(id) ?? '9999') <= on;
    const past = models.filter((model) => isOver(model.id) && successorOf(model, models, isOver));
    return new Set(past.map(({ id }) => id));
  };
  return {
    models,
    defaultModel: chosen ?? models[0]?.id ?? '',
    past: pastOn(day),
    endings: [...lastDays]
      .filter(([, on]) => on > day)
      .map(([model, on]) => ({ model, on, daysLeft: days(day, on), isKept: model === chosen, past: pastOn(on) }))
      .sort((a, b) => a.daysLeft - b.daysLeft),
  };
}

function lastDay({ id, retires }: ImageModel, shutdowns: Shutdowns): [string, string][] {
  const said = retires?.isOperators ? undefined : shutdowns.get(id);
  const [first] = [retires?.on, said].filter((on) => on !== undefined).sort();
  return first === undefined ? [] : [[id, first]];
}

const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The models that may be offered to people: Pixapi has not said that they are gone, and their last day is not over. */
export function liveModels({ models, past }: Offer, retired: ReadonlySet<string>): ImageModel[] {
  return models.filter(({ id }) => !past.has(id) && !retired.has(id));
}

/** The first in the line of successors that is not gone, and the quality in which it stands in. */
export function successorOf(
  model: ImageModel,
  models: readonly ImageModel[],
  isGone: (id: string) => boolean,
): { readonly model: ImageModel; readonly quality: string | undefined } | null {
  let from = model;
  // a line is no longer than the table, also where it runs in a circle
  for (const _ of models) {
    const { successor, quality } = from.retires ?? {};
    const next = models.find(({ id }) => id === successor);
    if (!next) return null;
    if (!isGone(next.id)) return { model: next, quality };
    from = next;
  }
  return null;
}
