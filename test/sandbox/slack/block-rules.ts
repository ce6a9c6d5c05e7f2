import type { z } from 'zod';
import { LAYOUTS, type Surface } from './blocks/layouts.ts';

/** What Slack would say against these blocks; empty when it takes them. */
export function blockComplaints(blocks: unknown, surface: Surface): string[] {
  const result = LAYOUTS[surface].safeParse(blocks);
  if (!result.success) return result.error.issues.map(describeIssue);
  return [...repeatedIds(blocks, 'action_id'), ...repeatedIds(blocks, 'block_id'), ...tooMuchMarkdown(result.data)];
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
