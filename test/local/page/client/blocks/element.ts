import { useState } from 'preact/hooks';
import type { Json } from '../../shapes.ts';
import { classes, html } from '../html.ts';
import { Menu } from '../menu.ts';
import { Choice } from './choice.ts';
import { confirmed } from './confirm.ts';
import type { Surface } from './surface.ts';
import { listOf, objectOf, plain } from './texts.ts';

/** An element that does something at once: a button, a menu, a choice outside of an input. */
export function Element({ element, surface, blockId }: { element: Json; surface: Surface; blockId: string }) {
  const [isBusy, setBusy] = useState(false);
  const actionId = String(element.action_id);
  const press = async (value?: string) => {
    if (isBusy || !(await confirmed(element.confirm))) return;
    setBusy(true);
    await surface.press(actionId, value);
    setBusy(false);
  };
  switch (element.type) {
    case 'button': {
      const { style, url, accessibility_label: label } = element;
      const look = classes({ primary: style === 'primary', danger: style === 'danger', busy: isBusy });
      const onClick = () => {
        if (typeof url === 'string' && /^https?:/.test(url)) open(url, '_blank', 'noreferrer');
        void press();
      };
      return html`<button type="button" class=${look} data-action=${actionId} aria-label=${label} aria-busy=${isBusy} onClick=${onClick}>${plain(element.text)}</button>`;
    }
    case 'icon_button':
      return html`<button type="button" data-action=${actionId} aria-label=${element.accessibility_label} onClick=${() => press()}>${plain(element.text)}</button>`;
    case 'feedback_buttons':
      return [objectOf(element.positive_button), objectOf(element.negative_button)].map(
        ({ text, value, accessibility_label: label }) =>
          html`<button type="button" data-action=${actionId} aria-label=${label} onClick=${() => press(String(value))}>${plain(text)}</button>`,
      );
    case 'overflow':
      return html`<span data-action=${actionId}>
        <${Menu}
          label="More"
          icon="more"
          items=${() =>
            listOf(element.options).map(({ text, value, description }) => ({
              title: plain(text),
              note: plain(description),
              act: () => press(String(value)),
            }))}
        />
      </span>`;
    default:
      return html`<${Choice} blockId=${blockId} element=${element} form=${surface.form} label=${plain(element.placeholder) || 'Choose'} onChosen=${press} />`;
  }
}
