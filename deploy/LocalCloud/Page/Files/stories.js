// A story is everything that one correlation id joins: the first event, what it led to, and every attempt to deliver
// each of them. Here it is put together; how it looks is for others.

// A person looks at the last ones; older ones fall out, so that a long run costs no memory.
export const storiesMax = 100;
const stepsMax = 200;
const attemptsMax = 50;

/** Milliseconds since 1970, with the fraction that Date leaves out. */
function instant(iso) {
  return Date.parse(iso) + Number(`0.${/\.\d{3}(\d+)/.exec(iso)?.[1] ?? 0}`);
}

/** An event without a correlation id is the first of its own story. */
function keyOf(entry) {
  return entry.message?.correlationId ?? entry.eventId;
}

/** The last stories, each of them growing with the feed. */
export class Stories {
  #stories = new Map();
  #deadLetterTopics;

  /** @param {string[]} deadLetterTopics what is published there could not be handled */
  constructor(deadLetterTopics) {
    this.#deadLetterTopics = new Set(deadLetterTopics);
  }

  /** The newest first. */
  get all() {
    return [...this.#stories.values()].sort((a, b) => b.number - a.number);
  }

  clear() {
    this.#stories.clear();
  }

  /** @returns {object|undefined} the story that the entry belongs to */
  add(entry) {
    const key = keyOf(entry);
    const isPublication = entry.kind === 'MessagePublished';
    if (!key || !(isPublication || entry.kind === 'Delivered' || entry.kind === 'DeliveryFailed')) return undefined;
    let story = this.#stories.get(key);
    if (!story) {
      story = { key, number: entry.number, steps: new Map(), stepsDropped: 0 };
      this.#stories.set(key, story);
      if (this.#stories.size > storiesMax) this.#stories.delete(this.all.at(-1).key);
    }
    const step = stepOf(story, entry);
    if (isPublication) publish(step, entry, this.#deadLetterTopics.has(entry.message.topic));
    else attempt(step, entry);
    story.version = entry.number;
    return story;
  }
}

/** An event on one topic: published once, delivered to each subscription. */
function stepOf(story, entry) {
  const key = entry.message ? `message ${entry.message.messageId}` : `event ${entry.eventId}`;
  let step = story.steps.get(key);
  if (!step) {
    step = {
      at: instant(entry.time) - (entry.delivery?.durationMilliseconds ?? 0),
      number: entry.number,
      type: entry.eventType,
      eventId: entry.eventId,
      subject: entry.message?.subject ?? entry.subject,
      source: entry.message?.source,
      topic: entry.message?.topic,
      causationId: entry.message?.causationId,
      isPublished: false,
      isDeadLetter: false,
      pushes: null,
      deliveries: new Map(),
    };
    story.steps.set(key, step);
    if (story.steps.size > stepsMax) {
      // The first one says what the story is about.
      story.steps.delete([...story.steps.keys()][1]);
      story.stepsDropped++;
    }
  }
  return step;
}

function publish(step, entry, isDeadLetter) {
  step.at = Math.min(step.at, instant(entry.time));
  step.number = entry.number;
  step.isPublished = true;
  step.isDeadLetter = isDeadLetter;
  step.pushes = entry.message.pushes;
}

function attempt(step, entry) {
  const given = entry.delivery ?? { subscription: entry.place, function: entry.place, durationMilliseconds: 0 };
  let delivery = step.deliveries.get(given.subscription);
  if (!delivery) {
    delivery = { subscription: given.subscription, receiver: given.function ?? given.endpoint, attempts: [] };
    step.deliveries.set(given.subscription, delivery);
  }
  const succeeded = entry.kind === 'Delivered';
  const end = instant(entry.time);
  const start = Math.max(end - given.durationMilliseconds, step.at);
  delivery.attempts.push({
    number: given.attempt, start, end: Math.max(end, start), succeeded, status: given.status, fault: given.fault,
    duration: given.durationMilliseconds, chaos: given.chaos,
  });
  if (delivery.attempts.length > attemptsMax) delivery.attempts.shift();
  delivery.hasFailed ||= !succeeded;
  delivery.retryIn = given.retryInMilliseconds;
  delivery.number = entry.number;
  delivery.state = succeeded ? 'handled'
    : given.deadLettered ? 'dead-lettered'
    : given.retryInMilliseconds === null || given.retryInMilliseconds === undefined ? 'given up'
    : 'retrying';
}

/** What a story has come to, as of now. */
export function outline(story) {
  const steps = [...story.steps.values()].sort((a, b) => a.at - b.at || a.number - b.number);
  const deliveries = steps.flatMap(step => [...step.deliveries.values()]);
  const attempts = deliveries.flatMap(delivery => delivery.attempts);
  const start = Math.min(...steps.map(step => step.at), ...attempts.map(each => each.start));
  const end = Math.max(...steps.map(step => step.at), ...attempts.map(each => each.end));
  return {
    steps, start, end,
    first: steps[0],
    events: new Set(steps.filter(step => !step.isDeadLetter).map(step => step.eventId)).size,
    functions: new Set(deliveries.map(delivery => delivery.receiver).filter(Boolean)).size,
    state: stateOf(steps, deliveries),
  };
}

function stateOf(steps, deliveries) {
  if (steps.some(step => isLost(step, steps))) return 'dead-lettered';
  const failed = deliveries.some(delivery => delivery.hasFailed) || steps.some(step => step.isDeadLetter);
  const isOpen = steps.some(step => {
    const settled = [...step.deliveries.values()].filter(delivery => delivery.state !== 'retrying').length;
    return settled < Math.max(step.pushes ?? 0, step.deliveries.size);
  });
  if (isOpen) return failed ? 'retrying' : 'running';
  return failed ? 'settled after failures' : 'settled';
}

/** Whether an event was given up, and nobody has published it again since. */
function isLost(step, steps) {
  const givenUp = [...step.deliveries.values()]
    .filter(delivery => delivery.state === 'dead-lettered' || delivery.state === 'given up')
    .map(delivery => delivery.number);
  if (step.isDeadLetter) givenUp.push(step.number);
  return givenUp.some(number => !steps.some(other =>
    other.eventId === step.eventId && other.isPublished && !other.isDeadLetter && other.number > number));
}
