import { useEffect, useRef } from 'preact/hooks';
import { changed } from '../changed.ts';
import { classes, html } from '../html.ts';
import { objectOf, plain, Text } from './texts.ts';

let asked: { confirm: unknown; answer: (yes: boolean) => void } | undefined;

/** Asks what the element's `confirm` says, where it has one; true when there is nothing to ask. */
export function confirmed(confirm: unknown): Promise<boolean> {
  if (confirm === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    asked = {
      confirm,
      answer: (yes) => {
        asked = undefined;
        changed();
        resolve(yes);
      },
    };
    changed();
  });
}

/** The question that stands open, if one does. */
export function Confirmation() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = asked !== undefined;
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
  }, [isOpen]);
  if (!asked) return null;
  const { confirm, answer } = asked;
  const { title, text, confirm: yes, deny: no, style } = objectOf(confirm);
  const onCancel = (event: Event) => {
    event.preventDefault();
    answer(false);
  };
  return html`
    <dialog class="confirm" ref=${dialog} aria-label=${plain(title)} onCancel=${onCancel}>
      <h2>${plain(title)}</h2>
      <p><${Text} of=${text} /></p>
      <p class="buttons">
        <button type="button" onClick=${() => answer(false)}>${plain(no)}</button>
        <button type="button" class=${classes({ primary: style !== 'danger', danger: style === 'danger' })} onClick=${() => answer(true)}>${plain(yes)}</button>
      </p>
    </dialog>
  `;
}
