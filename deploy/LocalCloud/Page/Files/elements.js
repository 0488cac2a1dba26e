// Everything on this page that comes from storage or from an event was named by somebody else. It becomes text and
// attributes here, never markup, so that no name can add an element of its own.

/** Makes an element with a class, a text and, where given, attributes. */
export function element(tag, className, text, attributes = {}) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

const units = ['B', 'KB', 'MB', 'GB'];

export function sizeText(bytes) {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Today as a time of day, else with its date. */
export function timeElement(iso, className) {
  const time = new Date(iso);
  const today = time.toDateString() === new Date().toDateString();
  const clock = time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  const text = today ? clock : `${time.toLocaleDateString()} ${clock}`;
  return element('time', className, text, { datetime: iso, title: time.toLocaleString() });
}

const minuteMs = 60_000;

export function durationText(milliseconds) {
  if (milliseconds >= minuteMs) return `${(milliseconds / minuteMs).toFixed(1)} min`;
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
  return `${milliseconds < 10 && milliseconds > 0 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}
