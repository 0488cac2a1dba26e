// Draws a ThumbHash: some 25 bytes that hold an average colour and the lowest waves of an image, in three
// channels (light, yellow-blue, red-green) and, where there is one, transparency.

const side = 32;
const colourWaves = 3;
const alphaWaves = 5;

/** @returns {{width: number, height: number, pixels: Uint8ClampedArray}} Null for what is none. */
export function decodeThumbHash(base64) {
  const bytes = bytesOf(base64);
  if (bytes.length < 6) return null;
  const first = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const second = bytes[3] | (bytes[4] << 8);
  const hasAlpha = first >> 23 === 1;
  const isLandscape = second >> 15 === 1;
  const [long, short] = [hasAlpha ? 5 : 7, second & 7];
  const [across, down] = isLandscape ? [long, short] : [short, long];

  const nibbles = nibblesOf(bytes, hasAlpha ? 6 : 5);
  const light = channel(
    nibbles,
    (first & 63) / 63,
    Math.max(3, across),
    Math.max(3, down),
    ((first >> 18) & 31) / 31,
  );
  // What the encoder had to keep small is a quarter too small: colours were quantised with that headroom.
  const yellow = channel(
    nibbles,
    ((first >> 6) & 63) / 31.5 - 1,
    colourWaves,
    colourWaves,
    (((second >> 3) & 63) / 63) * 1.25,
  );
  const red = channel(
    nibbles,
    ((first >> 12) & 63) / 31.5 - 1,
    colourWaves,
    colourWaves,
    (((second >> 9) & 63) / 63) * 1.25,
  );
  const alpha = hasAlpha
    ? channel(nibbles, (bytes[5] & 15) / 15, alphaWaves, alphaWaves, (bytes[5] >> 4) / 15)
    : { mean: 1, waves: [] };

  const ratio = Math.max(1, across) / Math.max(1, down);
  const width = Math.max(1, Math.round(ratio > 1 ? side : side * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? side / ratio : side));
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const [l, p, q, a] = [light, yellow, red, alpha].map((one) =>
        valueAt(one, (x + 0.5) / width, (y + 0.5) / height),
      );
      const blue = l - (2 / 3) * p;
      const r = (3 * l - blue + q) / 2;
      pixels.set([r * 255, (r - q) * 255, blue * 255, a * 255], at);
    }
  }
  return { width, height, pixels };
}

/** A canvas to be stretched to the size of the image. */
export function thumbHashCanvas(base64) {
  const decoded = decodeThumbHash(base64);
  if (!decoded) return null;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [decoded.width, decoded.height];
  canvas.setAttribute('aria-hidden', 'true');
  canvas.className = 'thumb-hash';
  canvas.getContext('2d').putImageData(new ImageData(decoded.pixels, decoded.width, decoded.height), 0, 0);
  return canvas;
}

// The waves of a channel form a triangle, the lowest first; the constant one is its mean and stands
// elsewhere.
function channel(nibbles, mean, across, down, scale) {
  const waves = [];
  for (let v = 0; v < down; v++) {
    for (let u = v === 0 ? 1 : 0; u * down < across * (down - v); u++) {
      waves.push({ u, v, strength: (nibbles.next().value / 7.5 - 1) * scale });
    }
  }
  return { mean, waves };
}

function valueAt({ mean, waves }, x, y) {
  return waves.reduce(
    (sum, { u, v, strength }) => sum + strength * Math.cos(Math.PI * u * x) * Math.cos(Math.PI * v * y) * 2,
    mean,
  );
}

// Missing ones count as the middle, which is nearly none.
function* nibblesOf(bytes, start) {
  for (let at = start; at < bytes.length; at++) yield* [bytes[at] & 15, bytes[at] >> 4];
  for (;;) yield 7.5;
}

function bytesOf(base64) {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
