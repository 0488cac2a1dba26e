import { byId, element, timeElement } from '/_/elements.js';

const rowsMax = 300;

const kinds = {
  ObjectWritten: ['written', 'good'],
  ObjectDeleted: ['deleted', 'plain'],
  MessagePublished: ['published', 'accent'],
  Delivered: ['delivered', 'good'],
  DeliveryFailed: ['failed', 'bad'],
  FunctionStarted: ['started', 'accent'],
  FunctionStopped: ['stopped', 'bad'],
};

/**
 * Follows what happens in the local cloud.
 * @param {(entry: object) => void} onEntry called for each entry
 * @param {(connected: boolean) => void} onConnection called when the stream opens and breaks
 */
export function followEvents(onEntry, onConnection) {
  // The browser reconnects by itself and says which entry it saw last.
  const source = new EventSource('/_/events');
  source.addEventListener('open', () => onConnection(true));
  source.addEventListener('error', () => onConnection(false));
  source.addEventListener('message', message => {
    const entry = JSON.parse(message.data);
    showEvent(entry);
    onEntry(entry);
  });
}

export function clearEvents() {
  byId('events').replaceChildren();
  byId('no-events').hidden = false;
}

function showEvent(entry) {
  const [label, tone] = kinds[entry.kind] ?? [entry.kind, 'plain'];
  const row = element('li', 'event');
  const head = element('div', 'event-head');
  head.append(
    timeElement(entry.time, 'event-time'),
    element('span', `badge ${tone}`, label),
    element('span', 'event-place', entry.place));
  row.append(head, element('p', 'event-summary', entry.summary));
  if (entry.eventId || entry.eventType) {
    const about = element('p', 'event-about');
    if (entry.eventType) about.append(element('span', null, entry.eventType));
    if (entry.eventId) about.append(element('code', null, entry.eventId, { title: 'event id' }));
    row.append(about);
  }
  const list = byId('events');
  list.prepend(row);
  while (list.children.length > rowsMax) list.lastElementChild.remove();
  byId('no-events').hidden = true;
}
