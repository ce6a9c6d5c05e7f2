import { sign } from '../local/slack/signing.ts';
import type { Imagine } from './imagine.ts';

/** A press of a button that is no longer in any message, as Slack sends it from a client that still shows it; for the oldest request. */
export async function pressOldButton(
  { slack, query }: Imagine,
  {
    user,
    channel,
    actionId,
    carrying = (id: string): string => id,
  }: { user: 'ana' | 'bruno' | 'carla'; channel: string; actionId: string; carrying?: (id: string) => string },
): Promise<void> {
  const [row] = await query<{ id: string }>('select id from generations order by requested_at');
  const team = slack.teams.acme;
  const { responseUrl } = await slack.command({ user, channel, text: 'help' });
  const channelId = slack.channelId(channel);
  const payload = {
    type: 'block_actions',
    user: { id: team.people[user].id, team_id: team.id },
    team: { id: team.id },
    channel: { id: channelId },
    container: { type: 'message', message_ts: '1.1', channel_id: channelId, is_ephemeral: true },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value: carrying(row?.id ?? '') }],
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  await slack.sendRaw(body, { ...type, ...sign(slack.signingSecret, body) });
  await slack.settled();
}
