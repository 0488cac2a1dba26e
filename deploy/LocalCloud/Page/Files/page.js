import { byId, element } from '/_/elements.js';
import { clearEvents, followEvents } from '/_/events.js';
import { refreshFunctions } from '/_/functions.js';
import { acceptReplays, refreshLetters } from '/_/letters.js';
import { refreshBucket, refreshBuckets } from '/_/objects.js';
import { showStories } from '/_/storyview.js';
import { acceptUploads } from '/_/uploads.js';

// Several objects written at once make one request for the list.
const refreshAfterMs = 250;
const waiting = new Map();
const lettersBucket = 'dead-letters';

function soon(key, refresh) {
  if (waiting.has(key)) return;
  waiting.set(key, setTimeout(() => {
    waiting.delete(key);
    refresh();
  }, refreshAfterMs));
}

function onEntry(entry) {
  tell(entry);
  if (entry.kind.startsWith('Object')) {
    const bucket = entry.place.replace('gs://', '');
    soon(entry.place, () => refreshBucket(bucket));
    if (bucket === lettersBucket) soon('letters', refreshLetters);
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

const tell = showStories(suite.deadLetterTopics);
acceptUploads();
acceptReplays();
byId('clear').addEventListener('click', clearEvents);
followEvents(onEntry, connected => {
  const state = byId('connection');
  state.textContent = connected ? 'connected' : 'reconnecting';
  state.classList.toggle('on', connected);
  if (connected) {
    soon('functions', refreshFunctions);
    soon('letters', refreshLetters);
    soon('buckets', () => refreshBuckets(suite.project, suite.buckets));
  }
});
