'use strict';

// The rules of shop.order.placed.v1, as shared/Contracts has them, and no member that nobody knows.

const LINES_MAX = 100;
const QUANTITY_MAX = 10_000;
const URL_LENGTH_MAX = 2_048;
const SKU = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const URL_FORM = /^https?:\/\/[!-~]+$/;

/** What is wrong with a body; undefined where nothing is. */
exports.faultOf = (body, raw) => {
  if (!isObject(body)) {
    return 'The body must be an object.';
  }
  const {lines, callbackUrl, ...others} = body;
  if (Object.keys(others).length > 0) {
    return 'The body has a member that is not known.';
  }
  if (!Array.isArray(lines) || lines.length < 1 || lines.length > LINES_MAX) {
    return `lines must be a list of 1 to ${LINES_MAX} items.`;
  }
  return faultOfLines(lines)
    ?? ('callbackUrl' in body && !isUrl(callbackUrl) ? 'callbackUrl must be an http or https URL.' : undefined)
    ?? faultOfText(body, raw.toString());
};

function faultOfLines(lines) {
  const sums = new Map();
  for (const line of lines) {
    if (!isObject(line) || Object.keys(line).length !== 2 || typeof line.sku !== 'string' || !SKU.test(line.sku)) {
      return 'Each line must have a sku and a quantity, and nothing else.';
    }
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > QUANTITY_MAX) {
      return `Each quantity must be a whole number from 1 to ${QUANTITY_MAX}.`;
    }
    const sum = (sums.get(line.sku) ?? 0) + line.quantity;
    if (sum > QUANTITY_MAX) {
      return `All lines of one SKU together may ask for ${QUANTITY_MAX} units at most.`;
    }
    sums.set(line.sku, sum);
  }
  return undefined;
}

// JSON.parse takes the last of two members of one name, and 1.0 for 1; the contract refuses both. What is written as
// JSON.stringify writes it has neither, and that is quickly seen; anything else is looked at token by token.
function faultOfText(body, text) {
  if (JSON.stringify(body) === text) {
    return undefined;
  }
  const names = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}]|-?[0-9][0-9.eE+-]*/g)) {
    if (token === '{') {
      names.push(new Set());
    } else if (token === '}') {
      names.pop();
    } else if (token[0] !== '"') {
      if (!/^-?[0-9]+$/.test(token)) {
        return 'A number must be written without fraction and exponent.';
      }
    } else if (token.endsWith(':')) {
      const name = JSON.parse(token.slice(0, -1));
      if (names.at(-1).has(name)) {
        return 'A member is there more than once.';
      }
      names.at(-1).add(name);
    }
  }
  return undefined;
}

function isUrl(text) {
  if (typeof text !== 'string' || text.length > URL_LENGTH_MAX || !URL_FORM.test(text) || !URL.canParse(text)) {
    return false;
  }
  const {username, password} = new URL(text);
  return username === '' && password === '';
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
