import { createInterface } from 'node:readline';
import { readAccounts } from './accounts.ts';
import { freshLines, readChannel } from './channel.ts';
import type { Environment } from './environment.ts';
import { newestThread } from './stage.ts';

const CHANNELS = ['general', 'random', 'design', 'secret', 'partners', 'app:ana', 'app:bruno', 'app:carla', 'app:gus'];
const LOOK_EVERY_MS = 150;
const HELP = `Type as somebody, in some channel:
  ana general: /imagine a blue whale --n 2
  bruno general thread: edit this: add a moon      (in the thread of the newest picture)
  carla general: @imagine a paper crane
or ask:
  show general     the channel as everybody reads it
  only bruno       what only bruno saw
  credits          the ledger beside Pixapi's bills
  pixapi down      Pixapi stops answering; "pixapi up" ends it
  help, quit
People: ana (admin), bruno (reads Portuguese), carla (reads Spanish), gus (guest), eve (of another workspace).
Channels: general, random (the app is not in it yet), design (private), secret (private, without the app), partners
(with eve), app (your direct messages with the app).`;

/** Lets somebody at the keyboard play all the people of the workspace, until they quit. */
export async function talk(environment: Environment): Promise<void> {
  const { slack, pixapi, webUrl, databaseUrl, logs } = environment;
  console.log(`
It goes on running. Ctrl-C or "quit" stops it and cleans up.
  app            ${webUrl}   (/healthz, /readyz)
  local Slack    ${slack.url}
  local Pixapi   ${pixapi.url}
  DATABASE_URL   ${databaseUrl}
  logs           ${logs}

${HELP}
`);
  const isTerminal = process.stdin.isTTY === true;
  const input = createInterface({
    input: process.stdin,
    ...(isTerminal ? { output: process.stdout, prompt: '> ' } : {}),
  });
  // With an output, readline keeps Ctrl-C to itself.
  input.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const readers = CHANNELS.map((channel) => ({ channel, fresh: freshLines(slack, channel) }));
  const watch = setInterval(() => {
    const lines = readers.flatMap(({ channel, fresh }) => fresh().map((line) => `  #${channel}  ${line}`));
    if (lines.length === 0) return;
    if (isTerminal) process.stdout.write('\r');
    console.log(lines.join('\n'));
    if (isTerminal) input.prompt(true);
  }, LOOK_EVERY_MS);

  if (isTerminal) input.prompt();
  let quit = false;
  for await (const line of input) {
    quit = /^\s*(quit|exit)\s*$/i.test(line);
    if (quit) break;
    await obey(environment, line.trim()).catch((error: Error) => console.log(`  ${error.message}`));
    if (isTerminal) input.prompt();
  }
  // Where the input was a file or nothing at all, it still goes on until it is told to stop.
  if (!quit && !isTerminal) await new Promise(() => undefined);
  clearInterval(watch);
  input.close();
}

async function obey(environment: Environment, line: string): Promise<void> {
  const { slack, pixapi } = environment;
  const [, user, channel, thread, text] = /^(\w+)\s+(?:in\s+)?#?([\w:]+)(\s+thread)?\s*:\s+(.+)$/.exec(line) ?? [];
  const [verb = '', what = ''] = line.toLowerCase().replace('#', '').split(/\s+/);
  if (line === '') return;
  if (user && channel && text) await type(environment, { user, channel, inThread: thread !== undefined, text });
  else if (verb === 'show') print(readChannel(slack, what || 'general').everybody);
  else if (verb === 'only') print(CHANNELS.flatMap((name) => aloneTo(readChannel(slack, name).alone, what)));
  else if (verb === 'credits') print([(await readAccounts(environment)).line]);
  else if (verb === 'pixapi' && what === 'down') await pixapi.down();
  else if (verb === 'pixapi' && what === 'up') await pixapi.up();
  else console.log(HELP);
}

interface Words {
  readonly user: string;
  readonly channel: string;
  readonly inThread: boolean;
  readonly text: string;
}

async function type({ slack }: Environment, { user, channel, inThread, text }: Words): Promise<void> {
  const command = /^\/imagine(?:\s+|$)(.*)$/.exec(text);
  if (command) {
    if (inThread) console.log('  Slack has no commands in threads: it stands in the channel.');
    await slack.command({ user, channel, text: withIds(slack, command[1] ?? '') });
  } else {
    const threadTs = inThread ? newestThread(slack, channel) : undefined;
    await slack.say({
      user,
      channel,
      text: withIds(slack, text.replaceAll('@imagine', '<@BOT>')),
      ...(threadTs ? { threadTs } : {}),
    });
  }
}

/** `@bruno` and `#design` as Slack sends them. */
function withIds(slack: Environment['slack'], text: string): string {
  const { people, channels } = slack.teams.acme;
  const named = [...channels.values()];
  return text
    .replace(/(?<!\S)@(\w+)/g, (typed, name) => {
      const person = Object.values(people).find(({ key }) => key === name);
      return person ? `<@${person.id}>` : typed;
    })
    .replace(/(?<!\S)#([a-z]+)/g, (typed, name) => {
      const channel = named.find(({ key }) => key === name);
      return channel ? `<#${channel.id}|${name}>` : typed;
    });
}

function aloneTo(lines: readonly string[], user: string): string[] {
  let theirs = false;
  return lines.filter((line) => {
    const [, who] = /^\w+ \(only (\w+)\): /.exec(line) ?? [];
    theirs = who ? who === user : theirs;
    return theirs;
  });
}

function print(lines: readonly string[]): void {
  console.log(lines.length > 0 ? lines.map((line) => `  ${line}`).join('\n') : '  nothing');
}
