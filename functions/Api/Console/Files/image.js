// One image, from the file to its variants.

import { call, failure, send } from './api.js';
import { element, say, sizeText } from './elements.js';
import { follow } from './follow.js';
import { problemBox } from './problems.js';
import { thumbHashCanvas } from './thumb-hash.js';
import { upload } from './upload.js';

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
  const remove = element('button', { type: 'button', class: 'quiet', text: 'Remove', 'aria-label': `Remove ${entry.fileName}` });
  const card = element(
    'li', { class: 'image' },
    element('div', { class: 'heading' }, element('h3', { text: entry.fileName }), again, remove),
    progress, status, trouble, variants);
  let released = () => {};

  const run = async () => {
    again.hidden = true;
    trouble.replaceChildren();
    try {
      if (file && !entry.isUploaded) {
        progress.hidden = false;
        say(status, 'Uploading …');
        await begin(file, entry, progress, watch.signal);
        remember(entry);
      }
      progress.hidden = true;
      await follow(`/v1/images/${encodeURIComponent(entry.id)}`, look, watch.signal,
        (fault) => trouble.replaceChildren(...(fault ? [problemBox(fault)] : [])));
    } catch (fault) {
      if (watch.signal.aborted) return;
      progress.hidden = true;
      say(status, '');
      trouble.replaceChildren(problemBox(fault));
      again.hidden = !file || entry.isUploaded;
    }
  };
  const look = async () => {
    const image = await call('GET', `/v1/images/${encodeURIComponent(entry.id)}`, { signal: watch.signal });
    if (image.status === 'failed') showFailure(image, status, trouble);
    else if (image.status === 'processed') {
      if (entry.thumbHash !== image.thumbHash) {
        entry.thumbHash = image.thumbHash;
        remember(entry);
      }
      released();
      released = showVariants(image, entry, status, variants, watch.signal);
    } else say(status, entry.isUploaded ? 'Making the variants …' : 'Waiting for the upload. If it broke off, choose the file again.');
    return image.status === 'failed' || image.status === 'processed';
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

async function begin(file, entry, progress, signal) {
  const opened = await call('POST', '/v1/images', {
    json: { fileName: file.name, contentType: file.type || 'application/octet-stream', bytes: file.size }, signal,
  });
  await upload(file, opened.uploadUrl, (share) => { progress.value = share; }, signal);
  Object.assign(entry, { id: opened.id, isUploaded: true });
}

function showFailure(image, status, trouble) {
  say(status, 'This image cannot be used.', 'bad');
  trouble.replaceChildren(element(
    'div', { class: 'problem', role: 'alert' },
    element('p', { text: image.message ?? 'The API does not say why.' }),
    image.reason ? element('p', { class: 'soft' }, 'Reason ', element('code', { text: image.reason })) : null));
}

/** @returns What releases the memory of the pictures. */
function showVariants(image, entry, status, variants, signal) {
  const source = image.source ?? {};
  const size = [source.width && `${source.width} × ${source.height}`, source.bytes && sizeText(source.bytes)].filter(Boolean);
  say(status, `Ready${size.length ? `: made of ${size.join(', ')}` : ''}.`, 'good');
  const urls = [];
  variants.replaceChildren(...image.variants.map((variant) => {
    const frame = element('span', { class: 'frame' }, thumbHashCanvas(image.thumbHash ?? ''));
    const link = element('a', { target: '_blank', rel: 'noopener' }, frame);
    const figure = element(
      'figure', {}, link,
      element('figcaption', {}, element('strong', { text: variant.name }), ' ',
        element('span', { class: 'soft', text: `${variant.width} × ${variant.height}, ${sizeText(variant.bytes)}` })));
    read(entry.id, variant, signal).then((url) => {
      urls.push(url);
      link.href = url;
      const picture = element('img', { src: url, alt: `${variant.name} of ${entry.fileName}` });
      picture.addEventListener('load', () => frame.replaceChildren(picture), { once: true });
    }, (fault) => {
      if (!signal.aborted) frame.replaceChildren(problemBox(fault));
    });
    return figure;
  }));
  return () => urls.forEach((url) => URL.revokeObjectURL(url));
}

async function read(id, variant, signal) {
  const path = `/v1/images/${encodeURIComponent(id)}/${encodeURIComponent(variant.name)}`;
  const response = await send('GET', path, { signal });
  if (!response.ok) throw await failure(response);
  return URL.createObjectURL(await response.blob());
}
