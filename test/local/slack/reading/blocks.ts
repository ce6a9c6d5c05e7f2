import { findFile } from '../file.ts';
import { type Block, withIds } from '../message.ts';
import type { State } from '../state.ts';
import type { Team } from '../team.ts';
import type { ViewValues } from '../view.ts';
import { type Element, initialValues } from '../view-state.ts';
import { readControls } from './controls.ts';
import { nameOf, readMrkdwn } from './mrkdwn.ts';

interface Part {
  type?: string;
  block_id?: string;
  action_id?: string;
  text?: Part | string;
  title?: Part;
  label?: Part;
  hint?: Part;
  optional?: boolean;
  element?: Part;
  accessory?: Part;
  elements?: Part[];
  fields?: Part[];
  actions?: Part[];
  subtitle?: Part;
  body?: Part;
  hero_image?: Part;
  icon?: Part;
  alt_text?: string;
  user_id?: string;
  channel_id?: string;
  slack_file?: { id?: unknown; url?: unknown };
  caption?: string;
  rows?: Part[][];
}

/**
 * Blocks as lines, the way a person sees them: pictures by alt text and size, buttons in brackets, menus with what is
 * chosen. Without `values` whatever is filled in or chosen from holds its initial value.
 */
export function readBlocks(
  state: State,
  team: Team,
  blocks: Block[],
  values: ViewValues = initialValues(withIds(blocks)),
): string[] {
  return withIds(blocks).flatMap((block) => readBlock(block as Part));

  function readBlock(block: Part): string[] {
    const { elements = [], fields = [], actions = [] } = block;
    const controls = (part: Part) => controlsIn(block, part);
    switch (block.type) {
      case 'divider':
        return ['---'];
      case 'image':
        return [...lines(block.title), picture(block)];
      case 'context':
        return [`(${elements.map((part) => (part.type === 'image' ? picture(part) : words(part))).join(' · ')})`];
      case 'actions':
      case 'context_actions':
        return [elements.flatMap(controls).join(' ')];
      case 'input':
        return [
          `${words(block.label)}${block.optional ? ' (optional)' : ''}: ${block.element ? controls(block.element).join(' ') : ''}`,
          ...lines(block.hint).map((line) => `(${line})`),
        ];
      case 'rich_text':
        return elements.flatMap((part) =>
          part.type === 'rich_text_list'
            ? (part.elements ?? []).map((item) => `• ${richText([item])}`)
            : [richText([part])],
        );
      case 'data_table':
        return [`[table: ${block.caption}]`, ...(block.rows ?? []).map((row) => `| ${row.map(cell).join(' | ')} |`)];
      case 'carousel':
        return elements.flatMap((card, index) => {
          const [first = '', ...more] = readBlock(card);
          return [`(${index + 1} of ${elements.length}) ${first}`, ...more];
        });
      case 'card':
        return [
          ...[block.hero_image, block.icon].flatMap((image) => (image ? [picture(image)] : [])),
          ...[block.title, block.subtitle, block.body].flatMap(lines),
          ...(actions.length > 0 ? [actions.flatMap(controls).join(' ')] : []),
        ];
      default: {
        const accessory = block.accessory
          ? block.accessory.type === 'image'
            ? [picture(block.accessory)]
            : controls(block.accessory)
          : [];
        const text = typeof block.text === 'string' ? readMrkdwn(team, block.text).split('\n') : lines(block.text);
        return [...text, ...fields.flatMap(lines), ...accessory];
      }
    }
  }

  function words(part: Part | undefined): string {
    const text = typeof part?.text === 'string' ? part.text : '';
    return part?.type === 'mrkdwn' ? readMrkdwn(team, text) : text;
  }

  function lines(part: Part | undefined): string[] {
    return part ? words(part).split('\n') : [];
  }

  function cell(part: Part): string {
    return part.type === 'rich_text' ? richText(part.elements ?? []) : String(part.text);
  }

  function picture({ alt_text, slack_file }: Part): string {
    const file = slack_file && findFile(state, slack_file);
    if (file?.deleted) return '[file deleted]';
    return `[picture: ${alt_text}${file ? ` (${file.width}x${file.height})` : ''}]`;
  }

  function controlsIn({ block_id = '' }: Part, element: Part): string[] {
    const held = values[block_id]?.[element.action_id ?? block_id] ?? {};
    return readControls(team, element as Element, held, (text) => words(text as Part | undefined));
  }

  function richText(parts: Part[]): string {
    return parts
      .map((part) => {
        if (part.type === 'user') return `@${nameOf(team, part.user_id ?? '')}`;
        if (part.type === 'channel') return `#${team.channels.get(part.channel_id ?? '')?.name ?? 'private channel'}`;
        return typeof part.text === 'string' ? readMrkdwn(team, part.text) : richText(part.elements ?? []);
      })
      .join('');
  }
}
