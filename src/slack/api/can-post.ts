import { slackErrorName, slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';

const CANNOT = new Set(['channel_not_found', 'is_archived', 'missing_scope', 'restricted_action']);

/**
 * Whether the app may post in a conversation; a public channel is entered by asking. What can't be entered and is known
 * to the app is one that it is in. null: Slack does not say now.
 */
export async function canPost({ client }: Installation, channelId: string): Promise<boolean | null> {
  try {
    await client.conversations.join({ channel: channelId });
    return true;
  } catch (error) {
    const name = slackErrorName(slackFailure(error, 'harmless')) ?? '';
    if (name === 'method_not_supported_for_channel_type') return true;
    return CANNOT.has(name) ? false : null;
  }
}
