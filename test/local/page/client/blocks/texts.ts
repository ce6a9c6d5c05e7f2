import type { Json } from '../../shapes.ts';
import { EMOJI } from '../emoji.ts';
import { html } from '../html.ts';
import { Mrkdwn } from './mrkdwn.ts';

/** A text object of Block Kit: plain, or with Slack's markup. */
export function Text({ of }: { of: unknown }) {
  const { type, text } = objectOf(of);
  return type === 'mrkdwn' ? html`<${Mrkdwn} text=${String(text ?? '')} />` : plain(of);
}

/** Its words alone, for labels and options. */
export function plain(of: unknown): string {
  return String(objectOf(of).text ?? '').replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => EMOJI[name] ?? whole);
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
