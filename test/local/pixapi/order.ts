import { z } from 'zod';
import type { SubmitBody } from './body.ts';
import { badRequest, Refusal } from './errors.ts';
import { readInputs } from './inputs.ts';
import type { Input } from './pictures.ts';
import type { Quality } from './prices.ts';
import type { ModelRules } from './settings.ts';
import { readSize, type Size } from './sizes.ts';
import { isRetired, type World } from './world.ts';

export interface Order {
  model: string;
  prompt: string;
  n: number;
  size: Size;
  quality: Quality;
  format: 'url' | 'b64_json';
  inputs: Input[];
}

const QUALITIES = ['low', 'medium', 'high', 'auto'];
const LONGEST_PROMPT = 32_000;
const generation = {
  model: z.string().min(1),
  prompt: z.string().max(LONGEST_PROMPT).regex(/\S/, 'required'),
  n: z.int().min(1).max(10).default(1),
  size: z.string().default('auto'),
  quality: z.string().optional(),
  response_format: z.enum(['url', 'b64_json']).default('url'),
};
const edit = { ...generation, image: z.union([z.string(), z.array(z.string())]).optional() };

const STRICT = { generations: z.strictObject(generation), edits: z.strictObject(edit) };
const LENIENT = { generations: z.object(generation), edits: z.object(edit) };

/** Throws the refusal that a faulty request deserves. */
export async function readOrder(world: World, to: 'generations' | 'edits', url: URL, body: SubmitBody): Promise<Order> {
  const { strictFields } = world.settings;
  if (url.searchParams.has('async') || 'async' in body.fields)
    throw badRequest('async: there is no such flag, use /v1/async');
  if (strictFields && url.search) throw badRequest(`${url.search}: unknown query`);
  if (to === 'generations' && body.form !== 'json') throw badRequest('Content-Type must be application/json');
  if (to === 'edits' && body.form === 'multipart' && 'image' in body.fields) throw badRequest('image: must be a file');

  const read = (strictFields ? STRICT : LENIENT)[to].safeParse(body.fields);
  if (!read.success) throw refusedField(read.error);
  const { model, prompt, n, response_format: format, quality } = read.data;
  const rules = modelRules(world, model);
  if (quality && !rules.quality && world.settings.strictQuality)
    throw badRequest(`quality: ${model} has none`, { param: 'quality' });
  const words = Array.isArray(rules.quality) ? rules.quality : QUALITIES;
  if (quality && !words.includes(quality))
    throw badRequest(`quality: expected one of ${words.join(', ')}`, { param: 'quality' });

  const size = readSize(read.data.size, rules);
  const inputs = to === 'edits' ? await readInputs(world, body) : [];
  return { model, prompt, n, size, quality: quality ?? 'auto', format, inputs };
}

function modelRules(world: World, model: string): ModelRules {
  const rules = world.settings.models[model];
  if (rules && !isRetired(world, model)) return rules;
  throw new Refusal({ status: 404, message: `Unknown or unavailable model: ${model}`, param: 'model' });
}

function refusedField(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const field = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : (issue?.path.join('.') ?? '');
  return badRequest(`${field}: ${issue?.message}`, { param: field });
}
