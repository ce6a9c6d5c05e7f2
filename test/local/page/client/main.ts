import { render } from 'preact';
import { App } from './app.ts';
import { html } from './html.ts';
import { onPlaceTyped } from './place.ts';
import { connect } from './store.ts';

addEventListener('hashchange', () => {
  onPlaceTyped();
  connect();
});
connect();
const root = document.getElementById('page');
if (root) render(html`<${App} />`, root);
