// JSON schemas, as OpenAPI 3.1 writes them, in words.

import { element } from './elements.js';

// Descriptions mark code as `this`, and problems by their address.
export function prose(text) {
  return (text ?? '')
    .split(/(`[^`]+`)/)
    .filter(Boolean)
    .map((part) => {
      if (!part.startsWith('`')) return part;
      const code = element('code', { text: part.slice(1, -1) });
      const problem = /^\/problems\/([a-z-]+)$/.exec(part.slice(1, -1));
      return problem ? element('a', { href: `#problem-${problem[1]}` }, code) : code;
    });
}

/** What a schema says, following references. */
export function resolve(schema, document) {
  if (!schema?.$ref) return schema ?? {};
  const path = schema.$ref
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { ...path.reduce((at, part) => at?.[part], document), ...schema, $ref: undefined };
}

/** "list of OrderLine", "text", "whole number": with links to what has a name. */
export function typeOf(schema, document) {
  if (!schema) return 'anything';
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return element('a', { href: `#schema-${name}`, text: name });
  }
  const choice = (schema.oneOf ?? schema.anyOf)?.filter((one) => one.type !== 'null');
  if (choice?.length)
    return element('span', {}, ...choice.flatMap((one, at) => [at ? ' or ' : '', typeOf(one, document)]));
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')]
    .flat()
    .filter((type) => type !== 'null');
  if (types.includes('array')) return element('span', {}, 'list of ', typeOf(schema.items, document));
  return types
    .map((type) => ({ string: 'text', integer: 'whole number', any: 'anything' })[type] ?? type)
    .join(' or ');
}

/** "1 to 10,000", "at most 2,048 characters", the pattern, the values. */
export function boundsOf(schema) {
  const count = (number) => Number(number).toLocaleString('en');
  const range = (least, most, unit) =>
    least === undefined && most === undefined
      ? null
      : least === undefined
        ? `at most ${count(most)}${unit}`
        : most === undefined
          ? `at least ${count(least)}${unit}`
          : `${count(least)} to ${count(most)}${unit}`;
  return [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' items'),
    schema.format && !/^int\d+$/.test(schema.format) ? `format ${schema.format}` : null,
    schema.enum ? `one of ${schema.enum.filter((value) => value !== null).join(', ')}` : null,
    schema.pattern ? `matches ${schema.pattern}` : null,
    schema.default !== undefined ? `default ${schema.default}` : null,
    schema.additionalProperties === false ? 'nothing else' : null,
  ].filter(Boolean);
}

/** The members of an object schema as a list; other schemas as their bounds. */
export function schemaBody(schema, document) {
  const members = Object.entries(schema.properties ?? {});
  const bounds = boundsOf(schema);
  return [
    schema.description ? element('p', {}, ...prose(schema.description)) : null,
    bounds.length ? element('p', { class: 'bounds', text: capital(bounds.join('; ')) + '.' }) : null,
    members.length
      ? element(
          'ul',
          { class: 'members' },
          ...members.map(([name, member]) =>
            memberOf(name, member, schema.required?.includes(name), document),
          ),
        )
      : null,
  ].filter(Boolean);
}

export function memberOf(name, schema, isRequired, document) {
  const full = resolve(schema, document);
  // The bounds of what has a name stand there.
  const bounds = schema.$ref ? [] : boundsOf(schema.type === 'array' || !schema.items ? full : schema);
  return element(
    'li',
    {},
    element(
      'p',
      {},
      element('code', { class: 'name', text: name }),
      ' ',
      typeOf(schema, document),
      isRequired ? element('span', { class: 'must', text: ' required' }) : null,
    ),
    (schema.description ?? full.description)
      ? element('p', {}, ...prose(schema.description ?? full.description))
      : null,
    bounds.length ? element('p', { class: 'bounds', text: capital(bounds.join('; ')) + '.' }) : null,
  );
}

/** An example that the document gives, or one made of those of the parts. */
export function exampleOf(schema, document, depth = 0) {
  const full = resolve(schema, document);
  if (full.example !== undefined) return full.example;
  if (full.examples?.length) return full.examples[0];
  if (full.enum) return full.enum[0];
  const choice = (full.oneOf ?? full.anyOf)?.find((one) => one.type !== 'null');
  if (choice) return exampleOf(choice, document, depth);
  const type = [full.type].flat().find((one) => one !== 'null');
  if (type === 'array') return depth > 5 ? [] : [exampleOf(full.items, document, depth + 1)];
  if (full.properties) {
    return Object.fromEntries(
      Object.entries(full.properties).map(([name, member]) => [
        name,
        depth > 5 ? null : exampleOf(member, document, depth + 1),
      ]),
    );
  }
  if (type === 'integer' || type === 'number') return Number(full.minimum ?? 1);
  if (type === 'boolean') return true;
  return full.format === 'date-time'
    ? '2026-01-31T12:00:00Z'
    : full.format === 'uri'
      ? 'https://shop.example'
      : '…';
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
