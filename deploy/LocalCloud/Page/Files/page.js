import { byId, element } from '/_/elements.js';
import { clearEvents, followEvents } from '/_/events.js';
import { refreshFunctions } from '/_/functions.js';
import { refreshBucket, refreshBuckets } from '/_/objects.js';
import { acceptUploads } from '/_/uploads.js';

// Several objects written at once make one request for the list.
const refreshAfterMs = 250;
const waiting = new Map();

function soon(key, refresh) {
  if (waiting.has(key)) return;
  waiting.set(key, setTimeout(() => {
    waiting.delete(key);
    refresh();
  }, refreshAfterMs));
}

function onEntry(entry) {
  if (entry.kind.startsWith('Object')) {
    const bucket = entry.place.replace('gs://', '');
    soon(entry.place, () => refreshBucket(bucket));
  } else if (entry.kind.startsWith('Function')) {
    soon('functions', refreshFunctions);
  }
}

const suite = await (await fetch('/_/suite')).json();
byId('project').textContent = suite.project;
byId('bucket').append(...suite.uploadBuckets.map(name => element('option', null, name, { value: name })));
byId('upload-card').hidden = suite.uploadBuckets.length === 0;
byId('bucket-field').hidden = suite.uploadBuckets.length < 2;
const showBucket = () => { byId('drop-bucket').textContent = `gs://${byId('bucket').value}`; };
byId('bucket').addEventListener('change', showBucket);
showBucket();

acceptUploads();
byId('clear').addEventListener('click', clearEvents);
followEvents(onEntry, connected => {
  const state = byId('connection');
  state.textContent = connected ? 'connected' : 'reconnecting';
  state.classList.toggle('on', connected);
  if (connected) {
    soon('functions', refreshFunctions);
    soon('buckets', () => refreshBuckets(suite.project, suite.buckets));
  }
});
