import { byId, element, sizeText, timeElement } from '/_/elements.js';

// A thousand objects come with one request; more than a person looks at is shown on demand.
const listedMax = 1000;
const shownAtOnce = 24;

// The original itself is the preview: a larger one would cost the browser more than it shows.
const previewBytesMax = 20_000_000;
const previewTypes = /^image\/(jpeg|png|webp|gif|avif|svg\+xml)$/;

const shown = new Map();

/** Lists the buckets again, in the order of the topology and then by name, and the objects of each. */
export async function refreshBuckets(project, order) {
  const answer = await fetch(`/storage/v1/b?project=${encodeURIComponent(project)}`);
  if (!answer.ok) return;
  const { items = [] } = await answer.json();
  const rank = name => (order.includes(name) ? order.indexOf(name) : order.length);
  const names = items.map(({ name }) => name).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  byId('buckets').replaceChildren(...names.map(sectionOf));
  await Promise.all(names.map(refreshBucket));
}

/** Lists the objects of one bucket again. */
export async function refreshBucket(bucket) {
  const answer = await fetch(`/storage/v1/b/${encodeURIComponent(bucket)}/o?maxResults=${listedMax}`);
  if (!answer.ok) return;
  const { items = [], nextPageToken } = await answer.json();
  items.sort((a, b) => b.updated.localeCompare(a.updated));
  show(bucket, items, Boolean(nextPageToken));
}

function sectionOf(bucket) {
  const known = shown.get(bucket);
  if (known) return known.section;
  const id = `bucket-${shown.size}`;
  const section = element('section', 'bucket', null, { 'aria-labelledby': id });
  const title = element('h2', null, null, { id });
  title.append(element('span', 'scheme', 'gs://'), bucket);
  const count = element('span', 'count', '…');
  const heading = element('div', 'heading');
  heading.append(title, count);
  const list = element('ul', 'objects');
  const more = element('button', 'quiet more', 'Show more', { type: 'button' });
  more.hidden = true;
  section.append(heading, list, more);
  const state = { section, count, list, more, limit: shownAtOnce, cards: new Map() };
  more.addEventListener('click', () => {
    state.limit += 4 * shownAtOnce;
    refreshBucket(bucket);
  });
  shown.set(bucket, state);
  return section;
}

function show(bucket, items, isPart) {
  const state = shown.get(bucket);
  if (!state) return;
  state.count.textContent = items.length === 0 ? 'empty'
    : `${items.length}${isPart ? '+' : ''} ${items.length === 1 ? 'object' : 'objects'}`;
  const visible = items.slice(0, state.limit);
  // A card is kept while its generation stays, so that its preview is not fetched again.
  const cards = new Map(visible.map(item => {
    const key = `${item.name}#${item.generation}`;
    return [key, state.cards.get(key) ?? cardOf(bucket, item)];
  }));
  state.cards = cards;
  state.list.replaceChildren(...cards.values());
  state.more.hidden = items.length <= visible.length;
}

function cardOf(bucket, item) {
  const media = `/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(item.name)}`
    + `?alt=media&generation=${encodeURIComponent(item.generation)}`;
  const card = element('li', 'object');
  const link = element('a', null, null, { href: media, target: '_blank', rel: 'noopener noreferrer', title: item.name });
  link.append(previewOf(item, media), nameOf(item.name));
  const facts = element('span', 'facts', `${item.contentType || 'no type'} · ${sizeText(item.size)}`);
  facts.append(timeElement(item.updated));
  card.append(link, facts);
  return card;
}

function previewOf(item, media) {
  const frame = element('span', 'preview');
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(item.name)?.[1] ?? 'file';
  if (!previewTypes.test(item.contentType ?? '') || Number(item.size) > previewBytesMax) {
    frame.append(element('span', 'kind-of-file', extension));
    return frame;
  }
  const image = element('img', null, null, { alt: '', loading: 'lazy', decoding: 'async', src: media });
  image.addEventListener('error', () => frame.replaceChildren(element('span', 'kind-of-file', extension)));
  frame.append(image);
  return frame;
}

function nameOf(name) {
  const cut = name.lastIndexOf('/', name.length - 2) + 1;
  const shownName = element('span', 'name');
  if (cut > 0) shownName.append(element('span', 'folder', name.slice(0, cut)));
  shownName.append(element('span', null, name.slice(cut)));
  return shownName;
}
