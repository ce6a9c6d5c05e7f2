import { readEnvironment } from '../../config.ts';
import { type Env, lineOf, type Result, runChecks } from '../check.ts';
import { createAppLink, installLink, type Variant } from '../manifest.ts';
import { readEnvFile, writeEnvFile } from './env-file.ts';
import type { Prompt } from './prompt.ts';
import { IN_THE_WAY, VALUES, type Value, type Way } from './values.ts';

const FILE = '.env';
const MOST_TRIES = 5;

/** Asks for what the app needs, checks each value as it comes, and writes `.env`. Throws one sentence where it gives up. */
export async function askForAll(prompt: Prompt): Promise<void> {
  const way = await askWay(prompt);
  const variant = await askVariant(prompt, way);
  prompt.say(`\nMake the app: open this, choose the workspace, and press Create.\n\n${createAppLink(variant)}\n`);
  if (way === 'many') prompt.say('Then, in the app: Manage Distribution, Activate Public Distribution.');
  const values: Record<string, string> = variant.address === null ? {} : { PUBLIC_URL: variant.address };
  const before = withoutWhatIsInTheWay(way);
  for (const value of VALUES[way]) {
    const given = await askValue(prompt, value, { ...before, ...values });
    if (given !== null) values[value.name] = given;
  }
  const changes = { ...(await settled(prompt, values)), ...(await takenOut(prompt, way)) };
  writeEnvFile(FILE, changes);
  prompt.say(`\n${Object.keys(changes).join(', ') || 'Nothing new'} → ${FILE}, which only you can read.`);
  prompt.say(lastWords(variant));
}

async function askWay(prompt: Prompt): Promise<Way> {
  prompt.say(
    [
      'How shall Slack reach the app?',
      '  1  Socket Mode: the app calls Slack; nothing to open, no address needed',
      '  2  https, at an address of your own',
      '  3  https, for many workspaces: each installs the app by itself (OAuth)',
    ].join('\n'),
  );
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const way = WAYS[(await prompt.ask('1, 2 or 3 [1]: ')) || '1'];
    if (way) return way;
  }
  throw new Error('None of them was chosen.');
}

const WAYS: Readonly<Record<string, Way | undefined>> = { 1: 'socket', 2: 'https', 3: 'many' };

async function askVariant(prompt: Prompt, way: Way): Promise<Variant> {
  if (way === 'socket') return { address: null, isSocket: true, isFor: 'one' };
  const address = await askAddress(prompt);
  if (way === 'https') return { address, isSocket: false, isFor: 'one' };
  const isYes = await askYes(prompt, 'May whole Enterprise Grid organizations install it, too?');
  return { address, isSocket: false, isFor: isYes ? 'organizations' : 'workspaces' };
}

async function askAddress(prompt: Prompt): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const said = await prompt.ask('The address, https://…: ');
    if (/^https:\/\/[^/\s]+/.test(said) && URL.canParse(said)) return new URL(said).origin;
    prompt.say('That is no https address.');
  }
  throw new Error('No address was given.');
}

async function askYes(prompt: Prompt, question: string): Promise<boolean> {
  return /^y/i.test(await prompt.ask(`${question} [y/N]: `));
}

function withoutWhatIsInTheWay(way: Way): Env {
  const nothing = Object.fromEntries(Object.keys(IN_THE_WAY[way]).map((name) => [name, undefined]));
  return { ...readEnvFile(FILE), ...readEnvironment(), ...nothing };
}

/** null: the value that is there stays. */
async function askValue(prompt: Prompt, value: Value, before: Env): Promise<string | null> {
  const { name, where, make, isPublic } = value;
  prompt.say(`\n${name}\n${where}`);
  const isThere = Boolean(before[name]);
  const made = () => {
    prompt.say(`✓ ${name}: made`);
    return make?.new() ?? null;
  };
  if (make && !make.asked) return isThere ? await keep(prompt, value, before) : made();
  const enter = isThere ? ' (Enter keeps the one that is there)' : make ? ' (Enter makes one)' : '';
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const said = await (isPublic ? prompt.ask : prompt.askSecret)(`Paste it${enter}: `);
    if (said === '' && isThere) return await keep(prompt, value, before);
    if (said === '' && make) return made();
    if (said === '') continue;
    const results = await tryOut(value, { ...before, [name]: said });
    for (const result of results) prompt.say(lineOf(result));
    if (results.every(({ level }) => level !== 'wrong')) return said;
  }
  throw new Error(`${name} was not given. What was given before is not written.`);
}

/** It is tried as well: what no longer holds is said, and is left to whoever keeps it. */
async function keep(prompt: Prompt, value: Value, before: Env): Promise<null> {
  prompt.say(`${value.name}: the one that is there stays`);
  for (const result of await tryOut(value, before)) prompt.say(lineOf(result));
  return null;
}

/** What its checks say, up to the first that says it is wrong. */
async function tryOut({ checks }: Value, env: Env): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) {
    results.push(...(await runChecks([check], env)));
    if (results.some(({ level }) => level === 'wrong')) break;
  }
  return results;
}

/** Without what is there already and is to stay. */
async function settled(prompt: Prompt, values: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const there = readEnvFile(FILE);
  const changes: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const isOther = there[name] !== undefined && there[name] !== '' && there[name] !== value;
    if (isOther && !(await askYes(prompt, `${FILE} has another ${name}. Replace it?`))) continue;
    if (there[name] !== value) changes[name] = value;
  }
  return changes;
}

/** What would lead the app another way is emptied, if whoever sits there says so. */
async function takenOut(prompt: Prompt, way: Way): Promise<Record<string, string>> {
  const there = readEnvFile(FILE);
  const changes: Record<string, string> = {};
  for (const [name, why] of Object.entries(IN_THE_WAY[way]))
    if (there[name] && (await askYes(prompt, `${FILE} has ${name}, with which ${why}. Take it out?`)))
      changes[name] = '';
  return changes;
}

function lastWords({ address, isFor }: Variant): string {
  if (address === null || isFor === 'one')
    return 'Now: npm start. Then type /imagine a red fox in Slack. What is wrong later, npm run doctor says.';
  return `Now: npm start. Then each workspace installs the app here, yours too:\n\n${installLink(address)}\n\nWhat is wrong later, npm run doctor says.`;
}
