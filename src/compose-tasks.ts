import type { TeamTask } from './core/jobs.ts';
import type { Chat, Log } from './core/making/chat.ts';
import { erasingTask } from './core/privacy/erase.ts';
import { endingGrantsTask } from './core/team/grants.ts';
import type { Store } from './postgres/store.ts';

export interface TaskDeps {
  readonly store: Store;
  readonly chat: Chat;
  readonly log: Log;
}

/** What is done for the teams beside their pictures. */
export function teamTasks(deps: TaskDeps): readonly TeamTask[] {
  return [erasingTask(deps), endingGrantsTask(deps)];
}
