import type { AwaitTiming } from './core/making/await-image.ts';
import type { createLogger } from './log.ts';
import type { Installations } from './slack/api/installations.ts';

/** What tests and the bench set otherwise; 1 and the real clock in production. */
export interface Overrides {
  /** In place of the one workspace of the environment. */
  readonly installations?: Installations;
  readonly logger?: ReturnType<typeof createLogger>;
  readonly pollDelay?: AwaitTiming['pollDelay'];
  /** Multiplies back-offs, the waits for Slack to process files and for a channel to be free, and how often the line is looked at. */
  readonly waitScale?: number;
  /** Multiplies back-offs alone. */
  readonly backoffScale?: number;
  /** Of fewer calls in half a minute no breaker concludes anything. */
  readonly breakerCalls?: number;
  /** The clock by which a breaker waits and orders keep apart, in ms. */
  readonly upstreamNow?: () => number;
  /** How often a worker looks for jobs that nothing announced. */
  readonly watchMs?: number;
  /** How often stranded requests are looked for. */
  readonly sweepMs?: number;
  /** How often the waiting line is looked at. */
  readonly lineMs?: number;
  /** Measures how long a task has been running since a worker took it up. */
  readonly now?: () => number;
  /** The clock by which models retire, in ms since 1970. */
  readonly calendar?: () => number;
  /** How often it is looked whether it is another day. */
  readonly dailyMs?: number;
  /** The clock by which what is known of people and of a team's guests grows old. */
  readonly knownNow?: () => number;
  /** How long uploading may take before the placeholder says so. */
  readonly uploadingAfterMs?: number;
  /** Limits of single calls: to Slack's Web API, and to fetch a picture. */
  readonly slackTimeoutMs?: number;
  readonly downloadTimeoutMs?: number;
  readonly submitTimeoutMs?: number;
  /** How long the database may take for a connection or a statement, and how long Slack waits before it hears that we are not sure. */
  readonly databaseMs?: number;
  readonly answerWithinMs?: number;
  /** How long Slack may be silent on a connection of Socket Mode. */
  readonly socketSilentMs?: number;
  /** How often the tasks of the teams are begun. */
  readonly tasksMs?: number;
}
