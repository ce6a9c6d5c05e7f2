import type pg from 'pg';
import type { Count } from '../core/counting/facts.ts';
import type { GenerationKey } from '../core/generation.ts';
import type { Enqueue } from '../core/jobs.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { approvalStore } from './approvals/store.ts';
import { claimRequest } from './arrivals/seen-requests.ts';
import { tellingStore } from './arrivals/tellings.ts';
import { awayStore } from './away.ts';
import type { Patience } from './connection/pool.ts';
import { endingStore } from './daily/model-endings.ts';
import { lineStore } from './line.ts';
import { auditStore } from './log/audit.ts';
import { exportStore } from './log/exports.ts';
import { keptStore } from './log/kept.ts';
import { logStore } from './log/requests.ts';
import { undoStore } from './log/undo.ts';
import { changeStore } from './moves/changes.ts';
import { deleteStore } from './moves/delete.ts';
import { makeStore } from './moves/making.ts';
import { postStore } from './moves/posting.ts';
import { orderStore } from './ordering.ts';
import { managerStore } from './policy/managers.ts';
import { policyStore } from './policy/policy.ts';
import { privacyStore } from './privacy/decisions.ts';
import { erasingStore } from './privacy/erasing.ts';
import { queueStore } from './queues.ts';
import { findGeneration } from './read-generation.ts';
import { jobStore } from './stranded.ts';
import { alertStore } from './team/alerts.ts';
import { budgetRuleStore } from './team/budget-rules.ts';
import { chartStore } from './team/charts.ts';
import { grantStore } from './team/grants.ts';
import { letterStore } from './team/letters.ts';
import { pixapiKeyStore } from './team/pixapi-keys.ts';
import { figureStore } from './team/roll-ups.ts';
import { teamStore } from './team/store.ts';
import { versionStore } from './thread.ts';
import { createWork } from './work.ts';

export type Store = ReturnType<typeof createStore>;

/** Every store of the core on Postgres. `enqueue` puts a job into the transaction it is given; `onEnqueued` hears of it after the commit; `perMinute`: how many requests of one person a minute, null: no limit; `patience` is for work that can wait; `count` hears of what was committed. */
export function createStore(
  pool: pg.Pool,
  enqueue: Enqueue,
  onEnqueued: (said: string) => void = () => undefined,
  {
    perMinute = null,
    keyRing = null,
    ...options
  }: {
    readonly perMinute?: number | null;
    /** null: no secret of a workspace is kept. */
    readonly keyRing?: KeyRing | null | undefined;
    readonly patience?: Patience;
    readonly count?: Count;
  } = {},
) {
  const work = createWork(pool, enqueue, onEnqueued, options);
  return {
    findGeneration: (key: GenerationKey) => findGeneration(work.single, key),
    claimRequest: (signature: string) => claimRequest(work.single, signature),
    ...tellingStore(work),
    ...orderStore(work, perMinute),
    ...makeStore(work),
    ...lineStore(work),
    ...awayStore(work),
    ...postStore(work),
    ...versionStore(work),
    ...changeStore(work),
    ...deleteStore(work),
    ...teamStore(work),
    ...figureStore(work),
    ...chartStore(work),
    ...alertStore(work),
    ...letterStore(work),
    ...budgetRuleStore(work),
    ...managerStore(work),
    ...logStore(work),
    ...grantStore(work),
    ...pixapiKeyStore(work, keyRing),
    ...policyStore(work),
    ...auditStore(work),
    ...undoStore(work),
    ...exportStore(work),
    ...keptStore(work),
    ...jobStore(work),
    ...endingStore(work),
    ...privacyStore(work),
    ...erasingStore(work),
    ...queueStore(work),
    ...approvalStore(work),
  };
}
