// The console: a client of the API like any other. What is shown is what the API says, after a reload too:
// the order is named in the address, images and the draft of an order are remembered by the browser.

import { showImages, startImages } from './images.js';
import { startOrderForm } from './order-form.js';
import { showOrder, startOrder } from './order.js';
import { selectedOrder, showNewestOrders, showOrders, startOrders } from './orders.js';
import { showStock, showStockSoon, startStock } from './stock.js';
import { startToken } from './token.js';

let shown = null;

const freshMilliseconds = 60_000;

// Every change of a status is a line in the list, and most of them move stock; but not those of long ago.
function onOrderChange(order) {
  showOrders();
  const isFresh = Date.now() - Date.parse(order.updatedAt) < freshMilliseconds;
  if (isFresh && (order.status === 'confirmed' || order.status === 'cancelled')) {
    // All its lines move in one step.
    showStockSoon(order.lines[0].sku);
  }
}

function show(id) {
  shown = id;
  showOrder(id, onOrderChange);
}

function select(id) {
  if (selectedOrder() === id) show(id);
  else location.hash = `order=${id}`;
}

startToken(() => {
  showStock();
  showNewestOrders();
  show(selectedOrder());
  showImages();
});
startStock();
startOrderForm((order) => {
  showNewestOrders();
  select(order.id);
});
startOrder((id) => show(id));
startOrders();
startImages();
window.addEventListener('hashchange', () => {
  if (selectedOrder() !== shown) show(selectedOrder());
  showOrders();
});
// Others order too: whoever comes back to the page sees the stock of now.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') showStock();
});
showStock();
showOrders();
show(selectedOrder());
