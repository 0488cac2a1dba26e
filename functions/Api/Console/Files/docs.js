// The documentation: /openapi/v1.json, readable. Nothing is known here that the API does not say of itself.

import { byId, element } from './elements.js';
import { boundsOf, exampleOf, memberOf, resolve, schemaBody, typeOf } from './schemas.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers HTTP status ${response.status}.`);
  return response.json();
}

// Descriptions mark code as `this`, and problems by their address.
function prose(text) {
  return (text ?? '').split(/(`[^`]+`)/).filter(Boolean).map((part) => {
    if (!part.startsWith('`')) return part;
    const code = element('code', { text: part.slice(1, -1) });
    const problem = /^\/problems\/([a-z-]+)$/.exec(part.slice(1, -1));
    return problem ? element('a', { href: `#problem-${problem[1]}` }, code) : code;
  });
}

function operationSection({ path, method, operation, shared }, document) {
  const parameters = [...(shared ?? []), ...(operation.parameters ?? [])].map((one) => resolve(one, document));
  const body = resolve(operation.requestBody, document);
  const kinds = Object.entries(body.content ?? {});
  return element(
    'section', { id: anchorOf(path, method) },
    element('h2', { class: 'route' }, element('span', { class: `method ${method}`, text: method.toUpperCase() }), element('code', { text: path })),
    element('p', {}, ...prose(operation.summary)),
    operation.description ? element('p', { class: 'soft' }, ...prose(operation.description)) : null,
    operation.security?.length ? element('p', { class: 'soft', text: 'Wants a bearer token.' }) : null,
    ...(parameters.length ? [element('h3', { text: 'Parameters' }), element('ul', { class: 'members' }, ...parameters.map((one) => parameterOf(one, document)))] : []),
    ...kinds.flatMap(([kind, media]) => [
      element('h3', {}, 'Body: ', typeOf(media.schema, document), ` as ${kind}`),
      example(media.example ?? exampleOf(media.schema, document)),
    ]),
    element('h3', { text: 'Answers' }),
    element('ul', { class: 'answers' }, ...Object.entries(operation.responses ?? {})
      .sort(([a], [b]) => a.localeCompare(b)).map(([status, answer]) => answerOf(status, resolve(answer, document), document))));
}

function parameterOf(parameter, document) {
  const line = memberOf(parameter.name, { description: parameter.description, ...parameter.schema }, parameter.required, document);
  line.firstElementChild.append(element('span', { class: 'soft', text: ` in ${parameter.in === 'query' ? 'the query' : `the ${parameter.in}`}` }));
  if (parameter.example !== undefined) line.append(element('p', { class: 'bounds' }, 'Example: ', element('code', { text: parameter.example })));
  return line;
}

function answerOf(status, answer, document) {
  const kinds = Object.entries(answer.content ?? {});
  const isProblem = kinds.some(([kind]) => kind === 'application/problem+json');
  return element(
    'li', {},
    element('span', { class: `badge ${status < 300 ? 'good' : status >= 400 ? 'bad' : ''}`, text: status }),
    element('div', {},
      element('p', {}, ...prose(answer.description)),
      Object.entries(answer.headers ?? {}).map(([name, header]) => element('p', { class: 'bounds' },
        element('code', { text: name }), ` ${resolve(header, document).description ?? ''}`)).at(0) ?? null,
      ...kinds.filter(() => !isProblem).map(([kind, media]) => element('div', {},
        element('p', { class: 'soft' }, typeOf(media.schema, document), ` as ${kind}`),
        kind.includes('json') ? example(media.example ?? exampleOf(media.schema, document)) : null))));
}

function example(value) {
  return element('details', {}, element('summary', { text: 'Example' }), element('pre', {}, element('code', { text: JSON.stringify(value, null, 2) })));
}

function problemsSection(problems) {
  return element(
    'section', { id: 'problems' },
    element('h2', { text: 'Problems' }),
    element('p', { text: 'Every error is one of these, as application/problem+json (RFC 9457). The type never changes its meaning.' }),
    element('ul', { class: 'problem-types' }, ...problems.map(({ type, title, status }) => element(
      'li', { id: `problem-${type.split('/').at(-1)}` },
      element('span', { class: 'badge', text: status }),
      element('div', {}, element('p', {}, element('code', { text: type })), element('p', { text: title }))))));
}

function schemaSection(name, schema, document) {
  return element(
    'section', { id: `schema-${name}` }, element('h2', {}, element('code', { text: name })), ...schemaBody(schema, document),
    schema.properties || boundsOf(schema).length ? example(exampleOf(schema, document)) : null);
}

function anchorOf(path, method) {
  return `${method}-${path.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;
}

function contentsOf(groups, names) {
  const link = (href, ...children) => element('a', { href }, ...children);
  return [
    ...[...groups].flatMap(([tag, operations]) => [element('h2', { text: tag }), ...operations.map(({ path, method }) =>
      link(`#${anchorOf(path, method)}`, element('span', { class: `method ${method}`, text: method.toUpperCase() }), path))]),
    element('h2', { text: 'Reference' }), link('#problems', 'Problems'), ...names.map((name) => link(`#schema-${name}`, name)),
  ];
}

function show(document, problems) {
  const operations = Object.entries(document.paths).flatMap(([path, item]) => methods.filter((method) => item[method])
    .map((method) => ({ path, method, operation: item[method], shared: item.parameters })));
  const groups = Map.groupBy
    ? Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'Other')
    : operations.reduce((all, one) => all.set(one.operation.tags?.[0] ?? 'Other',
      [...(all.get(one.operation.tags?.[0] ?? 'Other') ?? []), one]), new Map());
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b));
  byId('title').textContent = window.document.title = document.info.title;
  byId('contents').replaceChildren(...contentsOf(groups, schemas.map(([name]) => name)));
  byId('content').replaceChildren(
    element('p', {}, ...prose(document.info.description)),
    ...[...groups].flatMap(([tag, all]) => [element('h2', { class: 'group', text: tag }), ...all.map((one) => operationSection(one, document))]),
    element('h2', { class: 'group', text: 'Reference' }), problemsSection(problems),
    ...schemas.map(([name, schema]) => schemaSection(name, schema, document)));
  byId('content').ariaBusy = 'false';
  // What the address names was not there when the browser looked for it; going there again also marks it.
  if (location.hash) {
    const wanted = location.hash;
    history.replaceState(null, '', location.pathname);
    location.replace(wanted);
  }
}

try {
  show(...await Promise.all([read('/openapi/v1.json'), read('/problems')]));
} catch (fault) {
  byId('loading')?.replaceChildren('The description cannot be read: ', fault.message);
}
