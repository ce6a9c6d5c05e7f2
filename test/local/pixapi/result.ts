import { errorValue } from './errors.ts';
import { type CostReport, pick, type TaskError } from './faults.ts';
import type { Picture } from './pictures.ts';
import type { Work } from './works.ts';
import type { World } from './world.ts';

type Body = Record<string, unknown>;

/** `created` and `data` of finished work, as told by its faults. */
export async function resultOf(world: World, work: Work): Promise<Body> {
  const faults = work.result;
  const entries = await Promise.all(work.pictures.map((picture) => entryFor(world, work, picture)));
  const legacy = pick(faults, 'legacyCode');
  if (legacy) return legacyBody(legacy.legacyCode, entries);
  const error = pick(faults, 'error');
  return {
    ...created(work),
    ...dataFrom(work, entries),
    ...(error && { error: failureValue(error.error) }),
  };
}

/** What stands under `error` where there is no HTTP status to go by. */
export function failureValue(error: TaskError): unknown {
  const { shape = 'errors', ...spec } = error;
  if (shape === 'empty') return undefined;
  if (shape === 'html') return '<html><body><h1>502 Bad Gateway</h1></body></html>';
  return errorValue({ status: 500, ...spec }, shape);
}

export function addCost(world: World, work: Work, top: Body, result: Body): void {
  const { field = 'documented', in: place = 'top', value = work.charged } = costReport(world, work);
  if (field === 'absent') return;
  const documented = work.mode === 'sync' ? 'costCredits' : 'credits_cost';
  const cost = { [field === 'documented' ? documented : field]: value };
  if (place === 'usage') top.usage = cost;
  else Object.assign(place === 'top' ? top : result, cost);
}

function costReport(world: World, work: Work): CostReport {
  return { ...world.settings.reportCost, ...pick(work.faults, 'cost')?.cost };
}

async function entryFor(world: World, { order, result }: Work, picture: Picture): Promise<Body> {
  const form = pick(result, 'b64')?.b64 ?? (order.format === 'b64_json' ? 'plain' : undefined);
  const url = pick(result, 'url')?.url ?? world.urls.cdn + world.pictures.pathOf(picture);
  if (!form) return { url };
  if (form === 'garbage') return { b64_json: '%%% not base64 %%%' };
  const b64 = Buffer.from(await world.pictures.bytes(picture)).toString('base64');
  if (form === 'both') return { url, b64_json: b64 };
  return { b64_json: form === 'data-url' ? `data:image/png;base64,${b64}` : b64 };
}

function created({ result, dueAt }: Work): Body {
  const seconds = Math.floor(dueAt / 1000);
  switch (pick(result, 'created')?.created) {
    case 'absent':
      return {};
    case 'string':
      return { created: String(seconds) };
    case 'milliseconds':
      return { created: seconds * 1000 };
    default:
      return { created: seconds };
  }
}

function dataFrom({ order, result }: Work, entries: Body[]): Body {
  const shape = pick(result, 'data')?.data;
  const urls = entries.map(({ url }) => url);
  switch (shape) {
    case undefined:
      return { data: entries };
    case 'absent':
      return {};
    case 'empty':
      return { data: [] };
    case 'revised-prompt-only':
      return { data: [{ revised_prompt: order.prompt }] };
    case 'entries-without-picture':
      return { data: entries.map(() => ({ url: null })) };
    case 'object':
      return { data: entries[0] ?? {} };
    case 'object-with-urls':
      return { data: { url: urls } };
    case 'urls':
      return { data: [{ url: urls }] };
    default:
      return shape satisfies never;
  }
}

function legacyBody(code: number, entries: Body[]): Body {
  const urls = entries.map(({ url }) => url);
  const data = { url: urls.length === 1 ? urls[0] : urls };
  return code === 0 ? { code, message: 'success', data } : { code, message: 'generation failed', data: null };
}
