/** What does not work without a scope of the manifest. */
const lost: Readonly<Record<string, string>> = {
  'app_mentions:read': 'mentions of the app are not heard',
  'channels:history': 'replies in threads of public channels are not heard',
  'groups:history': 'replies in threads of private channels are not heard',
  'im:history': 'direct messages to the app are not heard',
  'mpim:history': 'replies in group messages are not heard',
  'channels:join': 'the app can’t enter a public channel by itself',
  'chat:write': 'nothing is posted',
  commands: 'there is no /imagine and no shortcut',
  'files:read': 'pictures that people uploaded can’t be edited',
  'files:write': 'no picture reaches Slack',
  'users:read': 'nobody is known to be an admin, or a member',
};

/** Scopes that were not granted. */
export const scopesEn = {
  title: 'Slack has not granted this app all that it needs',
  without: (scope: string) => `\`${scope}\`: ${lost[scope] ?? 'part of what the app does fails'}`,
  mend: (link: string) => `<${link}|Install it again>, and it works at once. Nothing has to be restarted.`,
};
