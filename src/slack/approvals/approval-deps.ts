import type { CarryOnDeps } from '../../core/approvals/carry-on.ts';
import type { ListenerDeps } from '../deps.ts';
import { createApprovalChat } from './chat.ts';

/** What questions need, of what the listeners have. */
export function approvalDeps(deps: ListenerDeps): CarryOnDeps {
  return { ...deps.requests, chat: createApprovalChat({ ...deps, ...deps.requests }), log: deps.log };
}
