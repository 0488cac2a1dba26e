import { byId, durationText, element, timeElement } from '/_/elements.js';
import { outline, Stories } from '/_/stories.js';
import { timeBar } from '/_/timebar.js';

const drawAfterMs = 50;

const tones = {
  running: 'accent',
  retrying: 'bad',
  settled: 'good',
  'settled after failures': 'plain',
  'dead-lettered': 'bad',
  'given up': 'bad',
  handled: 'good',
};

/**
 * Shows the stories as they happen.
 * @param {string[]} deadLetterTopics what is published there could not be handled
 * @returns {(entry: object) => void} takes each entry of the feed
 */
export function showStories(deadLetterTopics) {
  const stories = new Stories(deadLetterTopics);
  const shown = new Map();
  let isDrawing = false;
  byId('clear-stories').addEventListener('click', () => {
    stories.clear();
    draw();
  });

  function draw() {
    isDrawing = false;
    const all = stories.all;
    const list = byId('stories');
    const keys = new Set(all.map(story => story.key));
    for (const [key, view] of shown) {
      if (keys.has(key)) continue;
      view.item.remove();
      shown.delete(key);
    }
    // From the oldest to the newest, each of which goes to the top: nothing that stays is moved, so no focus is lost.
    for (const story of all.reverse()) {
      let view = shown.get(story.key);
      if (!view) {
        view = viewOf();
        shown.set(story.key, view);
        list.prepend(view.item);
      }
      view.update(story);
    }
    byId('no-stories').hidden = keys.size > 0;
  }

  return entry => {
    if (!stories.add(entry) || isDrawing) return;
    isDrawing = true;
    // Many entries come at once when the page opens.
    setTimeout(draw, drawAfterMs);
  };
}

function viewOf() {
  const item = element('li', 'story');
  const details = element('details');
  const summary = element('summary');
  const body = element('div', 'story-body');
  details.append(summary, body);
  item.append(details);
  let current;
  let summarised;
  let drawn;
  // What is folded is not built.
  const unfold = () => {
    if (!details.open || drawn === current.version) return;
    drawn = current.version;
    body.replaceChildren(...bodyOf(current));
  };
  details.addEventListener('toggle', unfold);
  return {
    item,
    update(story) {
      if (current === story && summarised === story.version) return;
      current = story;
      summarised = story.version;
      summary.replaceChildren(...summaryOf(story));
      unfold();
    },
  };
}

function summaryOf(story) {
  const { first, start, end, events, functions, state } = outline(story);
  const head = element('span', 'story-head');
  head.append(
    timeElement(new Date(start).toISOString(), 'event-time'),
    element('strong', 'foreign', first.type ?? 'message without a type'));
  if (first.subject) head.append(element('code', 'foreign', first.subject));
  const facts = element('span', 'story-facts');
  facts.append(
    element('span', `badge ${tones[state]}`, state),
    element('span', 'facts',
      `${count(events, 'event')} · ${count(functions, 'function')} · ${durationText(end - start)}`));
  return [head, facts];
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function bodyOf(story) {
  const { steps, start, end } = outline(story);
  const types = new Map(steps.map(step => [step.eventId, step.type]));
  const axis = element('p', 'axis facts', null, { 'aria-hidden': 'true' });
  axis.append(element('span', null, 'time since the first event'), element('span', null, '0'),
    element('span', null, durationText(end - start)));
  const list = element('ol', 'steps');
  list.append(...steps.map(step => stepItem(step, types, start, end)));
  const about = element('p', 'facts foreign', 'correlation id ');
  about.append(element('code', null, story.key));
  if (story.stepsDropped > 0) about.append(` · ${story.stepsDropped} older steps are not shown any more`);
  return [about, axis, list];
}

function stepItem(step, types, start, end) {
  const item = element('li', step.isDeadLetter ? 'step dead' : 'step');
  const head = element('p', 'step-head');
  head.append(
    element('span', 'offset', `+${durationText(step.at - start)}`),
    element('strong', 'foreign', step.type ?? 'message without a type'));
  if (step.isDeadLetter) head.append(element('span', 'badge bad', 'dead letter'));
  const by = [
    step.source ? `by ${step.source}` : null,
    step.topic ? `on topic ${step.topic}` : null,
    types.has(step.causationId) ? `because of ${types.get(step.causationId)}` : null,
    step.subject ? `about ${step.subject}` : null,
  ].filter(Boolean).join(' · ');
  item.append(head, element('p', 'facts foreign', by));
  if (step.deliveries.size > 0) {
    const list = element('ul', 'deliveries');
    list.append(...[...step.deliveries.values()].map(delivery => deliveryItem(delivery, step, start, end)));
    item.append(list);
  }
  const waiting = (step.pushes ?? 0) - step.deliveries.size;
  if (waiting > 0) item.append(element('p', 'facts', `${count(waiting, 'subscription')} yet to answer`));
  else if (step.pushes === 0) item.append(element('p', 'facts', 'pushed to nobody'));
  return item;
}

function deliveryItem(delivery, step, start, end) {
  const last = delivery.attempts.at(-1);
  const item = element('li', 'delivery');
  const head = element('p', 'delivery-head');
  head.append(
    element('strong', 'foreign', delivery.receiver ?? delivery.subscription),
    element('span', `badge ${tones[delivery.state]}`, delivery.state));
  const facts = [
    last.number ? count(last.number, 'attempt') : null,
    last.status ? `status ${last.status}` : null,
    durationText(last.duration),
    last.fault && last.fault !== `status ${last.status}` ? last.fault : null,
    delivery.state === 'retrying' ? `again ${durationText(delivery.retryIn)} later` : null,
    last.chaos ? `on purpose: ${last.chaos}` : null,
  ].filter(Boolean).join(' · ');
  const text = element('div', 'delivery-text');
  text.append(head, element('p', 'facts foreign', `${facts} · by ${delivery.subscription}`));
  item.append(text, timeBar(delivery, step.at, start, end));
  return item;
}
