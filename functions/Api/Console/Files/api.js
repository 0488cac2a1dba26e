// Calls the API as any program would, and turns every failure into a problem that can be shown.

import { memory, forThisTab } from './elements.js';

const tokenKey = 'token';

/** Told whenever the API wants to know who calls. */
export const identity = new EventTarget();

export const token = {
  get: () => memory.read(forThisTab, tokenKey, null),
  // For this tab only: a token that outlives its tab is one that the next person at this machine has.
  set: (value) => memory.write(forThisTab, tokenKey, value),
};

/** An answer that is no success, in the words of the API. */
export class ProblemError extends Error {
  constructor(problem, status = 0, retryAfterSeconds = 0) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Sends a request as it is; answers the response, whatever its status, or throws where there is none. */
export async function send(method, path, { json, headers = {}, signal } = {}) {
  const all = new Headers(headers);
  if (token.get()) all.set('Authorization', `Bearer ${token.get()}`);
  if (json !== undefined) all.set('Content-Type', 'application/json');
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: all,
      signal,
      body: json === undefined ? undefined : JSON.stringify(json),
    });
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new ProblemError({
      title: 'The API cannot be reached.',
      detail: 'Is it running, and is this machine online?',
    });
  }
  if (response.status === 401)
    identity.dispatchEvent(new CustomEvent('wanted', { detail: await problemOf(response.clone()) }));
  return response;
}

/** @returns The body of a success; throws a ProblemError for everything else. */
export async function call(method, path, options) {
  const response = await send(method, path, options);
  if (!response.ok) throw await failure(response);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

export async function failure(response) {
  return new ProblemError(
    await problemOf(response),
    response.status,
    Number(response.headers.get('Retry-After')) || 0,
  );
}

async function problemOf(response) {
  try {
    const body = await response.json();
    if (body.title || body.detail) return body;
  } catch {
    // Not JSON: something between this page and the API answered.
  }
  return { title: `The answer was HTTP status ${response.status}.`, detail: 'It says no more than that.' };
}

/** Names a wish: sent again under the same key, it is done once. */
export function newKey() {
  // Not randomUUID: that is missing where the page comes over plain HTTP from another machine.
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
