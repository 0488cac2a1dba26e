// The caller's orders, newest first, a page at a time.

import { call } from './api.js';
import { byId, element, linesText, shortId, timeElement } from './elements.js';
import { problemBox } from './problems.js';

const pageSize = 8;

// The tokens of the pages that lead here; the first page has none.
let path = [null];
let next = null;

export function selectedOrder() {
  return new URLSearchParams(location.hash.slice(1)).get('order');
}

export async function showOrders() {
  const trouble = byId('orders-trouble');
  try {
    const token = path.at(-1);
    const page = await call(
      'GET',
      `/v1/orders?pageSize=${pageSize}${token ? `&pageToken=${encodeURIComponent(token)}` : ''}`,
    );
    trouble.replaceChildren();
    next = page.nextPageToken ?? null;
    byId('orders').replaceChildren(...page.orders.map(rowOf));
    byId('no-orders').hidden = page.orders.length > 0 || path.length > 1;
    byId('orders-pages').hidden = path.length === 1 && !next;
    byId('newer').disabled = path.length === 1;
    byId('older').disabled = !next;
    byId('orders-page').textContent = `Page ${path.length}`;
  } catch (fault) {
    trouble.replaceChildren(problemBox(fault));
  }
}

function rowOf(order) {
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: `#order=${order.id}`,
        'aria-current': order.id === selectedOrder() ? 'true' : null,
        title: order.id,
      },
      element('span', { class: 'badge', 'data-status': order.status, text: order.status }),
      element('span', { class: 'grow', text: linesText(order.lines) }),
      element(
        'span',
        { class: 'soft' },
        timeElement(order.createdAt),
        ' ',
        element('code', { text: shortId(order.id) }),
      ),
    ),
  );
}

/** Back to the newest, where a new order is seen. */
export function showNewestOrders() {
  path = [null];
  return showOrders();
}

export function startOrders() {
  byId('older').addEventListener('click', () => {
    path.push(next);
    showOrders();
  });
  byId('newer').addEventListener('click', () => {
    path.pop();
    showOrders();
  });
}
