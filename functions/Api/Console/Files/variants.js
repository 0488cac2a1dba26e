// The variants of an image, and what stands in their place until they are there.

import { failure, send } from './api.js';
import { element, say, sizeText } from './elements.js';
import { problemBox } from './problems.js';
import { thumbHashCanvas } from './thumb-hash.js';

const previewSide = 32;

/** What this browser can see of the file itself, or remembers of the image, before the API knows more. */
export async function showPlaceholder(file, thumbHash, variants) {
  const canvas = thumbHash ? thumbHashCanvas(thumbHash) : file ? await previewOf(file) : null;
  if (canvas && variants.childElementCount === 0) {
    variants.append(element('span', { class: 'frame waiting' }, canvas));
  }
}

// As coarse as a ThumbHash. Null for what the browser cannot decode; what is wrong with it, the API will say.
async function previewOf(file) {
  try {
    const bitmap = await createImageBitmap(file, { resizeHeight: previewSide, resizeQuality: 'medium' });
    const canvas = element('canvas', { width: bitmap.width, height: bitmap.height, 'aria-hidden': 'true' });
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    bitmap.close();
    return canvas;
  } catch {
    return null;
  }
}

/** @returns What releases the memory of the pictures. */
function showVariants(image, entry, status, variants, signal) {
  say(status, `Ready. The original: ${image.width} × ${image.height}, ${sizeText(image.bytes)}.`, 'good');
  const urls = [];
  variants.replaceChildren(
    ...image.variants.map((variant) => {
      const frame = element('span', { class: 'frame' }, thumbHashCanvas(image.thumbHash ?? ''));
      const link = element('a', { target: '_blank', rel: 'noopener' }, frame);
      const figure = element(
        'figure',
        {},
        link,
        element(
          'figcaption',
          {},
          element('strong', { text: variant.name }),
          ' ',
          element('span', {
            class: 'soft',
            text: `${variant.width} × ${variant.height}, ${sizeText(variant.bytes)}`,
          }),
        ),
      );
      read(variant, signal).then(
        (url) => {
          urls.push(url);
          link.href = url;
          const picture = element('img', { src: url, alt: `${variant.name} of ${entry.fileName}` });
          picture.addEventListener('load', () => frame.replaceChildren(picture), { once: true });
        },
        (fault) => {
          if (!signal.aborted) frame.replaceChildren(problemBox(fault));
        },
      );
      return figure;
    }),
  );
  return () => urls.forEach((url) => URL.revokeObjectURL(url));
}

// With the caller's token, which no image element can send.
async function read(variant, signal) {
  const response = await send('GET', variant.url, { signal });
  if (!response.ok) throw await failure(response);
  return URL.createObjectURL(await response.blob());
}
