import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestSchema } from './manifest-schema.ts';

const x = (length: number) => 'x'.repeat(length);
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const shortcut = (more = {}) => [{ name: 'Edit', type: 'message', callback_id: 'edit', description: 'Edits', ...more }];
const command = (more = {}) => [{ command: '/imagine', description: 'Draws', ...more }];
const commands = (n: number) => many(n, (i) => command({ command: `/c${i}` })).flat();
const prompts = (n: number) => ({ suggested_prompts: many(n, () => ({ title: 'a', message: 'b' })) });
const assistant = { assistant_description: 'Draws' };
const links = (n: number) => many(n, (i) => `https://example.com/${i}`);
const { display_name, url, bot, info, events } = {
  display_name: 'features.bot_user.display_name',
  url: 'https://example.com/slack/events',
  bot: 'oauth_config.scopes.bot',
  info: 'display_information',
  events: 'settings.event_subscriptions',
};

/** Where, a value that Slack takes there, and one that it does not. */
const RULES: [path: string, good: unknown, bad: unknown][] = [
  ['_metadata.major_version', 2, 1],
  ['extra', undefined, true],
  ['settings.interactivity.extra', undefined, true],
  [`${info}.name`, x(35), x(36)],
  [`${info}.name`, 'Imagine', ''],
  [`${info}.description`, x(140), x(141)],
  [`${info}.long_description`, x(175), x(174)],
  [`${info}.long_description`, x(4_000), x(4_001)],
  [`${info}.background_color`, '#3b2A5e', 'purple'],
  [`${info}.background_color`, '#fff', '#12345'],
  [display_name, x(80), x(81)],
  ['features.shortcuts', many(10, shortcut).flat(), many(11, shortcut).flat()],
  ['features.shortcuts', shortcut({ name: x(24) }), shortcut({ name: x(25) })],
  ['features.shortcuts', shortcut({ description: x(150) }), shortcut({ description: x(151) })],
  ['features.shortcuts', shortcut({ callback_id: x(255) }), shortcut({ callback_id: x(256) })],
  ['features.shortcuts', shortcut({ type: 'global' }), shortcut({ type: 'channel' })],
  ['features.slash_commands', commands(50), commands(51)],
  ['features.slash_commands', command(), command({ command: 'imagine' })],
  ['features.slash_commands', command({ command: `/${x(31)}` }), command({ command: `/${x(32)}` })],
  ['features.slash_commands', command({ description: x(2_000) }), command({ description: x(2_001) })],
  ['features.slash_commands', command({ usage_hint: x(1_000) }), command({ usage_hint: x(1_001) })],
  ['features.slash_commands', command({ url }), command({ url: 'http://example.com/slack/events' })],
  ['features.unfurl_domains', many(5, (i) => `d${i}.example.com`), many(6, (i) => `d${i}.example.com`)],
  ['features.agent_view', prompts(4), prompts(5)],
  ['features.agent_view', { agent_description: x(300) }, { agent_description: x(301) }],
  ['features', { assistant_view: assistant }, { assistant_view: assistant, agent_view: {} }],
  ['oauth_config.redirect_urls', links(1_000), links(1_001)],
  ['oauth_config.redirect_urls', links(1), ['http://example.com/0']],
  [bot, ['chat:write', 'commands'], ['chat:wirte']],
  [bot, ['chat:write'], ['chat:write', 'chat:write']],
  [`${events}.bot_events`, ['message.channels'], ['message.channel']],
  [`${events}.bot_events`, ['app_mention'], ['app_mention', 'app_mention']],
  [`${events}.request_url`, url, 'http://example.com/slack/events'],
  ['settings.interactivity.request_url', url, 'http://example.com/slack/events'],
  ['settings.token_rotation_enabled', false, 'no'],
];

test.each(RULES.map(([path, good, bad]) => ({ path, good, bad })))('Slack’s rules for $path', ({ path, good, bad }) => {
  expect(problems({ [path]: good })).toEqual([]);
  expect(problems({ [path]: bad })).toHaveLength(1);
});

test('functions need a runtime, and parameters as version 2 has them', () => {
  const parameters = { properties: { prompt: { type: 'string' } }, required: ['prompt'] };
  const draw = { title: 'Draw', description: 'Draws', input_parameters: parameters, output_parameters: parameters };
  const runtime = { 'settings.function_runtime': 'remote' };
  expect(problems({ functions: { draw }, ...runtime })).toEqual([]);
  expect(problems({ functions: { draw } })).toEqual(['functions need settings.function_runtime']);
  const ofVersion1 = { ...draw, input_parameters: { prompt: { type: 'string', is_required: true } } };
  expect(problems({ functions: { draw: ofVersion1 }, ...runtime })).not.toEqual([]);
});

/** What is wrong with our own manifest once these places hold other values. */
function problems(changes: Record<string, unknown>): string[] {
  const manifest = parse(readFileSync('manifest.yml', 'utf8'));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const place = keys.reduce((inner, key) => inner[key], manifest);
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return (manifestSchema.safeParse(manifest).error?.issues ?? []).map(({ message }) => message);
}
