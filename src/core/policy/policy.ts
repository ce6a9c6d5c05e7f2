import type { ChannelMode } from '../asking/team-words.ts';
import type { Quality, Size } from '../image-model.ts';
import type { LastChange } from '../team/last-change.ts';

/** What a workspace's managers allow, beside its budgets. Null: no rule on that. */
export interface Policy {
  /** Another one after every change, never the same again; 0: nothing was ever decided. */
  readonly version: number;
  /** Nothing is ordered at the moment; who said so, and when. */
  readonly paused: { readonly by: string; readonly at: Date } | null;
  /** false: guests may look, and order nothing. */
  readonly guestsMaySpend: boolean;
  /** Slack user groups whose members alone may spend. */
  readonly spendGroups: readonly string[] | null;
  readonly models: readonly string[] | null;
  readonly sizes: readonly Size[] | null;
  readonly qualities: readonly Quality[] | null;
  /** Credits; no single request may cost more. */
  readonly mostCredits: number | null;
  /** What is meant where nothing else is said. */
  readonly defaultModel: string | null;
  readonly defaultSize: Size | null;
  readonly defaultQuality: Quality | null;
  /** The workspace's budget is nearly used, and its managers want low quality then where nothing else is said. */
  readonly isShort: boolean;
  /** As `fold` makes them: nobody may have them drawn. */
  readonly blockedWords: readonly string[];
  /** By channel, where it isn't `on`. */
  readonly channels: ReadonlyMap<string, ChannelMode>;
}

/** Of a workspace that has decided nothing. */
export const NO_POLICY: Policy = {
  version: 0,
  paused: null,
  guestsMaySpend: true,
  spendGroups: null,
  models: null,
  sizes: null,
  qualities: null,
  mostCredits: null,
  defaultModel: null,
  defaultSize: null,
  defaultQuality: null,
  isShort: false,
  blockedWords: [],
  channels: new Map(),
};

/** What can be kept in one workspace. */
export const MOST_BLOCKED = 200;
/** Characters of all blocked words, each on a line: what a field of a form holds. */
export const LONGEST_BLOCKED = 3_000;
export const MOST_CHANNEL_RULES = 500;

/** The rules that a form sets all at once. */
export type PolicyRules = Pick<
  Policy,
  'spendGroups' | 'models' | 'sizes' | 'qualities' | 'mostCredits' | 'defaultModel' | 'defaultSize' | 'defaultQuality'
>;

/** One thing changed, as a manager says it. */
export type PolicyChange =
  | { readonly kind: 'channel'; readonly channelId: string; readonly mode: ChannelMode }
  | { readonly kind: 'block' | 'unblock'; readonly word: string }
  | { readonly kind: 'max'; readonly credits: number | null }
  | { readonly kind: 'pause' | 'resume' }
  /** A form that was opened on this version. */
  | {
      readonly kind: 'rules';
      readonly rules: PolicyRules;
      readonly guestsMaySpend: boolean;
      /** As `fold` makes them, each once. */
      readonly blockedWords: readonly string[];
      readonly version: number;
    };

/** What became of it; `before` null: that rule was decided by nobody else a short time ago. */
export type PolicyChanged =
  | { readonly outcome: 'changed' | 'same'; readonly policy: Policy; readonly before: LastChange | null }
  /** More can't be kept. */
  | { readonly outcome: 'too_many' }
  /** Somebody else changed the rules since that form was opened. */
  | { readonly outcome: 'conflict'; readonly policy: Policy; readonly before: LastChange | null };

export interface PolicyStore {
  readPolicy(teamId: string): Promise<Policy>;
  /** Changes the policy and writes the audit entry; none where it was so before. */
  changePolicy(
    by: { readonly teamId: string; readonly userId: string },
    change: PolicyChange,
    defaultCredits: number | null,
  ): Promise<PolicyChanged>;
}

/** The policies of teams as this process knows them: orders are held against them without a question to the database. */
export interface Policies {
  /** At most a minute old: good for what is shown, and for what is accepted, since the version is compared then. */
  of(teamId: string): Promise<Policy>;
  /** Read this moment: nobody is refused by a rule that is gone. */
  readNow(teamId: string): Promise<Policy>;
}
