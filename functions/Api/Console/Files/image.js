// One image, from the file to its variants.

import { call, newKey } from './api.js';
import { element, say } from './elements.js';
import { follow } from './follow.js';
import { problemBox } from './problems.js';
import { upload } from './upload.js';
import { showPlaceholder, showVariants } from './variants.js';

/**
 * The card of an image that is about to be uploaded (`file`), or was (`entry`, as it is remembered).
 * @param remember Called with the entry whenever there is more to remember of it.
 * @param forget Called when it is to be shown no more.
 */
export function imageCard({ file, entry, remember, forget }) {
  const watch = new AbortController();
  const status = element('p', { class: 'status', role: 'status' });
  const progress = element('progress', { max: '1', value: '0', 'aria-label': 'Upload', hidden: !file });
  const trouble = element('div');
  const variants = element('div', { class: 'variants' });
  const again = element('button', { type: 'button', class: 'quiet', text: 'Try again', hidden: true });
  const remove = element('button', {
    type: 'button',
    class: 'quiet',
    text: 'Remove',
    'aria-label': `Remove ${entry.fileName}`,
  });
  const card = element(
    'li',
    { class: 'image' },
    element('div', { class: 'heading' }, element('h3', { text: entry.fileName }), again, remove),
    progress,
    status,
    trouble,
    variants,
  );
  let released = () => {};
  let shown = '';
  showPlaceholder(file, entry.thumbHash, variants);

  const run = async () => {
    again.hidden = true;
    trouble.replaceChildren();
    try {
      if (!entry.id) {
        progress.hidden = false;
        say(status, 'Uploading …');
        await begin(file, entry, progress, watch.signal);
        remember(entry);
      }
      progress.hidden = true;
      // One that is remembered is settled, nearly always, and asking is cheaper than a stream.
      const path = `/v1/images/${encodeURIComponent(entry.id)}`;
      const look = async () => show(await call('GET', path, { signal: watch.signal }));
      if (await look()) return;
      await follow(path, {
        look,
        hear: (events) => show(events.at(-1).data),
        signal: watch.signal,
        onTrouble: (fault) => trouble.replaceChildren(...(fault ? [problemBox(fault)] : [])),
      });
    } catch (fault) {
      if (watch.signal.aborted) return;
      progress.hidden = true;
      say(status, '');
      variants.replaceChildren();
      trouble.replaceChildren(problemBox(fault));
      again.hidden = !file;
    }
  };
  const show = (image) => {
    // A stream says at its end again what it said before.
    if (shown !== (shown = JSON.stringify(image))) showAnew(image);
    return image.status !== 'accepted';
  };
  const showAnew = (image) => {
    if (image.status === 'failed') showFailure(image, status, variants);
    else if (image.status === 'processed') {
      if (entry.thumbHash !== image.thumbHash) remember(Object.assign(entry, { thumbHash: image.thumbHash }));
      released();
      released = showVariants(image, entry, status, variants, watch.signal);
    } else if (file) say(status, 'Making the variants …');
    else say(status, 'Waiting for the file. If its upload broke off, choose it again.');
  };

  again.addEventListener('click', run);
  remove.addEventListener('click', () => {
    watch.abort();
    released();
    card.remove();
    forget(entry);
  });
  run();
  return card;
}

// Under one key it is one image, however often it is tried.
async function begin(file, entry, progress, signal) {
  entry.key ??= newKey();
  const opened = await call('POST', '/v1/images', {
    json: { fileName: file.name, contentType: file.type || 'application/octet-stream', bytes: file.size },
    headers: { 'Idempotency-Key': entry.key },
    signal,
  });
  // There is no URL where an earlier try got through after all.
  const tell = (share) => {
    progress.value = share;
  };
  if (opened.uploadUrl) await upload(file, opened.uploadUrl, tell, signal);
  entry.id = opened.id;
}

function showFailure(image, status, variants) {
  say(status, 'This image cannot be used.', 'bad');
  variants.replaceChildren(
    element(
      'div',
      { class: 'problem', role: 'alert' },
      element('p', { text: image.message ?? 'The API does not say why.' }),
      image.reason
        ? element('p', { class: 'soft' }, 'Reason ', element('code', { text: image.reason }))
        : null,
    ),
  );
}
