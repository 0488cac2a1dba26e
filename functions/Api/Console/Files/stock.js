// What there is to order, and the form by which operators add to it.

import { call, newKey } from './api.js';
import { byId, element, onOneClick, say } from './elements.js';
import { sleep } from './follow.js';
import { clearFields, markFields, problemBox } from './problems.js';

// More than a page shows well; the API lists the rest by its token.
const skusMax = 100;

let shown = '';

/** Shows the stock, and offers its SKUs to the order form. */
export async function showStock() {
  const trouble = byId('stock-trouble');
  try {
    const page = await call('GET', `/v1/inventory?pageSize=${skusMax}`);
    const text = JSON.stringify(page);
    if (text === shown) return false;
    shown = text;
    trouble.replaceChildren();
    byId('no-stock').hidden = page.stock.length > 0;
    byId('stock-table').hidden = page.stock.length === 0;
    byId('more-stock').hidden = !page.nextPageToken;
    byId('stock').replaceChildren(
      ...page.stock.map((level) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, element('code', { text: level.sku })),
          element('td', {
            text: level.available.toLocaleString(),
            class: level.available === 0 ? 'none' : null,
          }),
          element('td', { text: level.reserved.toLocaleString() }),
        ),
      ),
    );
    byId('skus').replaceChildren(
      ...page.stock.map((level) =>
        element('option', { value: level.sku, label: `${level.available} available` }),
      ),
    );
    return true;
  } catch (fault) {
    shown = '';
    trouble.replaceChildren(problemBox(fault));
    return false;
  }
}

/** Looks a few times until something has changed: what was asked for is seen a moment later. */
export async function showStockSoon() {
  for (let wait = 150; wait < 5000; wait *= 2) {
    if (await showStock()) return;
    await sleep(wait);
  }
}

export function startStock() {
  const form = byId('restock-form');
  const [sku, quantity, button] = [byId('restock-sku'), byId('restock-quantity'), byId('restock')];
  const [status, trouble] = [byId('restock-status'), byId('restock-trouble')];
  let wish = null;

  onOneClick(button);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    clearFields(form);
    trouble.replaceChildren();
    const content = JSON.stringify([sku.value, quantity.value]);
    // The key stays until the wish is known to be heard, so that trying again adds nothing twice.
    if (wish?.content !== content) wish = { content, key: newKey() };
    form.ariaBusy = 'true';
    try {
      const goods = await call('POST', `/v1/inventory/${encodeURIComponent(sku.value.trim())}/restock`, {
        json: quantity.value === '' ? {} : { quantity: Number(quantity.value) },
        headers: { 'Idempotency-Key': wish.key },
      });
      wish = null;
      say(status, `${goods.quantity} × ${goods.sku} will be added.`, 'good');
      form.ariaBusy = 'false';
      await showStockSoon();
    } catch (fault) {
      say(status, '');
      const placed = markFields(fault, (pointer) => (pointer === '/quantity' ? quantity : null));
      trouble.replaceChildren(problemBox(fault, placed));
    } finally {
      form.ariaBusy = 'false';
    }
  });
}
