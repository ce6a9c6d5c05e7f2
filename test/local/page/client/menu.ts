import { useEffect, useRef, useState } from 'preact/hooks';
import { classes, html } from './html.ts';
import { Icon, type IconName } from './icons.ts';

export interface MenuItem {
  title: string;
  note?: string;
  isDanger?: boolean;
  act: () => unknown;
}

interface Props {
  label: string;
  icon: IconName;
  items: () => MenuItem[];
}

/** A button that opens a list of things to do. Arrow keys walk through it, Escape closes it. */
export function Menu({ label, icon, items }: Props) {
  const [isOpen, open] = useState(false);
  const [isAbove, placeAbove] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const close = (event: Event) => {
      if (event.target instanceof Node && !box.current?.parentElement?.contains(event.target)) open(false);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isOpen]);

  const leave = () => {
    open(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    const parent = box.current?.parentElement;
    if (relatedTarget instanceof Node && !parent?.contains(relatedTarget)) open(false);
  };
  const toggle = () => {
    placeAbove((button.current?.getBoundingClientRect().top ?? 0) > innerHeight * 0.6);
    open(!isOpen);
  };
  const list = isOpen ? items() : [];
  return html`
    <div class="menu-place" onFocusOut=${onFocusOut}>
      <button type="button" class="bare" aria-label=${label} title=${label} aria-haspopup="menu" aria-expanded=${isOpen} ref=${button} onClick=${toggle}>
        <${Icon} name=${icon} />
      </button>
      ${
        isOpen &&
        html`
        <div class=${classes({ menu: true, above: isAbove })} role="menu" aria-label=${label} ref=${box} onKeyDown=${onKeyDown}>
          ${list.length === 0 && html`<p class="hint">Nothing to do here</p>`}
          ${list.map(
            ({ title, note, isDanger = false, act }) => html`
            <button
              type="button"
              role="menuitem"
              class=${classes({ danger: isDanger })}
              onClick=${() => {
                leave();
                act();
              }}
            >
              ${title}${note && html`<span class="hint">${note}</span>`}
            </button>
          `,
          )}
        </div>
      `
      }
    </div>
  `;
}
