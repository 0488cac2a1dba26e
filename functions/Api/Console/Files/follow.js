// Follows something until it is settled: by server-sent events, and by asking again and again where there are none.

import { failure, ProblemError, send } from './api.js';

const pollMillisecondsMin = 400;
const pollMillisecondsMax = 5000;

// A stream that breaks so often without a word gets through no proxy that stands between; asking does.
const brokenStreamsMax = 2;

/**
 * @param path Of the thing; its stream is below it.
 * @param onNews Called whenever there may be something new; it looks, and answers whether all is settled.
 * @param signal Ends it.
 * @param onTrouble Told what is wrong, and null when it is over. It goes on trying meanwhile.
 */
export async function follow(path, onNews, signal, onTrouble = () => {}) {
  const state = { lastEventId: '', broken: 0, wait: pollMillisecondsMin };
  while (!signal.aborted) {
    try {
      if (await onNews()) return onTrouble(null);
      onTrouble(null);
      if (state.broken < brokenStreamsMax) await readStream(`${path}/stream`, state, onNews, signal);
      else await pause(state, signal);
    } catch (fault) {
      if (signal.aborted) return;
      if (!(fault instanceof ProblemError) || isLasting(fault.status)) throw fault;
      onTrouble(fault);
      await pause(state, signal, fault.retryAfterSeconds * 1000);
    }
  }
}

// Not EventSource: it can send no token. A stream that ends has said all it will; then the loop looks again.
async function readStream(path, state, onNews, signal) {
  const headers = { Accept: 'text/event-stream' };
  if (state.lastEventId) headers['Last-Event-ID'] = state.lastEventId;
  const response = await send('GET', path, { headers, signal });
  if (!response.ok || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    state.broken = brokenStreamsMax;
    if (response.status === 429 || response.status === 401) throw await failure(response);
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, heard] = ['', false];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        heard = true;
        state.lastEventId = /^id: ?(.*)$/m.exec(block)?.[1] ?? state.lastEventId;
      }
      // A comment is only a heartbeat. Several events that came together are one reason to look.
      if (blocks.some((block) => /^data:/m.test(block)) && await onNews()) break;
    }
  } catch (fault) {
    if (signal.aborted || fault instanceof ProblemError) throw fault;
  } finally {
    reader.cancel().catch(() => {});
  }
  state.broken = heard ? 0 : state.broken + 1;
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
    signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
