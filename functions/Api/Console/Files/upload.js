// Sends a file to the upload session that the API opened. XMLHttpRequest, since fetch tells no progress of
// uploads.

import { ProblemError } from './api.js';

/** @param onProgress Told a share from 0 to 1. */
export function upload(file, url, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (title, detail) => reject(new ProblemError({ title, detail }));
    request.open('PUT', url);
    request.upload.addEventListener('progress', (event) =>
      onProgress(event.loaded / Math.max(1, event.total)),
    );
    request.addEventListener('load', () =>
      request.status < 300 ? resolve() : fail('Cloud Storage has refused the upload.', wordsOf(request)),
    );
    request.addEventListener('error', () =>
      fail('The upload broke off.', 'Try it again; what was sent is discarded.'),
    );
    request.addEventListener('abort', () => fail('The upload was stopped.', file.name));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

// Cloud Storage explains itself as JSON or as a plain sentence.
function wordsOf(request) {
  try {
    return JSON.parse(request.responseText).error.message;
  } catch {
    return request.responseText.slice(0, 300) || `It answered HTTP status ${request.status}.`;
  }
}
