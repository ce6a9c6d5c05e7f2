import type { EnvelopedEvent } from '@slack/bolt';

type Said = Pick<EnvelopedEvent, 'team_id' | 'authorizations'> & { readonly context_team_id?: unknown };

/** The workspace in which we hear an event: what happens in a shared channel may bear the id of another one. That of an organization's installation says it elsewhere. */
export function teamOf({ authorizations, context_team_id: context, team_id }: Said): string {
  return authorizations?.[0]?.team_id ?? (typeof context === 'string' ? context : team_id);
}
