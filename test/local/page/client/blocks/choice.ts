import { useState } from 'preact/hooks';
import type { Json } from '../../shapes.ts';
import { html, type Nodes } from '../html.ts';
import { signOf, titleOf } from '../sidebar.ts';
import { held, team } from '../store.ts';
import { initialOf } from './initial.ts';
import type { Form } from './surface.ts';
import { listOf, plain, Text } from './texts.ts';

interface Props {
  blockId: string;
  element: Json;
  form: Form | undefined;
  label: string;
  /** Every choice, for an element that does something at once; several are joined with commas. */
  onChosen?: (value: string) => unknown;
  describedBy?: string | undefined;
}

/** One of several, or some of several: selects, radio buttons, checkboxes. */
export function Choice({ blockId, element, form, label, onChosen, describedBy }: Props) {
  const actionId = String(element.action_id);
  const [own, setOwn] = useState(initialOf(element));
  const filled = form?.valueOf(blockId, actionId);
  const value = form ? (typeof filled === 'string' ? filled : initialOf(element)) : own;
  const choose = (next: string) => {
    setOwn(next);
    form?.fill(blockId, actionId, next);
    void onChosen?.(next);
  };
  const type = String(element.type);
  if (type === 'radio_buttons' || type === 'checkboxes') {
    const kind = type === 'checkboxes' ? 'checkbox' : 'radio';
    return html`<fieldset class="choices" aria-label=${label} data-action=${actionId}>${listOf(element.options).map((option) => box(kind, actionId, option, value, choose))}</fieldset>`;
  }
  const isMany = type.startsWith('multi_');
  const chosen = value.split(',');
  const onChange = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    choose(
      [...select.selectedOptions]
        .map((option) => option.value)
        .filter(Boolean)
        .join(','),
    );
  };
  return html`
    <select aria-label=${label} aria-describedby=${describedBy} data-action=${actionId} multiple=${isMany} value=${isMany ? undefined : value} onChange=${onChange}>
      ${!isMany && html`<option value="" selected=${value === ''}>${plain(element.placeholder) || 'Choose …'}</option>`}
      ${offered(element).map(({ value: one, title }) => html`<option value=${one} selected=${chosen.includes(one)}>${title}</option>`)}
    </select>
  `;
}

function box(
  kind: 'checkbox' | 'radio',
  actionId: string,
  option: Json,
  value: string,
  choose: (next: string) => void,
): Nodes {
  const own = String(option.value);
  const chosen = value === '' ? [] : value.split(',');
  const onChange = (event: Event) => {
    const { checked } = event.target as HTMLInputElement;
    if (kind === 'radio') choose(own);
    else choose([...chosen.filter((one) => one !== own), ...(checked ? [own] : [])].join(','));
  };
  return html`<label>
    <input type=${kind} name=${actionId} value=${own} checked=${chosen.includes(own)} onChange=${onChange} />
    <span><${Text} of=${option.text} />${option.description !== undefined && html`<span class="hint"><${Text} of=${option.description} /></span>`}</span>
  </label>`;
}

function offered(element: Json): { value: string; title: string }[] {
  const type = String(element.type);
  if (type.endsWith('users_select')) return (team()?.people ?? []).map(({ id, name }) => ({ value: id, title: name }));
  if (type.endsWith('conversations_select') || type.endsWith('channels_select')) {
    const all = [...held.channel.values()].filter(({ kind }) => kind !== 'im' || type.endsWith('conversations_select'));
    return all.map((channel) => ({
      value: channel.id,
      title: `${signOf(channel) === 'hash' ? '#' : ''}${titleOf(channel)}`,
    }));
  }
  const options = [
    ...listOf(element.options),
    ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
  ];
  return options.map(({ value, text }) => ({ value: String(value), title: plain(text) }));
}
