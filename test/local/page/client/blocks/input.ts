import { useEffect, useRef } from 'preact/hooks';
import type { Json } from '../../shapes.ts';
import { attach, attached, detach } from '../attachments.ts';
import { html, type Nodes } from '../html.ts';
import { Choice } from './choice.ts';
import { initialOf } from './initial.ts';
import type { Surface } from './surface.ts';
import { objectOf, plain } from './texts.ts';

/** An input with its label, its hint and what is wrong with it. */
export function Input({ block, surface }: { block: Json; surface: Surface }) {
  const element = objectOf(block.element);
  const blockId = String(block.block_id);
  const error = surface.form?.errorOf(blockId);
  const id = `input-${blockId}`;
  const hintId = `${id}-hint`;
  const label = plain(block.label);
  return html`
    <div class="input" data-block=${blockId}>
      <label for=${id} class="input-label">${label}${block.optional === true && html` <span class="hint">(optional)</span>`}</label>
      ${field({ blockId, element, surface, id, label, hintId, dispatches: block.dispatch_action === true, isWrong: error !== undefined })}
      <p id=${hintId} class="hint">${block.hint !== undefined && plain(block.hint)}</p>
      ${error && html`<p class="error" role="alert">${error}</p>`}
    </div>
  `;
}

interface Field {
  blockId: string;
  element: Json;
  surface: Surface;
  id: string;
  label: string;
  hintId: string;
  dispatches: boolean;
  isWrong: boolean;
}

function field(props: Field): Nodes {
  const { blockId, element, surface, label, hintId, dispatches } = props;
  const type = String(element.type);
  if (type === 'file_input') return html`<${FileField} ...${props} />`;
  if (/_text_input$|^number_input$|^datepicker$/.test(type)) return html`<${TextField} ...${props} />`;
  const press = (value: string) => surface.press(String(element.action_id), value);
  return html`<${Choice} blockId=${blockId} element=${element} form=${surface.form} label=${label} describedBy=${hintId} ...${dispatches ? { onChosen: press } : {}} />`;
}

function TextField({ blockId, element, surface, id, hintId, dispatches, isWrong }: Field) {
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const actionId = String(element.action_id);
  const { form, press } = surface;
  useEffect(() => {
    if (element.focus_on_load === true) box.current?.focus();
  }, []);
  const triggers = objectOf(element.dispatch_action_config).trigger_actions_on;
  const onTyping = Array.isArray(triggers) && triggers.includes('on_character_entered');
  const held = form?.valueOf(blockId, actionId);
  const onInput = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    form?.fill(blockId, actionId, value);
    if (dispatches && onTyping) void press(actionId, value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || element.multiline === true) return;
    if (dispatches && !onTyping) void press(actionId, box.current?.value ?? '');
  };
  const shared = {
    id,
    ref: box,
    value: typeof held === 'string' ? held : initialOf(element),
    placeholder: plain(element.placeholder),
    'aria-describedby': hintId,
    'aria-invalid': isWrong,
    'data-action': actionId,
    maxlength: element.max_length,
    onInput,
    onKeyDown,
  };
  if (element.multiline === true) return html`<textarea rows="4" ...${shared}></textarea>`;
  const isNumber = element.type === 'number_input';
  const type = element.type === 'datepicker' ? 'date' : isNumber ? 'number' : 'text';
  return html`<input
    type=${type}
    step=${isNumber && element.is_decimal_allowed === true ? 'any' : undefined}
    min=${element.min_value}
    max=${element.max_value}
    ...${shared}
  />`;
}

function FileField({ blockId, element, surface, id, hintId }: Field) {
  const target = `field ${id}`;
  const actionId = String(element.action_id);
  useEffect(() => () => detach(target), []);
  const files = attached(target);
  const tell = () =>
    surface.form?.fill(
      blockId,
      actionId,
      attached(target).map(({ name, data }) => ({ name, data })),
    );
  const onChange = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    await attach(target, [...(input.files ?? [])]);
    input.value = '';
    tell();
  };
  const remove = (file: (typeof files)[number]) => {
    detach(target, file);
    tell();
  };
  const types = Array.isArray(element.filetypes) ? element.filetypes.map((type) => `.${type}`).join(',') : undefined;
  return html`
    <input type="file" id=${id} aria-describedby=${hintId} data-action=${actionId} accept=${types} multiple=${Number(element.max_files ?? 10) > 1} onChange=${onChange} />
    <ul class="attached">
      ${files.map((file) => html`<li><img src=${file.url} alt=${file.name} /><button type="button" class="bare" onClick=${() => remove(file)}>Remove ${file.name}</button></li>`)}
    </ul>
  `;
}
