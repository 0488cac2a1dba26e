// One order, as it goes: its status, its story, and the button that cancels it.

import { call, newKey } from './api.js';
import { byId, element, linesText, onOneClick, say, timeElement } from './elements.js';
import { follow, sleep } from './follow.js';
import { problemBox } from './problems.js';

// Telling the customer may come after the stream has ended: looked for so often, then left.
const looksAfterwards = 4;

let watch = null;

/** Shows an order until another one is to be shown; null shows none. */
export async function showOrder(id, onChange) {
  watch?.abort();
  watch = new AbortController();
  const { signal } = watch;
  byId('order').hidden = !id;
  if (!id) return;
  byId('order-id').textContent = id;
  for (const part of ['timeline', 'order-facts', 'order-problem']) byId(part).replaceChildren();
  showStatus(null);

  const story = new Story(id, signal, onChange);
  try {
    await follow(story.path, {
      look: () => story.look(),
      hear: (events) => story.hear(events),
      signal,
      onTrouble: (fault) => byId('order-problem').replaceChildren(...(fault ? [problemBox(fault)] : [])),
    });
    for (let wait = 500, n = 0; n < looksAfterwards && !signal.aborted && !story.isTold(); n++, wait *= 2) {
      await sleep(wait, signal);
      await story.look();
    }
  } catch (fault) {
    if (signal.aborted) return;
    showStatus(null);
    byId('order-problem').replaceChildren(problemBox(fault));
  }
}

/** What is known of an order, whichever way it came. */
class Story {
  #events = new Map();
  #order = null;

  constructor(id, signal, onChange) {
    this.path = `/v1/orders/${encodeURIComponent(id)}`;
    this.signal = signal;
    this.onChange = onChange;
  }

  async look() {
    const [order, { events }] = await Promise.all([
      call('GET', this.path, { signal: this.signal }),
      call('GET', `${this.path}/events`, { signal: this.signal }),
    ]);
    this.#take(order, events);
    return order.status !== 'placed';
  }

  hear(events) {
    this.#take(
      events.findLast(({ name }) => name === 'order' || name === 'end')?.data,
      events.filter(({ name }) => name === 'timeline').map(({ data }) => data),
    );
  }

  /** Whether the last that happened was that the customer was told, or could not be. */
  isTold() {
    return [...this.#events.values()].at(-1)?.type.split('.')[1] === 'notification';
  }

  #take(order, events) {
    for (const event of events) this.#events.set(keyOf(event), event);
    // By the clock of the events: one that came late takes its place. The sort keeps the order of the API in
    // a tie.
    this.#events = new Map([...this.#events].sort(([, a], [, b]) => Date.parse(a.time) - Date.parse(b.time)));
    showStory([...this.#events.values()]);
    if (!order) return;
    const isNew = order.status !== this.#order?.status;
    this.#order = order;
    showStatus(order.status);
    byId('order-facts').replaceChildren(...factsOf(order));
    if (isNew) this.onChange(order);
  }
}

function showStatus(status) {
  const badge = byId('order-badge');
  const text = status ?? 'loading';
  // Saying it again would be read out again.
  if (badge.textContent !== text) [badge.dataset.status, badge.textContent] = [status ?? '', text];
  byId('cancel').hidden = status !== 'placed' && status !== 'confirmed';
}

function factsOf(order) {
  return [
    element('p', { text: linesText(order.lines) }),
    element('p', { class: 'soft' }, 'Placed ', timeElement(order.createdAt)),
    ...(order.shortages ?? []).map((lack) =>
      element(
        'p',
        { class: 'lack' },
        element('code', { text: lack.sku }),
        `: ${lack.requested} wanted, ${lack.available} available`,
      ),
    ),
  ];
}

// Entries stay as they are, so that a screen reader hears new ones only; one that came late takes its place.
function showStory(events) {
  const list = byId('timeline');
  const known = new Map([...list.children].map((entry) => [entry.dataset.key, entry]));
  const begin = Date.parse(events[0]?.time);
  const entries = events.map((event) => known.get(keyOf(event)) ?? entryOf(event, begin));
  entries.forEach((entry, index) => {
    if (list.children[index] !== entry) list.insertBefore(entry, list.children[index] ?? null);
  });
}

function entryOf(event, begin) {
  const after = (Date.parse(event.time) - begin) / 1000;
  const [, aggregate, what] = event.type.split('.');
  return element(
    'li',
    { 'data-key': keyOf(event), 'data-what': what },
    element('span', { class: 'what', text: capital(`${aggregate} ${what}`.replaceAll('-', ' ')) }),
    event.goods ? element('span', { class: 'soft', text: goodsText(event.goods) }) : null,
    event.notice ? element('span', { class: 'soft', text: noticeText(event.notice) }) : null,
    element('span', { class: 'when' }, timeElement(event.time), after > 0 ? ` +${after.toFixed(2)} s` : ''),
  );
}

function keyOf(event) {
  return `${event.source} ${event.eventId}`;
}

function goodsText({ skus, units }) {
  return `${units} ${units === 1 ? 'unit' : 'units'} of ${skus} ${skus === 1 ? 'SKU' : 'SKUs'}`;
}

function noticeText({ eventType, channel, message }) {
  const about = eventType.split('.').slice(1, 3).join(' ');
  return `${about}, by ${channel}${message ? `: ${message}` : ''}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param onCancelled Called with the id once the API has taken the wish. */
export function startOrder(onCancelled) {
  const button = byId('cancel');
  onOneClick(button, async () => {
    const [id, status] = [byId('order-id').textContent, byId('cancel-status')];
    button.disabled = true;
    say(status, 'Cancelling …');
    try {
      // The stream of a confirmed order has ended: so this waits for the outcome itself.
      const order = await call('POST', `/v1/orders/${encodeURIComponent(id)}/cancel`, {
        headers: { 'Idempotency-Key': newKey(), Prefer: 'wait=10' },
      });
      say(status, order?.status === 'cancelled' ? '' : 'The wish to cancel is on its way.');
      onCancelled(id);
    } catch (fault) {
      say(status, '');
      byId('order-problem').replaceChildren(problemBox(fault));
    } finally {
      button.disabled = false;
    }
  });
}
