import { z } from 'zod';
import { blockComplaints, unsupportedTypes } from '../block-rules.ts';
import type { Surface } from '../blocks/layouts.ts';
import type { Block } from '../message.ts';
import { checkPictures } from '../picture-rules.ts';
import { type Call, flag, json, Refusal } from './method.ts';

const MAX_TEXT = 40_000;

/** What every message may carry. */
export const contentArgs = {
  text: z.string().optional(),
  blocks: json(z.array(z.looseObject({ type: z.string() }))).optional(),
  mrkdwn: flag.optional(),
  parse: z.enum(['none', 'full']).optional(),
  link_names: flag.optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
  metadata: json(z.strictObject({ event_type: z.string(), event_payload: z.looseObject({}) })).optional(),
};

export interface Content {
  text: string;
  blocks: Block[];
  pictured: string[];
}

/** Text and blocks, if Slack takes them. */
export function readContent(call: Call, args: { text?: string | undefined; blocks?: Block[] | undefined }): Content {
  const { text = '', blocks = [] } = args;
  if (!text && blocks.length === 0) {
    call.violation('neither text nor blocks');
    throw new Refusal('no_text');
  }
  if (!text.trim()) call.violation('blocks without text: notifications and screen readers have nothing to say');
  if (text.length > MAX_TEXT) call.violation(`text of ${text.length} characters: Slack cuts it at ${MAX_TEXT}`);
  return { text: text.slice(0, MAX_TEXT), blocks, pictured: checkBlocks(call, blocks, 'message') };
}

/** Answers the ids of the files that the blocks show; refuses the whole when one block is wrong. */
export function checkBlocks(call: Call, blocks: Block[], surface: Surface): string[] {
  const unsupported = unsupportedTypes(blocks, call.state.settings.refusedBlocks, surface);
  if (unsupported.length > 0) throw invalidBlocks(unsupported);
  const complaints = blockComplaints(blocks, surface);
  if (complaints.length > 0) {
    call.violation(`invalid_blocks: ${complaints.join('; ')}`);
    throw invalidBlocks(complaints);
  }
  const { files, refusals, violations } = checkPictures(call.state, call.team, blocks);
  violations.forEach(call.violation);
  if (refusals.length > 0) throw invalidBlocks(refusals);
  return files.map(({ id }) => id);
}

function invalidBlocks(messages: string[]): Refusal {
  return new Refusal('invalid_blocks', {
    errors: messages,
    response_metadata: { messages: messages.map((text) => `[ERROR] ${text}`) },
  });
}
