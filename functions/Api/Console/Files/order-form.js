// The form for an order. What stands in it has one key: however often it is sent, by a double click, after an
// error or after a reload, it is one order.

import { call, newKey } from './api.js';
import { byId, element, forThisTab, memory, say } from './elements.js';
import { clearFields, markFields, problemBox } from './problems.js';

const draftKey = 'order-draft';
const emptyLine = { sku: '', quantity: '1' };

/** @param onPlaced Called with the order that the API answers. */
export function startOrderForm(onPlaced) {
  const form = byId('order-form');
  const [lines, callbackUrl, status, trouble] = [
    byId('lines'),
    byId('callback-url'),
    byId('order-status'),
    byId('order-trouble'),
  ];
  let draft = memory.read(forThisTab, draftKey, null);

  const content = () => ({
    lines: [...lines.children].map((line) => ({
      sku: line.querySelector('.sku').value,
      quantity: line.querySelector('.quantity').value,
    })),
    callbackUrl: callbackUrl.value,
  });
  const keep = () => {
    const now = content();
    if (JSON.stringify(now) !== JSON.stringify(draft?.content)) draft = { content: now, key: newKey() };
    memory.write(forThisTab, draftKey, draft);
    lines.classList.toggle('single', lines.children.length === 1);
  };
  const add = (line) => {
    lines.append(
      lineOf(line, (removed) => {
        removed.remove();
        keep();
        byId('add-line').focus();
      }),
    );
    return lines.lastElementChild;
  };
  const fill = (wanted) => {
    lines.replaceChildren();
    for (const line of wanted.lines.length ? wanted.lines : [emptyLine]) add(line);
    callbackUrl.value = wanted.callbackUrl;
    if (wanted.callbackUrl) callbackUrl.closest('details').open = true;
    keep();
  };
  const fieldOf = (pointer) => {
    const [, index, member] = /^\/lines\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? [];
    if (index)
      return lines.children[Number(index)]?.querySelector(member === 'quantity' ? '.quantity' : '.sku');
    return pointer === '/callbackUrl' ? callbackUrl : null;
  };
  const clear = () => {
    clearFields(form);
    trouble.replaceChildren();
    say(status, '');
  };

  form.addEventListener('input', () => {
    clear();
    keep();
  });
  byId('add-line').addEventListener('click', () => {
    add(emptyLine).querySelector('.sku').focus();
    keep();
  });
  byId('new-order').addEventListener('click', () => {
    clear();
    fill({ lines: [emptyLine], callbackUrl: '' });
    lines.querySelector('.sku').focus();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    clear();
    keep();
    form.ariaBusy = 'true';
    const sent = draft;
    say(status, 'Placing the order …');
    try {
      const order = await call('POST', '/v1/orders', {
        json: bodyOf(sent.content),
        headers: { 'Idempotency-Key': sent.key },
      });
      say(
        status,
        sent.orderId === order.id
          ? 'This order was placed already. Change it, or begin a new one.'
          : 'Placed.',
        'good',
      );
      sent.orderId = order.id;
      memory.write(forThisTab, draftKey, draft);
      onPlaced(order);
    } catch (fault) {
      say(status, '');
      trouble.replaceChildren(problemBox(fault, markFields(fault, fieldOf)));
    } finally {
      form.ariaBusy = 'false';
    }
  });
  fill(draft?.content ?? { lines: [emptyLine], callbackUrl: '' });
}

// What is wrong with it, the API says better. What is left empty is left out, so that it says what is
// missing.
function bodyOf({ lines, callbackUrl }) {
  return {
    lines: lines.map(({ sku, quantity }) => ({
      sku: sku.trim(),
      ...(quantity.trim() === '' ? {} : { quantity: Number(quantity) }),
    })),
    ...(callbackUrl.trim() === '' ? {} : { callbackUrl: callbackUrl.trim() }),
  };
}

function lineOf({ sku, quantity }, onRemove) {
  const line = element(
    'li',
    { class: 'line' },
    element(
      'div',
      { class: 'field grow' },
      element(
        'label',
        {},
        element('span', { text: 'SKU' }),
        element('input', {
          class: 'sku',
          list: 'skus',
          autocomplete: 'off',
          autocapitalize: 'none',
          spellcheck: 'false',
          value: sku,
        }),
      ),
    ),
    element(
      'div',
      { class: 'field' },
      element(
        'label',
        {},
        element('span', { text: 'Quantity' }),
        element('input', {
          class: 'quantity',
          type: 'number',
          inputmode: 'numeric',
          step: 'any',
          value: quantity,
        }),
      ),
    ),
    element('button', {
      type: 'button',
      class: 'quiet remove',
      text: 'Remove',
      'aria-label': 'Remove this line',
      onclick: () => onRemove(line),
    }),
  );
  return line;
}
