import { durationText } from '/_/elements.js';

const namespace = 'http://www.w3.org/2000/svg';
const width = 1000;
const height = 12;
// Narrower than this nobody sees it.
const barWidthMin = 6;
// More than this nobody wants to hear.
const spokenMax = 5;

function shape(tag, attributes, text) {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) {
    const title = document.createElementNS(namespace, 'title');
    title.textContent = text;
    made.append(title);
  }
  return made;
}

/**
 * The attempts of one delivery in the time of the whole story, so that retries and the waits between them are seen.
 * Attributes of SVG rather than styles, which the policy of the page forbids.
 */
export function timeBar(delivery, publishedAt, start, end) {
  const scale = width / Math.max(end - start, 1);
  const x = at => Math.min((at - start) * scale, width - barWidthMin);
  const last = delivery.attempts.at(-1);
  const bar = shape('svg', {
    class: 'timebar', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': delivery.attempts.slice(-spokenMax).map(attempt => sentence(attempt, start)).join('; '),
  });
  bar.append(
    shape('rect', { class: 'ground', x: 0, y: 0, width, height }),
    shape('rect', {
      class: 'wait', x: x(publishedAt), y: height / 2 - 1, width: Math.max(x(last.end) - x(publishedAt), 1), height: 2,
    }));
  for (const attempt of delivery.attempts) {
    // What failed is also lower, for those who see no difference of colour.
    bar.append(shape('rect', {
      class: attempt.succeeded ? 'good' : 'bad',
      x: x(attempt.start), width: Math.max((attempt.end - attempt.start) * scale, barWidthMin),
      y: attempt.succeeded ? 0 : height / 2, height: attempt.succeeded ? height : height / 2,
    }, sentence(attempt, start)));
  }
  return bar;
}

function sentence(attempt, start) {
  const outcome = attempt.succeeded ? 'handled' : `failed (${attempt.fault ?? 'given up'})`;
  return `attempt ${attempt.number ?? '?'} ${outcome} after ${durationText(attempt.duration)}, `
    + `begun at +${durationText(attempt.start - start)}`;
}
