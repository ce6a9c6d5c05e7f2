import { useEffect } from 'preact/hooks';
import { act } from './act.ts';
import { Blocks } from './blocks/blocks.ts';
import { useForm } from './form.ts';
import { html } from './html.ts';
import { held } from './store.ts';

/** The app's Home of whoever one is. */
export function AppHome() {
  const view = held.view.get('home');
  const { form, send } = useForm(view);
  // Slack tells the app each time that somebody opens it.
  useEffect(() => {
    void act('openHome', { tab: 'home' });
  }, []);
  if (!view) return html`<p class="starting" role="status">The app has published no Home yet.</p>`;
  const press = (actionId: string, value?: string) => send('clickInView', { viewId: 'home', actionId, value });
  return html`<div class="home" role="region" aria-label="Home" tabindex="0"><${Blocks} blocks=${view.blocks} surface=${{ press, form }} /></div>`;
}
