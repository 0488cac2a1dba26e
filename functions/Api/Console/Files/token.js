// Who is at the page: a field for a token and, where the API knows a place for it, a way to sign in. Both appear
// when the API says that it wants to know.

import { identity, token } from './api.js';
import { byId, forget, forThisTab, say } from './elements.js';
import { comeBack, goToSignIn, placeToSignIn, showCaller } from './sign-in.js';

/** @param onChange Called when another caller may be at the page. */
export function startToken(onChange) {
  const form = byId('token-form');
  const field = byId('token');
  const status = byId('token-status');
  const signIn = byId('sign-in');
  let place = null;

  const ask = async (sentence, isFault = false) => {
    // The first sentence is what happened; those that come while the form is there follow from it.
    if (!form.hidden) return;
    form.hidden = false;
    showCaller(null);
    place ??= await placeToSignIn();
    signIn.hidden = !place;
    byId('token-or').hidden = !place;
    // Nobody has done anything wrong yet; how tokens are sent is for those who must bring one.
    const isFirst = place && !token.get() && !isFault;
    say(status, isFirst ? 'Sign in to order, and to see what is yours.' : sentence, isFirst ? '' : 'bad');
    (place ? signIn : field).focus();
  };
  const use = (value) => {
    token.set(value);
    showCaller(value);
    field.value = '';
    form.hidden = true;
  };

  identity.addEventListener('wanted', (event) => ask(event.detail.detail ?? event.detail.title));
  signIn.addEventListener('click', () => goToSignIn(place));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = field.value.trim();
    if (!value) return field.focus();
    use(value);
    onChange();
  });
  byId('sign-out').addEventListener('click', () => {
    // Anew: nothing that one person wrote or saw stays for the next.
    forget(forThisTab);
    history.replaceState(null, '', location.pathname);
    location.reload();
  });

  const answer = comeBack();
  if (answer?.token) use(answer.token);
  else if (answer) ask(answer.fault, true);
  else showCaller(token.get());
}
