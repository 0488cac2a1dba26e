import { byId, element, sizeText } from '/_/elements.js';

const rowsMax = 8;

/** Lets people drop files anywhere on the page, or choose them. */
export function acceptUploads() {
  const input = byId('files');
  input.addEventListener('change', async () => {
    const files = [...input.files];
    input.value = '';
    await uploadAll(files);
  });
  // Without these two the browser would leave the page to show the dropped file.
  addEventListener('dragover', event => {
    event.preventDefault();
    document.body.classList.add('dragging');
  });
  addEventListener('drop', async event => {
    event.preventDefault();
    document.body.classList.remove('dragging');
    await uploadAll([...event.dataTransfer.files]);
  });
  addEventListener('dragleave', event => {
    if (!event.relatedTarget) document.body.classList.remove('dragging');
  });
}

async function uploadAll(files) {
  const bucket = byId('bucket').value;
  if (!bucket) return;
  for (const file of files) await upload(bucket, file);
}

async function upload(bucket, file) {
  const row = element('li', 'upload');
  const progress = element('progress', null, null, { max: '1', value: '0', 'aria-label': `upload of ${file.name}` });
  const state = element('span', 'upload-state', sizeText(file.size));
  row.append(element('span', 'upload-name', file.name), progress, state);
  const list = byId('uploads');
  list.prepend(row);
  while (list.children.length > rowsMax) list.lastElementChild.remove();
  const fault = await send(bucket, file, share => { progress.value = share; });
  progress.remove();
  row.classList.add(fault ? 'bad' : 'good');
  state.textContent = fault ?? 'uploaded';
}

/** @returns {Promise<string|undefined>} what went wrong, if anything did */
function send(bucket, file, onProgress) {
  // Unlike fetch, this tells how far an upload is.
  const request = new XMLHttpRequest();
  request.open('POST', `/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`
    + `?uploadType=media&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
  request.upload.addEventListener('progress', event => {
    if (event.lengthComputable) onProgress(event.loaded / event.total);
  });
  return new Promise(resolve => {
    request.addEventListener('load', () => resolve(request.status < 300 ? undefined : faultOf(request)));
    request.addEventListener('error', () => resolve('the local cloud does not answer'));
    request.send(file);
  });
}

function faultOf(request) {
  try {
    return JSON.parse(request.responseText).error.message;
  } catch {
    return `refused with status ${request.status}`;
  }
}
