// One order, as it goes: its status, its story, and the button that cancels it.

import { call, newKey } from './api.js';
import { byId, element, linesText, onOneClick, say, timeElement } from './elements.js';
import { follow, sleep } from './follow.js';
import { problemBox } from './problems.js';

// Telling the customer comes after the status is settled, and nobody streams it: looked for so often, then left.
const looksAfterwards = 5;

let watch = null;

/** Shows an order until another one is to be shown; null shows none. */
export async function showOrder(id, onChange) {
  watch?.abort();
  watch = new AbortController();
  const { signal } = watch;
  byId('order').hidden = !id;
  if (!id) return;
  byId('order-id').textContent = id;
  byId('timeline').replaceChildren();
  byId('order-facts').replaceChildren();
  byId('order-problem').replaceChildren();
  say(byId('cancel-status'), '');
  showStatus(null);

  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const seen = { status: null };
  const look = () => lookAt(path, seen, signal, onChange);
  try {
    await follow(path, look, signal, (fault) => byId('order-problem').replaceChildren(...(fault ? [problemBox(fault)] : [])));
    for (let wait = 250, n = 0; n < looksAfterwards && !signal.aborted; n++, wait *= 2) {
      await sleep(wait, signal);
      if (!signal.aborted) await look();
    }
  } catch (fault) {
    if (signal.aborted) return;
    showStatus(null);
    byId('order-problem').replaceChildren(problemBox(fault));
  }
}

async function lookAt(path, seen, signal, onChange) {
  const [order, story] = await Promise.all([
    call('GET', path, { signal }), call('GET', `${path}/events`, { signal }),
  ]);
  showStatus(order.status);
  byId('order-facts').replaceChildren(...factsOf(order));
  showStory(story.events);
  if (seen.status !== order.status) {
    seen.status = order.status;
    onChange(order);
  }
  return order.status !== 'placed';
}

function showStatus(status) {
  const badge = byId('order-badge');
  if (badge.dataset.status !== (status ?? '')) {
    badge.dataset.status = status ?? '';
    badge.textContent = status ?? 'loading';
  }
  byId('cancel').hidden = status !== 'placed' && status !== 'confirmed';
}

function factsOf(order) {
  return [
    element('p', { text: linesText(order.lines) }),
    element('p', { class: 'soft' }, 'Placed ', timeElement(order.createdAt)),
    ...(order.shortages ?? []).map((lack) => element('p', { class: 'lack' },
      element('code', { text: lack.sku }), `: ${lack.requested} wanted, ${lack.available} available`)),
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
    'li', { 'data-key': keyOf(event), 'data-what': what },
    element('span', { class: 'what', text: capital(`${aggregate} ${what}`.replaceAll('-', ' ')) }),
    event.goods ? element('span', { class: 'soft', text: goodsText(event.goods) }) : null,
    event.notice ? element('span', { class: 'soft', text: noticeText(event.notice) }) : null,
    element('span', { class: 'when' }, timeElement(event.time), after > 0 ? ` +${after.toFixed(2)} s` : ''));
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
      say(status, order?.status === 'cancelled' ? 'Cancelled.' : 'The wish to cancel is on its way.', 'good');
      onCancelled(id);
    } catch (fault) {
      say(status, '');
      byId('order-problem').replaceChildren(problemBox(fault));
    } finally {
      button.disabled = false;
    }
  });
}
