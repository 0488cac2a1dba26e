import { byId, element } from '/_/elements.js';

const states = {
  NotRun: ['not run', 'plain'],
  Starting: ['starting', 'accent'],
  Ready: ['ready', 'good'],
  NotAnswering: ['not answering', 'bad'],
  Stopped: ['stopped', 'bad'],
};

export async function refreshFunctions() {
  const answer = await fetch('/_/functions');
  if (answer.ok) byId('functions').replaceChildren(...(await answer.json()).map(rowOf));
}

function rowOf(status) {
  const [label, tone] = states[status.state] ?? [status.state, 'plain'];
  const row = element('li', 'function');
  const head = element('div', 'function-head');
  head.append(element('strong', null, status.name), element('span', `badge ${tone}`, label));
  row.append(head, element('p', 'facts', `called by ${status.trigger}`));
  const where = element('p', 'facts');
  if (status.address) where.append(element('code', null, status.address));
  if (status.external) where.append(' run by somebody else');
  if (status.starts > 1) where.append(` started ${status.starts} times`);
  if (where.childNodes.length > 0) row.append(where);
  if (status.reason) row.append(element('p', 'reason', status.reason));
  return row;
}
