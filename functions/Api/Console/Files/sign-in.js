// The way to the issuer and back: OpenID Connect for an ID token alone (Core, section 3.2). The answer comes
// behind the #, which browsers send to no server.

import { newKey } from './api.js';
import { byId, forThisTab, memory } from './elements.js';

const pendingKey = 'sign-in';

/** Where people sign in, or null where they must bring a token. */
export async function placeToSignIn() {
  try {
    const place = await (await fetch('/console/sign-in.json')).json();
    return place.url ? place : null;
  } catch {
    return null;
  }
}

/** Leaves the page; what was shown is found again on the way back. */
export function goToSignIn({ url, clientId }) {
  const pending = { state: newKey(), nonce: newKey(), hash: location.hash };
  memory.write(forThisTab, pendingKey, pending);
  const target = new URL(url);
  const parameters = {
    response_type: 'id_token',
    response_mode: 'fragment',
    scope: 'openid',
    client_id: clientId,
    redirect_uri: location.origin + location.pathname,
    state: pending.state,
    nonce: pending.nonce,
  };
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  location.assign(target);
}

/**
 * Takes what the issuer sent along, and out of the address at once: it is not to stay in the history.
 * @returns `{ token }`, or `{ fault }` in a sentence; null where nobody comes back.
 */
export function comeBack() {
  const answer = new URLSearchParams(location.hash.slice(1));
  if (!answer.has('id_token') && !answer.has('error')) return null;
  const pending = memory.read(forThisTab, pendingKey, null);
  memory.write(forThisTab, pendingKey, null);
  history.replaceState(null, '', location.pathname + (pending?.hash ?? ''));
  // Else any page could sign somebody in here as whom it likes.
  if (!pending || answer.get('state') !== pending.state)
    return { fault: 'The answer of the issuer is to a question that this tab did not ask. Sign in again.' };
  if (answer.has('error'))
    return { fault: `The issuer says: ${answer.get('error_description') ?? answer.get('error')}` };
  const token = answer.get('id_token');
  return claimsOf(token).nonce === pending.nonce
    ? { token }
    : { fault: 'The token is not the one that this tab asked for. Sign in again.' };
}

/** What a token says, for showing; who believes it is the API. */
export function claimsOf(token) {
  try {
    const base64 = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}

/** Shows who is at the page; null for nobody. */
export function showCaller(token) {
  byId('who').hidden = !token;
  byId('who-name').textContent = token ? (claimsOf(token).email ?? claimsOf(token).sub ?? 'somebody') : '';
}
