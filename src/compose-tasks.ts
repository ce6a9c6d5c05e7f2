import { carryOnAll } from './core/approvals/carry-on.ts';
import { type LeavingDeps, type LeavingStore, leavingTask } from './core/install/leaving.ts';
import { type RotationDeps, rotationTask } from './core/install/rotation.ts';
import { type WelcomeStore, welcomeTask } from './core/install/welcome.ts';
import type { TeamTask } from './core/jobs.ts';
import { runExports } from './core/log/run-exports.ts';
import type { Chat, Log } from './core/making/chat.ts';
import type { RetryWrite } from './core/making/retry-write.ts';
import type { RequestDeps } from './core/ordering/order.ts';
import { erasingTask } from './core/privacy/erase.ts';
import { endingGrantsTask } from './core/team/grants.ts';
import { type LetterDeps, tellLetters } from './core/warnings/tell-letters.ts';
import type { TellDeps } from './core/warnings/tell-managers.ts';
import { tellWarnings, type WarningDeps } from './core/warnings/tell-warnings.ts';
import type { Store } from './postgres/store.ts';
import type { Installations } from './slack/api/installations.ts';
import type { People } from './slack/api/people.ts';
import { createApprovalChat } from './slack/approvals/chat.ts';
import { createWelcomeChat } from './slack/install/welcome.ts';
import { createExportChat } from './slack/log/export-chat.ts';
import { openSpool } from './slack/log/spool.ts';

export interface TaskDeps extends Pick<RequestDeps, 'offer' | 'defaultCredits' | 'newId' | 'standingOf' | 'policies'> {
  readonly store: Store;
  readonly managers: WarningDeps['chat'] & LetterDeps['chat'] & Pick<TellDeps, 'listManagers'>;
  readonly chat: Chat;
  readonly installations: Installations;
  readonly people: People;
  readonly log: Log;
  /** null: the one workspace of the environment. */
  readonly installs:
    | (Pick<LeavingDeps, 'forget'> & {
        readonly store: LeavingStore & WelcomeStore;
        readonly rotation: Pick<RotationDeps, 'store' | 'exchange' | 'forget'>;
      })
    | null;
  readonly retryWrite: RetryWrite;
}

/** What is done for the teams beside their pictures; `installs`: for those that came by OAuth. */
export function teamTasks(deps: TaskDeps): readonly TeamTask[] {
  const telling = { store: deps.store, chat: deps.managers, listManagers: deps.managers.listManagers, log: deps.log };
  return [
    erasingTask({ ...deps, listManagers: deps.managers.listManagers }),
    endingGrantsTask(deps),
    { name: 'approvals', run: (signal) => carryOnAll({ ...deps, chat: createApprovalChat(deps) }, signal) },
    { name: 'exports', run: (signal) => runExports({ ...deps, chat: createExportChat(deps), openSpool }, signal) },
    { name: 'warnings', run: (signal) => tellWarnings(telling, signal) },
    { name: 'letters', run: (signal) => tellLetters(telling, signal) },
    ...(deps.installs
      ? [
          welcomeTask({ store: deps.installs.store, chat: createWelcomeChat(deps), log: deps.log }),
          leavingTask({ ...deps.installs, log: deps.log }),
          rotationTask({ ...deps.installs.rotation, retryWrite: deps.retryWrite, log: deps.log }),
        ]
      : []),
  ];
}
