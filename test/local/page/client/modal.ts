import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewPiece } from '../shapes.ts';
import { act } from './act.ts';
import { Blocks } from './blocks/blocks.ts';
import { useForm } from './form.ts';
import { html } from './html.ts';
import { Icon } from './icons.ts';
import { held } from './store.ts';

/** The modal that lies on top, if one is open. */
export function Modal() {
  const view = [...held.view.values()].filter(({ type }) => type === 'modal').at(-1);
  return view ? html`<${OpenModal} key=${view.id} view=${view} />` : null;
}

function OpenModal({ view }: { view: ViewPiece }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const hasBegun = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const { form, send, errors, setErrors } = useForm(view);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    // The browser begins at the button that closes it; the fields may come later, with an update.
    if (hasBegun.current) return;
    const first = dialog.current?.querySelector<HTMLElement>('.modal-body :is(input, textarea, select)');
    if (!first) return;
    first.focus();
    hasBegun.current = true;
  });
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);
  const { id, title, blocks, submit, close } = view;
  const press = (actionId: string, value?: string) => send('clickInView', { viewId: id, actionId, value });
  const leave = (all: boolean) => act('close', { viewId: id, all });
  const submitAll = async () => {
    setBusy(true);
    const answer = await send('submit', { viewId: id });
    setErrors(answer.errors ?? {});
    setBusy(false);
  };
  const onCancel = (event: Event) => {
    event.preventDefault();
    void leave(true);
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void submitAll();
  };
  return html`
    <dialog class="modal" ref=${dialog} aria-label=${title} onCancel=${onCancel}>
      <form onSubmit=${onSubmit} novalidate>
        <header><h2>${title}</h2><button type="button" class="bare" aria-label="Dismiss" onClick=${() => leave(true)}><${Icon} name="close" /></button></header>
        <div class="modal-body"><${Blocks} blocks=${blocks} surface=${{ press, form }} /></div>
        <footer>
          <button type="button" onClick=${() => leave(false)}>${close}</button>
          ${submit && html`<button type="submit" class="primary" disabled=${isBusy} aria-busy=${isBusy}>${submit}</button>`}
        </footer>
      </form>
    </dialog>
  `;
}
