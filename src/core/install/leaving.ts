import { toFailure } from '../failure.ts';
import type { GenerationKey } from '../generation.ts';
import type { TeamTask } from '../jobs.ts';
import type { Log } from '../making/chat.ts';
import type { Installed } from '../team/installation-store.ts';

export interface LeavingStore {
  /**
   * The token is gone, the workspaces that have no other count as left, and the audit log says so: one transaction. `before`:
   * only what was installed before then; `served`: only while this workspace is served by this token. Answers whether
   * anything was there to go.
   */
  leave(
    installed: Installed,
    only: { readonly before?: Date; readonly served?: { readonly teamId: string; readonly token: string } },
  ): Promise<boolean>;
  /** The organization's installation stays, and serves this workspace no more. */
  leaveOrganization(teamId: string): Promise<void>;
  /** Requests of workspaces that have left on which something could still be done or said. */
  listLeft(): Promise<GenerationKey[]>;
  /**
   * What was not ordered is not, and its hold is released; what was made is charged and kept; nobody is told any more.
   * What is with Pixapi goes on to its end.
   */
  stopLeft(key: GenerationKey): Promise<void>;
  /** Begins to erase workspaces that left as long ago as they kept things (90 days where they set no time). Answers which. */
  eraseLongLeft(): Promise<string[]>;
}

export interface LeavingDeps {
  readonly store: LeavingStore;
  /** What this process remembers of how to reach the workspace. */
  readonly forget: (teamId: string) => void;
  readonly log: Log;
}

/** After a workspace has left: its work is stopped, and in time what is kept of it is erased. Each step may be done again. */
export function leavingTask({ store, forget, log }: LeavingDeps): TeamTask {
  return {
    name: 'leave',
    async run(signal) {
      for (const key of await store.listLeft()) {
        if (signal.aborted) return;
        forget(key.teamId);
        const about = { teamId: key.teamId, generationId: key.id, at: 'leave' };
        await store.stopLeft(key).catch((error) => log.failure(toFailure(error), about));
      }
      for (const teamId of await store.eraseLongLeft()) log.note('erasing a workspace that has left', { teamId });
    },
  };
}
