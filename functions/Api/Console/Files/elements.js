// Whatever the API says becomes text and attributes here, never markup, so that no name can add an element of
// its own.

/** Makes an element. `attributes` may also hold `class`, `text` and listeners as `onclick` and the like. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') made.textContent = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Says one sentence where a screen reader hears it. */
export function say(target, text, kind = '') {
  target.textContent = text;
  target.className = `status ${kind}`.trim();
}

const units = ['bytes', 'KB', 'MB', 'GB'];

export function sizeText(bytes) {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** The end of an id is what differs; the whole of it is in the title. */
export function shortId(id) {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}

/** Today as a time of day, else with its date. */
export function timeElement(iso) {
  const time = new Date(iso);
  const clock = time.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  const today = time.toDateString() === new Date().toDateString();
  const text = today ? clock : `${time.toLocaleDateString()} ${clock}`;
  return element('time', { text, datetime: iso, title: time.toLocaleString() });
}

/** `{ "sku": "mug", "quantity": 2 }` and so on as "2 × mug, 1 × hat". */
export function linesText(lines) {
  return lines.map((line) => `${line.quantity} × ${line.sku}`).join(', ');
}

/**
 * The second click of a double click is not another wish. For buttons whose wish has no key that says so by
 * itself.
 */
export function onOneClick(button, listener) {
  button.addEventListener('click', (event) => {
    if (event.detail > 1) event.preventDefault();
    else listener?.(event);
  });
}

/** What this browser remembers; a browser that may remember nothing forgets, and the page works on. */
export const memory = {
  read(storage, key, fallback) {
    try {
      return JSON.parse(storage().getItem(key)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  write(storage, key, value) {
    try {
      storage().setItem(key, JSON.stringify(value));
    } catch {
      // Full, or forbidden.
    }
  },
};

export function forget(storage) {
  try {
    storage().clear();
  } catch {
    // Forbidden, so there is nothing.
  }
}

export const forThisTab = () => window.sessionStorage;
export const forThisBrowser = () => window.localStorage;
