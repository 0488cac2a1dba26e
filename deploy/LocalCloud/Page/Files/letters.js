import { byId, element, sizeText, timeElement } from '/_/elements.js';

// Each letter is drawn once and stays where it is, so that what somebody reads or has the focus on does not move.
const shown = new Map();
let isReplaying = false;

/** Lists the dead letters again. */
export async function refreshLetters() {
  const answer = await fetch('/_/dead-letters');
  byId('letters-card').hidden = answer.status === 404;
  if (!answer.ok) {
    say(await faultOf(answer), 'bad');
    return;
  }
  const { total, letters } = await answer.json();
  byId('letters-count').textContent = total === 0 ? 'none'
    : total > letters.length ? `${letters.length} of ${total} shown` : `${total}`;
  byId('no-letters').hidden = total > 0;
  draw(letters);
  drawReplayAll();
}

export function acceptReplays() {
  byId('replay-all').addEventListener('click', async () => {
    // The oldest first, which is the order in which they came.
    const all = [...shown.values()].filter(card => card.letter.topic).reverse();
    let replayed = 0;
    await alone(async () => {
      for (const card of all) {
        say(`Replaying ${replayed + 1} of ${all.length}`);
        if (await replay(card)) replayed++;
      }
    });
    say(`${replayed} of ${all.length} replayed`, replayed === all.length ? 'good' : 'bad');
  });
}

function draw(letters) {
  const list = byId('letters');
  const cards = letters.map(letter => {
    const key = `${letter.object}#${letter.generation}`;
    const card = shown.get(key) ?? cardOf(letter);
    shown.set(key, card);
    return card;
  });
  const kept = new Set(cards);
  for (const [key, card] of shown) {
    if (kept.has(card)) continue;
    const hadFocus = card.item.contains(document.activeElement);
    card.item.remove();
    shown.delete(key);
    if (hadFocus) byId('letters-said').focus();
  }
  cards.forEach((card, index) => {
    if (list.children[index] !== card.item) list.insertBefore(card.item, list.children[index] ?? null);
  });
}

function cardOf(letter) {
  const item = element('li', 'letter');
  const card = { letter, item, fault: element('p', 'reason', null, { role: 'alert' }) };
  const head = element('p', 'step-head');
  head.append(
    timeElement(letter.filedAt, 'event-time'),
    element('strong', 'foreign', letter.type ?? 'message without a type'));
  if (letter.reason) head.append(element('span', 'badge bad foreign', letter.reason));
  const origin = [
    letter.origin ? `from ${letter.origin}` : 'from somewhere unknown',
    letter.topic ? `topic ${letter.topic}` : null,
  ].filter(Boolean).join(' · ');
  item.append(head);
  const why = letter.fault ?? letter.message;
  if (why) item.append(element('p', 'event-summary foreign', why));
  const name = element('p', 'facts foreign');
  name.append(element('code', null, letter.object), ` · ${sizeText(letter.bytes)}`);
  item.append(element('p', 'facts foreign', letter.fault ? 'not filed by the suite' : origin), name);
  if (!letter.fault) item.append(...actionsOf(card));
  item.append(card.fault);
  return card;
}

function actionsOf(card) {
  const { letter } = card;
  const what = letter.type ?? letter.object;
  const panel = element('div', 'letter-content', null, { id: `letter-${letter.generation}` });
  panel.hidden = true;
  const show = element('button', 'quiet', 'Show', {
    type: 'button', 'aria-expanded': 'false', 'aria-controls': panel.id, 'aria-label': `Show ${what}`,
  });
  show.addEventListener('click', async () => {
    if (panel.hidden && panel.childNodes.length === 0) panel.replaceChildren(...await contentOf(letter));
    panel.hidden = !panel.hidden;
    show.textContent = panel.hidden ? 'Show' : 'Hide';
    show.setAttribute('aria-label', `${show.textContent} ${what}`);
    show.setAttribute('aria-expanded', String(!panel.hidden));
  });
  const actions = element('p', 'actions');
  actions.append(show);
  if (letter.topic) {
    card.button = element('button', 'quiet', 'Replay', {
      type: 'button', 'aria-label': `Replay ${what} to topic ${letter.topic}`,
    });
    card.button.disabled = isReplaying;
    card.button.addEventListener('click', () => alone(() => replay(card)));
    actions.append(card.button);
  } else {
    actions.append(element('span', 'facts', 'cannot be replayed: which topic it came from is not known'));
  }
  return [actions, panel];
}

async function contentOf(letter) {
  const answer = await fetch(`/_/dead-letters/letter?${target(letter)}`);
  if (!answer.ok) return [element('p', 'reason', await faultOf(answer))];
  const { attributes, text, base64, bytes, isCut } = await answer.json();
  const list = element('dl', 'attributes');
  for (const name of Object.keys(attributes).sort()) {
    list.append(element('dt', 'foreign', name), element('dd', 'foreign', attributes[name]));
  }
  const length = `${bytes} bytes of ${text === null ? 'no text, as base64' : 'text'}`;
  return [
    element('h3', null, 'Attributes'), list,
    element('h3', null, 'Data'),
    element('p', 'facts', isCut ? `the first of ${length}` : length),
    element('pre', 'foreign', text ?? base64, { tabindex: '0', 'aria-label': 'Data' }),
  ];
}

/** @returns {Promise<boolean>} whether it was published */
async function replay(card) {
  card.fault.textContent = '';
  const answer = await fetch(`/_/dead-letters/replay?${target(card.letter)}`, {
    method: 'POST', headers: { 'X-Local-Cloud-Page': 'replay' },
  }).catch(() => null);
  if (answer?.ok) {
    const { topic, messageId } = await answer.json();
    say(`Replayed to ${topic} as message ${messageId}`, 'good');
    return true;
  }
  card.fault.textContent = answer ? await faultOf(answer) : 'The local cloud does not answer.';
  return false;
}

/** One replay at a time, and the list as it is then. */
async function alone(work) {
  if (isReplaying) return;
  isReplaying = true;
  // A button that is disabled loses the focus.
  const focused = document.activeElement;
  drawReplayAll();
  for (const card of shown.values()) if (card.button) card.button.disabled = true;
  try {
    await work();
  } finally {
    isReplaying = false;
    for (const card of shown.values()) if (card.button) card.button.disabled = false;
    await refreshLetters();
    if (document.activeElement === document.body) {
      focused.focus();
      if (document.activeElement !== focused) byId('letters-said').focus();
    }
  }
}

function drawReplayAll() {
  const count = [...shown.values()].filter(card => card.letter.topic).length;
  const button = byId('replay-all');
  button.hidden = count < 2 && !isReplaying;
  button.disabled = isReplaying;
  button.textContent = `Replay all ${count} shown`;
}

function target({ object, generation }) {
  return new URLSearchParams({ object, generation });
}

function say(text, tone = '') {
  const said = byId('letters-said');
  said.textContent = text;
  said.className = `letters-said ${tone}`;
}

async function faultOf(answer) {
  try {
    return (await answer.json()).error.message;
  } catch {
    return `refused with status ${answer.status}`;
  }
}
