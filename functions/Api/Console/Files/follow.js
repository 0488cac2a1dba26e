// Follows something until it is settled: by server-sent events, and by asking again and again where there are
// none.

import { ProblemError, send } from './api.js';

const pollMillisecondsMin = 400;
const pollMillisecondsMax = 5000;

// A stream that breaks so often without a word gets through no proxy that stands between; asking does.
const brokenStreamsMax = 2;

// Browsers keep six connections to a host over HTTP/1.1, and each stream holds one.
const streamsMax = 3;
let streams = 0;

/**
 * @param path Of the thing; its stream is below it.
 * @param look Asks how it stands, and answers whether that is settled.
 * @param hear Takes events, `{ name, data }`, that came together.
 * @param signal Ends it.
 * @param onTrouble Told what is wrong, and null when it is over. It goes on trying meanwhile.
 */
export async function follow(path, { look, hear, signal, onTrouble }) {
  const state = { lastEventId: '', broken: 0, wait: pollMillisecondsMin };
  while (!signal.aborted) {
    try {
      const canStream = state.broken < brokenStreamsMax && streams < streamsMax;
      if (canStream ? await readStream(`${path}/stream`, state, hear, signal) : await look()) {
        return onTrouble(null);
      }
      onTrouble(null);
      if (!canStream || state.broken > 0) await pause(state, signal);
    } catch (fault) {
      if (signal.aborted) return;
      if (!(fault instanceof ProblemError) || isLasting(fault.status)) throw fault;
      onTrouble(fault);
      await pause(state, signal, fault.retryAfterSeconds * 1000);
    }
  }
}

// Not EventSource: it can send no token.
async function readStream(path, state, hear, signal) {
  streams++;
  // Until it has said something; also where there is no answer at all.
  state.broken++;
  try {
    const headers = { Accept: 'text/event-stream' };
    if (state.lastEventId) headers['Last-Event-ID'] = state.lastEventId;
    const response = await send('GET', path, { headers, signal });
    if (response.status !== 200 || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      // Whatever it is, asking will tell, or work.
      state.broken = brokenStreamsMax;
      return false;
    }
    return await readEvents(response.body, state, hear, signal);
  } finally {
    streams--;
  }
}

/** @returns Whether the end was told; a stream that ends without it has lasted as long as one may. */
async function readEvents(body, state, hear, signal) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return false;
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop();
      const events = blocks.map(eventOf).filter((event) => event.data !== undefined);
      if (events.length === 0) continue;
      [state.broken, state.wait] = [0, pollMillisecondsMin];
      state.lastEventId = events.findLast((event) => event.id)?.id ?? state.lastEventId;
      hear(events);
      if (events.some((event) => event.name === 'end')) return true;
    }
  } catch (fault) {
    // It broke off: the next one goes on where this one was.
    if (signal.aborted || !(fault instanceof TypeError)) throw fault;
    return false;
  } finally {
    reader.cancel().catch(() => {});
  }
}

// Comments, which keep a silent connection alive, hold no data.
function eventOf(block) {
  const field = (name) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
  const data = field('data');
  return { id: field('id'), name: field('event'), data: data === undefined ? undefined : JSON.parse(data) };
}

function isLasting(status) {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** Waits longer each time, and no longer than until the signal. */
function pause(state, signal, atLeast = 0) {
  const milliseconds = Math.max(state.wait, atLeast);
  state.wait = Math.min(state.wait * 1.5, pollMillisecondsMax);
  return sleep(milliseconds, signal);
}

export function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
