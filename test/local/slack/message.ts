/** A block as it came in, after `block-rules.ts` has let it pass. */
export type Block = { type: string; block_id?: string } & Record<string, unknown>;

export interface Version {
  text: string;
  blocks: Block[];
  files: string[];
}

export interface Message extends Version {
  ts: string;
  thread_ts?: string;
  channel: string;
  team: string;
  user: string;
  bot_id?: string;
  app_id?: string;
  subtype?: string;
  edited?: { user: string; ts: string };
  metadata?: unknown;
  /** True when the message would notify everyone: it holds a real `<!channel>`, `<!here>` or `<!everyone>`. */
  rings: boolean;
  /** What it said before each edit, oldest first. */
  history: Version[];
  reactions?: { name: string; users: string[] }[];
}

export interface Ephemeral extends Version {
  ts: string;
  thread_ts?: string;
  channel: string;
  team: string;
  user: string;
  via: 'chat.postEphemeral' | 'command' | 'response_url' | 'slack';
  /** False in a thread without replies: Slack accepts such an ephemeral and shows it to nobody. */
  visible: boolean;
  deleted: boolean;
  history: Version[];
}

/** The blocks as Slack shows them: whatever came without a block_id has got one, a carousel's cards as well. */
export function withIds(blocks: Block[], makeId = (path: string) => `b${path}`, above = ''): Block[] {
  return blocks.map((block, index) => {
    const path = `${above}${index}`;
    const { block_id = makeId(path), elements } = block;
    const cards = block.type === 'carousel' ? { elements: withIds(elements as Block[], makeId, `${path}.`) } : {};
    return { ...block, block_id, ...cards };
  });
}

const RINGING = /<!(channel|here|everyone)(\|[^>]*)?>/;

export function ringsEveryone(text: string, blocks: Block[]): boolean {
  return RINGING.test(text) || blocks.some(blockRings);
}

function blockRings(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(blockRings);
  if (typeof part !== 'object' || part === null) return false;
  const { type, text } = part as Record<string, unknown>;
  if (type === 'broadcast') return true;
  if ((type === 'mrkdwn' || type === 'markdown') && typeof text === 'string') return RINGING.test(text);
  return Object.values(part).some(blockRings);
}
