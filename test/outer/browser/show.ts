import type { LocalSlack, Message } from '../../local/slack/slack.ts';

type Blocks = Message['blocks'];

let shown = 0;

/** Puts a message of the app into #general as it would stand there, without anybody having asked for it. */
export function showMessage({ teams }: LocalSlack, blocks: Blocks, text = 'a message'): string {
  const { acme } = teams;
  const channel = [...acme.channels.values()].find(({ key }) => key === 'general');
  if (!channel) throw new Error('Acme has no #general');
  shown += 1;
  const ts = `${Math.floor(Date.now() / 1_000)}.9${String(shown).padStart(5, '0')}`;
  const { userId: user, botId: bot_id } = acme.bot;
  channel.messages.set(ts, {
    ts,
    channel: channel.id,
    team: acme.id,
    user,
    bot_id,
    app_id: acme.appId,
    text,
    blocks,
    files: [],
    rings: false,
    history: [],
  });
  return ts;
}

/** Opens a modal for ana as it stands, pictures that are nowhere included. */
export function placeView({ teams }: LocalSlack, sent: Record<string, unknown>): void {
  const { acme } = teams;
  shown += 1;
  const id = `V9${String(shown).padStart(7, '0')}`;
  const { blocks, type, title, submit, close } = sent;
  const view = { id, hash: id, type, user: acme.people.ana.id, blocks, rest: { title, submit, close }, open: true };
  const rest = { callback_id: '', private_metadata: '', external_id: '', root: id, previous: null, place: undefined };
  const placed = { ...view, ...rest, values: {} } as never;
  if (type === 'home') acme.homes.set(acme.people.ana.id, placed);
  else acme.views.set(id, placed);
}

/** Opens a modal for ana, or publishes her Home, by the API that the app uses. */
export async function showView(slack: LocalSlack, view: Record<string, unknown>): Promise<void> {
  const { acme } = slack.teams;
  const isHome = view.type === 'home';
  const { triggerId } = await slack.globalShortcut({ user: 'ana', callbackId: 'show' });
  const body = isHome ? { user_id: acme.people.ana.id, view } : { trigger_id: triggerId, view };
  const response = await fetch(`${slack.apiUrl}${isHome ? 'views.publish' : 'views.open'}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${acme.tokens.bot}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { ok: boolean };
  if (!answer.ok) throw new Error(`The local Slack does not take the view: ${JSON.stringify(answer)}`);
}

/** The smallest picture there is. */
export const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
