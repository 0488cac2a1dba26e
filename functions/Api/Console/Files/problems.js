// Shows problems (RFC 9457) in the words of the API, each fault beside the field that it is about.

import { ProblemError } from './api.js';
import { element } from './elements.js';

let fields = 0;

/** A problem as a box. `without` names the pointers that are shown elsewhere. */
export function problemBox(fault, without = new Set()) {
  // The page has asked already, in one place.
  if (fault.status === 401) return element('p', { class: 'soft', text: 'Sign in first.' });
  const problem = asProblem(fault);
  const rest = (problem.errors ?? []).filter((error) => !without.has(error.pointer));
  return element(
    'div',
    { class: 'problem', role: 'alert' },
    element('p', { class: 'problem-title' }, titleOf(problem)),
    problem.detail && problem.detail !== problem.title ? element('p', { text: problem.detail }) : null,
    rest.length
      ? element(
          'ul',
          {},
          ...rest.map((error) =>
            element(
              'li',
              {},
              error.pointer ? element('code', { text: error.pointer }) : null,
              ` ${error.detail}`,
            ),
          ),
        )
      : null,
    problem.traceId
      ? element('p', { class: 'soft' }, 'Trace ', element('code', { text: problem.traceId }))
      : null,
  );
}

/**
 * Puts each fault of a problem beside its field.
 * @param fieldOf Gives the field that a JSON pointer is about, or nothing.
 * @returns The pointers that found their field.
 */
export function markFields(fault, fieldOf) {
  const placed = new Set();
  let first = null;
  for (const error of asProblem(fault).errors ?? []) {
    const field = fieldOf(error.pointer);
    if (!field) continue;
    placed.add(error.pointer);
    first ??= field;
    const id = `fault-${++fields}`;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', id);
    // Beside other fields it says which one it means.
    const group = field.closest('.line, .row');
    const name = group ? `${field.labels[0].textContent.trim()}: ` : '';
    (group ?? field.closest('.field')).append(
      element('p', { class: 'fault', id, text: name + error.detail }),
    );
  }
  first?.focus();
  return placed;
}

export function clearFields(form) {
  for (const fault of form.querySelectorAll('.fault')) fault.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
}

// Only an address of this API becomes a link.
function titleOf(problem) {
  return /^\/problems\/[a-z-]+$/.test(problem.type ?? '')
    ? element('a', { href: problem.type, text: problem.title, title: 'What this kind of problem means' })
    : problem.title;
}

function asProblem(fault) {
  // What is no answer of the API is a fault of this page, and hiding it would help nobody.
  return fault instanceof ProblemError
    ? fault.problem
    : { title: 'This page has failed.', detail: String(fault) };
}
