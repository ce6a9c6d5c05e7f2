import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Account, authenticate, spendToken } from './accounts.ts';
import { readBody, type SubmitBody } from './body.ts';
import { errorReply, json, Refusal, type Reply } from './errors.ts';
import { pick, type SingleFault } from './faults.ts';
import { type Arrival, entryOf, type JournalEntry, timed } from './journal.ts';
import type { Call } from './script.ts';
import { send } from './send.ts';
import { describeSubmit, submitReply } from './submit.ts';
import { taskReply } from './tasks.ts';
import { isRetired, type World } from './world.ts';

interface Route {
  call: Call;
  answer(account: Account, faults: SingleFault[]): Promise<Reply>;
}

export async function onApiRequest(
  world: World,
  journal: JournalEntry[],
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { method = '', url: path = '/', headers } = request;
  const bytes = await buffer(request);
  const arrival: Arrival = { method, url: new URL(world.urls.api + path), headers };
  const entry = entryOf('api', arrival, world.clock.now());
  journal.push(entry);
  timed(entry, response);

  let faults: SingleFault[] = [];
  let reply: Reply;
  try {
    const route = await findRoute(world, arrival, bytes, entry);
    const account = authenticate(world.accounts, headers);
    if (world.settings.unavailable.includes(kindOf(route.call))) throw new Refusal({ status: 503 });
    faults = world.script.take(route.call);
    reply = await replaced(faults, async () => {
      spendToken(account, world.settings.rateLimit, world.clock.now());
      return route.answer(account, faults);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = refusalReply(world, error);
  }
  await send(world, response, reply, faults, entry);
}

function kindOf({ to }: Call): 'orders' | 'tasks' | 'models' {
  if (to === 'task') return 'tasks';
  return to === 'models' ? 'models' : 'orders';
}

/** The faults that stand in the way of the work, or speak in its place afterwards. */
async function replaced(faults: SingleFault[], work: () => Promise<Reply>): Promise<Reply> {
  const answer = pick(faults, 'answer');
  if (answer) return errorReply(answer.answer);
  if (pick(faults, 'reset')?.reset === 'before') return json(200, {});
  const delay = pick(faults, 'delayMs');
  if (delay?.thenWork === false) {
    faults.push({ reset: 'before' });
    return json(200, {});
  }
  const body = pick(faults, 'body');
  const reply = body?.work === false ? json(200, {}) : await work();
  if (body) return json(body.status ?? 200, body.body);
  const after = pick(faults, 'answerAfterWork');
  return after && reply.status < 300 ? errorReply(after.answerAfterWork) : reply;
}

function refusalReply(world: World, { spec }: Refusal): Reply {
  const { errorShape } = world.settings;
  return errorReply(errorShape === 'documented' ? spec : { ...spec, shape: errorShape });
}

async function findRoute(
  world: World,
  { method, url, headers }: Arrival,
  bytes: Buffer,
  entry: JournalEntry,
): Promise<Route> {
  const [, isAsync, to] = /^\/v1(\/async)?\/images\/(generations|edits)$/.exec(url.pathname) ?? [];
  if (method === 'POST' && (to === 'generations' || to === 'edits')) {
    const mode = isAsync ? 'async' : 'sync';
    const body = await readBody(headers, bytes).catch(onlyRefusals);
    if (body instanceof Refusal) return refusing(body, { to, mode });
    note(entry, body, world.settings.keepsUploads);
    const call = describeSubmit(to, mode, body);
    return { call, answer: (account, faults) => submitReply(world, { to, mode, url, account, body, faults, entry }) };
  }
  const [, taskId] = /^\/v1\/tasks\/([^/]+)$/.exec(url.pathname) ?? [];
  if (method === 'GET' && taskId) {
    const prompt = world.works.promptOf(taskId);
    const call: Call = { to: 'task', taskId, ...(prompt !== undefined && { prompt }) };
    return { call, answer: (account) => taskReply(world, account, taskId) };
  }
  const notFound = new Refusal({ status: 404, code: 'not_found', message: `No such path: ${method} ${url.pathname}` });
  if (method !== 'GET' || url.pathname !== '/v1/models') return refusing(notFound, { to: 'elsewhere' });
  const lists = world.settings.listsModels;
  return lists
    ? { call: { to: 'models' }, answer: async () => modelsReply(world) }
    : refusing(notFound, { to: 'models' });
}

/** A body that can't be read is refused in its turn: after the key was checked and the faults were asked. */
function refusing(refusal: Refusal, call: Call): Route {
  return { call, answer: () => Promise.reject(refusal) };
}

function onlyRefusals(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

function note(entry: JournalEntry, body: SubmitBody, keepsUploads: boolean): void {
  entry.fields = body.fields;
  if (body.form !== 'multipart') return;
  entry.files = body.uploads.map(({ bytes, ...upload }) => ({
    ...upload,
    bytes: bytes.length,
    ...(keepsUploads ? { content: bytes } : {}),
  }));
}

function modelsReply(world: World): Reply {
  const ids = Object.keys(world.settings.models).filter((id) => !isRetired(world, id));
  const capabilities = ['text-to-image', 'image-to-image'];
  const { shutdowns } = world.settings;
  return json(200, {
    object: 'list',
    data: ids.map((id) => ({
      ...{ id, object: 'model', category: 'image', capabilities },
      ...(Object.hasOwn(shutdowns, id) ? { shutdown_date: shutdowns[id] } : {}),
    })),
  });
}
