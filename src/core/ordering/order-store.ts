import type { FailureCode } from '../failure.ts';
import type { Generation, GenerationStore, NewGeneration } from '../generation.ts';
import type { BudgetScope, GroupRule, Period } from '../team/budget.ts';
import type { EarlierPress, PressedPicture } from './earlier-presses.ts';

export type AcceptAnswer =
  | { readonly outcome: 'accepted'; readonly id: string }
  | { readonly outcome: 'duplicate'; readonly id: string }
  /** Nothing was stored: Pixapi no longer has the model. A request made again (`againOf`) is let through, to be moved later. */
  | { readonly outcome: 'retired' }
  /** Nothing was stored: the policy is another by now, and the request is to be held against it once more. */
  | { readonly outcome: 'stale_policy' | 'paused' }
  /** Nothing was stored: groups have budgets, and the request does not say in which its person is. */
  | { readonly outcome: 'standing' }
  | Over;

/** The narrowest of the budgets that have no room for it. */
export interface Over {
  readonly outcome: 'over';
  readonly id: string;
  readonly scope: BudgetScope['kind'];
  readonly scopeId: string;
  /** Of a group's budget. */
  readonly rule: GroupRule | null;
  /** What is left of it, at least 0, and what grants still have on top. */
  readonly left: number;
  readonly granted: number;
  readonly budget: number;
  readonly period: Period;
  readonly renewsAt: Date;
  /** What all budgets that apply, and their grants, still have room for. */
  readonly room: number;
  /** First day of the current month, YYYY-MM-DD. */
  readonly month: string;
}

/**
 * A refused request as it is kept in the log, with all that is needed to ask for it again: the whole text as it was
 * typed is its prompt. Nothing was priced or held.
 */
export interface RefusedRequest
  extends Pick<
    NewGeneration,
    | 'teamId'
    | 'id'
    | 'channelId'
    | 'userId'
    | 'kind'
    | 'prompt'
    | 'keys'
    | 'parentId'
    | 'parentPicture'
    | 'replyTs'
    | 'fileIds'
    | 'againOf'
  > {
  readonly failure: FailureCode;
}

/** What is remembered of requests. */
export interface OrderStore extends GenerationStore {
  /** Key, hold, generation and job `announce`, or nothing of them. Failures: `too_many_requests`, `act_under_way`. */
  acceptGeneration(request: NewGeneration, defaultCredits: number | null): Promise<AcceptAnswer>;
  /**
   * The same for a publication; what the picture cost counts in its channel from now on, as far as it was counted in
   * direct messages. `no_room`: the channel's month can't take that (credits); nothing is stored.
   */
  acceptPublication(
    request: NewGeneration,
    defaultCredits: number | null,
  ): Promise<AcceptAnswer | { readonly outcome: 'no_room'; readonly credits: number; readonly left: number }>;
  /** The request that was committed with this key, as it stands: also one that was refused (`failed`). null: there is none. */
  findRequest(teamId: string, key: string): Promise<Generation | null>;
  /** False: this request was logged already. */
  logRefused(request: RefusedRequest, defaultCredits: number | null): Promise<boolean>;
  /** Everything that was asked for by this button so far. */
  listEarlierPresses(of: PressedPicture): Promise<EarlierPress[]>;
  /** The models that Pixapi no longer has. */
  listRetiredModels(): Promise<Set<string>>;
}
