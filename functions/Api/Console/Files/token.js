// The field for a token: it appears when the API says that it wants one.

import { identity, token } from './api.js';
import { byId, say } from './elements.js';

/** @param onChange Called when another caller may be at the page. */
export function startToken(onChange) {
  const form = byId('token-form');
  const field = byId('token');
  const forget = byId('forget-token');

  identity.addEventListener('wanted', (event) => {
    const { title, detail } = event.detail;
    if (form.hidden) {
      form.hidden = false;
      field.focus();
    }
    forget.hidden = true;
    say(byId('token-status'), detail ?? title, 'bad');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = field.value.trim();
    if (!value) return field.focus();
    token.set(value);
    field.value = '';
    form.hidden = true;
    forget.hidden = false;
    onChange();
  });
  forget.addEventListener('click', () => {
    token.set(null);
    forget.hidden = true;
    onChange();
  });
  forget.hidden = !token.get();
}
