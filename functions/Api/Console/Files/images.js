// The images of this browser: where files are dropped or chosen, and what became of them. The API has no list
// of them, so their ids are kept here.

import { token } from './api.js';
import { byId, forThisBrowser, memory } from './elements.js';
import { imageCard } from './image.js';
import { claimsOf } from './sign-in.js';

const rememberedMax = 12;

let entries = [];

// Those of one person are none of the next one's business.
function key() {
  const { sub } = claimsOf(token.get());
  return sub ? `images of ${sub}` : 'images';
}

/** Shows what is remembered, and takes more. */
export function startImages() {
  const [zone, field] = [byId('drop'), byId('files')];
  showImages();
  field.addEventListener('change', () => {
    take(field.files);
    // So that the same file can be chosen again.
    field.value = '';
  });
  // Beside the zone a dropped file would replace the page.
  for (const name of ['dragover', 'drop']) document.addEventListener(name, (event) => event.preventDefault());
  zone.addEventListener('dragover', () => zone.classList.add('over'));
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    zone.classList.remove('over');
    take(event.dataTransfer.files);
  });
}

export function showImages() {
  entries = memory.read(forThisBrowser, key(), []);
  byId('images').replaceChildren(...entries.map((entry) => imageCard({ entry, remember, forget })));
}

function take(files) {
  for (const file of files) {
    byId('images').prepend(imageCard({ file, entry: { fileName: file.name }, remember, forget }));
  }
}

// A new one goes first; one that is known stays where it is.
function remember(entry) {
  entries = (
    entries.some((known) => known.id === entry.id)
      ? entries.map((known) => (known.id === entry.id ? entry : known))
      : [entry, ...entries]
  ).slice(0, rememberedMax);
  memory.write(forThisBrowser, key(), entries);
}

function forget(entry) {
  entries = entries.filter((known) => known.id !== entry.id);
  memory.write(forThisBrowser, key(), entries);
}
