// One route of the API, as its OpenAPI description tells it.

import { element } from './elements.js';
import { exampleOf, memberOf, prose, resolve, typeOf } from './schemas.js';

export function operationSection({ path, method, operation, shared }, document, isCommon) {
  const parameters = [...(shared ?? []), ...(operation.parameters ?? [])].map((one) =>
    resolve(one, document),
  );
  const body = resolve(operation.requestBody, document);
  const kinds = Object.entries(body.content ?? {});
  return element(
    'section',
    { id: anchorOf(path, method) },
    element(
      'h2',
      { class: 'route' },
      element('span', { class: `method ${method}`, text: method.toUpperCase() }),
      element('code', { text: path }),
    ),
    element('p', {}, ...prose(operation.summary)),
    operation.description ? element('p', { class: 'soft' }, ...prose(operation.description)) : null,
    operation.security?.length ? element('p', { class: 'soft', text: 'Wants a bearer token.' }) : null,
    ...(parameters.length
      ? [
          element('h3', { text: 'Parameters' }),
          element('ul', { class: 'members' }, ...parameters.map((one) => parameterOf(one, document))),
        ]
      : []),
    ...kinds.flatMap(([kind, media]) => [
      element('h3', {}, 'Body: ', typeOf(media.schema, document), ` as ${kind}`),
      example(media.example ?? exampleOf(media.schema, document)),
    ]),
    element('h3', { text: 'Answers' }),
    ...answersOf(operation, document, isCommon),
  );
}

// What nearly every route may answer is folded away, so that its own answers are seen.
function answersOf(operation, document, isCommon) {
  const answers = Object.entries(operation.responses ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const list = (some) =>
    element(
      'ul',
      { class: 'answers' },
      ...some.map(([status, answer]) => answerOf(status, resolve(answer, document), document)),
    );
  const common = answers.filter(([status, answer]) => isCommon(status, answer));
  return [
    list(answers.filter((one) => !common.includes(one))),
    common.length
      ? element(
          'details',
          {},
          element('summary', {
            text: `And, like most routes: ${common.map(([status]) => status).join(', ')}`,
          }),
          list(common),
        )
      : null,
  ];
}

// Of more than half of the routes.
export function commonAnswers(operations) {
  const counts = new Map();
  const keyOf = (status, answer) => `${status} ${answer.description}`;
  for (const { operation } of operations) {
    for (const [status, answer] of Object.entries(operation.responses ?? {})) {
      counts.set(keyOf(status, answer), (counts.get(keyOf(status, answer)) ?? 0) + 1);
    }
  }
  return (status, answer) => status >= 400 && counts.get(keyOf(status, answer)) > operations.length / 2;
}

function parameterOf(parameter, document) {
  const line = memberOf(
    parameter.name,
    { description: parameter.description, ...parameter.schema },
    parameter.required,
    document,
  );
  line.firstElementChild.append(
    element('span', {
      class: 'soft',
      text: ` in ${parameter.in === 'query' ? 'the query' : `the ${parameter.in}`}`,
    }),
  );
  if (parameter.example !== undefined)
    line.append(element('p', { class: 'bounds' }, 'Example: ', element('code', { text: parameter.example })));
  return line;
}

function answerOf(status, answer, document) {
  const kinds = Object.entries(answer.content ?? {});
  const isProblem = kinds.some(([kind]) => kind === 'application/problem+json');
  return element(
    'li',
    {},
    element('span', { class: `badge ${status < 300 ? 'good' : status >= 400 ? 'bad' : ''}`, text: status }),
    element(
      'div',
      {},
      element('p', {}, ...prose(answer.description)),
      ...Object.entries(answer.headers ?? {}).map(([name, header]) =>
        element(
          'p',
          { class: 'bounds' },
          element('code', { text: name }),
          ` ${resolve(header, document).description ?? ''}`,
        ),
      ),
      ...kinds
        .filter(() => !isProblem)
        .map(([kind, media]) =>
          element(
            'div',
            {},
            element('p', { class: 'soft' }, typeOf(media.schema, document), ` as ${kind}`),
            ...Object.entries(media['x-events'] ?? {}).map(([name, schema]) =>
              element('p', { class: 'bounds' }, 'Event ', element('code', { text: name }), ': ', typeOf(schema, document)),
            ),
            kind.includes('json') ? example(media.example ?? exampleOf(media.schema, document)) : null,
          ),
        ),
    ),
  );
}

export function example(value) {
  return element(
    'details',
    {},
    element('summary', { text: 'Example' }),
    element('pre', {}, element('code', { text: JSON.stringify(value, null, 2) })),
  );
}

export function anchorOf(path, method) {
  return `${method}-${path.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;
}
