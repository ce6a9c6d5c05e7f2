import type { z } from 'zod';
import { LAYOUTS, type Surface } from './blocks/layouts.ts';
import type { Block } from './message.ts';

/** What Slack would say against these blocks; empty when it takes them. */
export function blockComplaints(blocks: unknown, surface: Surface): string[] {
  const result = LAYOUTS[surface].safeParse(blocks);
  if (!result.success) return result.error.issues.map(describeIssue);
  return [...repeatedIds(blocks, 'action_id'), ...repeatedIds(blocks, 'block_id'), ...tooMuchMarkdown(result.data)];
}

/** What Slack says of blocks that are right in themselves, and that this workspace does not take. */
export function unsupportedTypes(blocks: Block[], refused: string[], surface: Surface): string[] {
  const start = surface === 'message' ? '/blocks' : '/view/blocks';
  return within(blocks, start);

  function within(all: Block[], path: string): string[] {
    return all.flatMap(({ type, elements }, index) => [
      ...(refused.includes(type) ? [`unsupported type: ${type} [json-pointer:${path}/${index}/type]`] : []),
      ...(type === 'carousel' ? within(elements as Block[], `${path}/${index}/elements`) : []),
    ]);
  }
}

export function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.') || 'value'}: ${message}`;
}

function repeatedIds(blocks: unknown, name: string): string[] {
  const seen = new Set<string>();
  return collect(blocks, name).flatMap((id) => {
    if (seen.has(id)) return [`${name} "${id}" is used twice`];
    seen.add(id);
    return [];
  });
}

function collect(part: unknown, name: string): string[] {
  if (Array.isArray(part)) return part.flatMap((child) => collect(child, name));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === name && typeof value === 'string' ? [value] : collect(value, name),
  );
}

function tooMuchMarkdown(blocks: { type: string; text?: unknown }[]): string[] {
  const texts = blocks.filter(({ type }) => type === 'markdown').map(({ text }) => String(text));
  return texts.join('').length > 12_000 ? ['markdown blocks hold more than 12000 characters together'] : [];
}
