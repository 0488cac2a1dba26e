// The documentation: /openapi/v1.json, readable. Nothing is known here that the API does not say of itself.

import { byId, element } from './elements.js';
import { anchorOf, commonAnswers, example, operationSection } from './operations.js';
import { boundsOf, exampleOf, prose, schemaBody } from './schemas.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers HTTP status ${response.status}.`);
  return response.json();
}

function problemsSection(problems) {
  return element(
    'section',
    { id: 'problems' },
    element('h2', { text: 'Problems' }),
    element('p', {
      text: 'Every error is one of these, as application/problem+json (RFC 9457). A type never changes.',
    }),
    element(
      'ul',
      { class: 'problem-types' },
      ...problems.map(({ type, title, status }) =>
        element(
          'li',
          { id: `problem-${type.split('/').at(-1)}` },
          element('span', { class: 'badge', text: status }),
          element(
            'div',
            {},
            element('p', {}, element('code', { text: type })),
            element('p', { text: title }),
          ),
        ),
      ),
    ),
  );
}

function schemaSection(name, schema, document) {
  return element(
    'section',
    { id: `schema-${name}` },
    element('h2', {}, element('code', { text: name })),
    ...schemaBody(schema, document),
    schema.properties || boundsOf(schema).length ? example(exampleOf(schema, document)) : null,
  );
}

function contentsOf(groups, names) {
  const link = (href, ...children) => element('a', { href }, ...children);
  return [
    ...[...groups].flatMap(([tag, operations]) => [
      element('h2', { text: tag }),
      ...operations.map(({ path, method }) =>
        link(
          `#${anchorOf(path, method)}`,
          element('span', { class: `method ${method}`, text: method.toUpperCase() }),
          path,
        ),
      ),
    ]),
    element('h2', { text: 'Reference' }),
    link('#problems', 'Problems'),
    ...names.map((name) => link(`#schema-${name}`, name)),
  ];
}

function show(document, problems) {
  const operations = Object.entries(document.paths)
    .flatMap(([path, item]) =>
      methods
        .filter((method) => item[method])
        .map((method) => ({ path, method, operation: item[method], shared: item.parameters })),
    )
    // What the API is for comes before what it is operated with, and what is whole before its parts.
    .sort(
      (a, b) =>
        b.path.startsWith('/v') - a.path.startsWith('/v') || a.path.split('/').length - b.path.split('/').length,
    );
  const isCommon = commonAnswers(operations);
  const groups = new Map();
  for (const one of operations) {
    const tag = one.operation.tags?.[0] ?? 'Other';
    groups.set(tag, [...(groups.get(tag) ?? []), one]);
  }
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b));
  byId('title').textContent = window.document.title = document.info.title;
  byId('contents').replaceChildren(
    ...contentsOf(
      groups,
      schemas.map(([name]) => name),
    ),
  );
  byId('content').replaceChildren(
    element('p', {}, ...prose(document.info.description)),
    ...[...groups].flatMap(([tag, all]) => [
      element('h2', { class: 'group', text: tag }),
      ...all.map((one) => operationSection(one, document, isCommon)),
    ]),
    element('h2', { class: 'group', text: 'Reference' }),
    problemsSection(problems),
    ...schemas.map(([name, schema]) => schemaSection(name, schema, document)),
  );
  byId('content').ariaBusy = 'false';
  // What the address names was not there when the browser looked for it; going there again also marks it.
  if (location.hash) {
    const wanted = location.hash;
    history.replaceState(null, '', location.pathname);
    location.replace(wanted);
  }
}

try {
  show(...(await Promise.all([read('/openapi/v1.json'), read('/problems')])));
} catch (fault) {
  byId('loading')?.replaceChildren('The description cannot be read: ', fault.message);
}
