import { findFile } from '../file.ts';
import type { Block } from '../message.ts';
import type { State } from '../state.ts';
import type { Team } from '../team.ts';
import { nameOf, readMrkdwn } from './mrkdwn.ts';

interface Part {
  type?: string;
  text?: Part | string;
  title?: Part;
  label?: Part;
  placeholder?: Part;
  element?: Part;
  accessory?: Part;
  elements?: Part[];
  fields?: Part[];
  actions?: Part[];
  options?: Part[];
  positive_button?: Part;
  negative_button?: Part;
  subtitle?: Part;
  body?: Part;
  hero_image?: Part;
  alt_text?: string;
  user_id?: string;
  slack_file?: { id?: unknown; url?: unknown };
}

/** Blocks as lines, the way a person sees them: pictures by alt text and size, buttons in brackets. */
export function readBlocks(state: State, team: Team, blocks: Block[]): string[] {
  return blocks.flatMap((block) => readBlock(block as Part));

  function readBlock(block: Part): string[] {
    const { elements = [], fields = [], actions = [] } = block;
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
        return [`${words(block.label)}: ${block.element ? controls(block.element).join(' ') : ''}`];
      case 'rich_text':
        return elements.flatMap((part) =>
          part.type === 'rich_text_list'
            ? (part.elements ?? []).map((item) => `• ${richText([item])}`)
            : [richText([part])],
        );
      case 'carousel':
        return elements.flatMap(readBlock);
      case 'card': {
        const image = block.hero_image ? [picture(block.hero_image)] : [];
        return [...image, ...[block.title, block.subtitle, block.body].flatMap(lines), ...actions.flatMap(controls)];
      }
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

  function picture({ alt_text, slack_file }: Part): string {
    const file = slack_file && findFile(state, slack_file);
    if (file?.deleted) return '[file deleted]';
    return `[picture: ${alt_text}${file ? ` (${file.width}x${file.height})` : ''}]`;
  }

  function controls(element: Part): string[] {
    const { type, text, placeholder, options = [], positive_button, negative_button } = element;
    if (positive_button && negative_button)
      return [positive_button, negative_button].map((each) => `[${words(each.text as Part)}]`);
    if (text && typeof text !== 'string') return [`[${words(text)}]`];
    if (type === 'overflow') return [`[… ${options.map((each) => words(each.text as Part)).join(' / ')}]`];
    return [`[${words(placeholder) || type}]`];
  }

  function richText(parts: Part[]): string {
    return parts
      .map((part) => {
        if (part.type === 'user') return `@${nameOf(team, part.user_id ?? '')}`;
        return typeof part.text === 'string' ? readMrkdwn(team, part.text) : richText(part.elements ?? []);
      })
      .join('');
  }
}
