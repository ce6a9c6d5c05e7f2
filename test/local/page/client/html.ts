import htm from 'htm';
import { type ComponentChildren, h } from 'preact';

export const html = htm.bind(h);
export type Nodes = ComponentChildren;

/** The class names that are true, in one string. */
export function classes(names: Record<string, boolean>): string {
  return Object.keys(names)
    .filter((name) => names[name])
    .join(' ');
}
