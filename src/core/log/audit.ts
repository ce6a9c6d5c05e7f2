/** What somebody changed, or tried to; `from` and `to` in our own words of the kind of change. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly userId: string;
  readonly action: string;
  /** `kind:id`, or `team`. */
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
  readonly channelId: string | null;
  /** The entry that this one takes back, and the one that took this one back. */
  readonly undoes: number | null;
  readonly undoneBy: number | null;
}

export interface AuditStore {
  /** The newest, from before the entry `before` on. */
  listAudit(teamId: string, limit: number, before: number | null): Promise<AuditEntry[]>;
  /** The oldest first, from after the entry `after` on, up to a moment. */
  listAuditForward(teamId: string, until: Date, limit: number, after: number | null): Promise<AuditEntry[]>;
}

/** An entry in the shape of Slack's own audit log, so that whatever reads that one reads this one. */
export function auditLine(teamId: string, entry: AuditEntry): string {
  const { id, at, userId, action, subject, from, to, reason, channelId, undoes } = entry;
  return `${JSON.stringify({
    id: String(id),
    date_create: Math.floor(at.getTime() / 1_000),
    action,
    actor: { type: 'user', user: { id: userId, team: teamId } },
    entity: entityOf(teamId, subject),
    context: {
      location: { type: 'workspace', id: teamId },
      ...(channelId === null ? {} : { channel: channelId }),
    },
    details: {
      previous_value: from,
      new_value: to,
      reason,
      ...(undoes === null ? {} : { undoes: String(undoes) }),
    },
  })}\n`;
}

/** Slack's words for what ours are called otherwise. */
const TYPES: Readonly<Record<string, string>> = { team: 'workspace', person: 'user', own: 'user', group: 'usergroup' };

function entityOf(teamId: string, subject: string) {
  const [kind = '', id = teamId] = subject.split(/:(.*)/su);
  const type = TYPES[kind] ?? kind;
  return { type, [type]: { id, ...(type === 'user' ? { team: teamId } : {}) } };
}
