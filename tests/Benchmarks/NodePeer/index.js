'use strict';

// What functions/Api does for POST /v1/orders without an idempotency key, as somebody who knows Node would write it:
// the same checks, the same event with the same attributes, 202 once Pub/Sub has acknowledged it, one line in the log.
// Where the two differ it is in the peer's favour: it has no other routes, knows no tokens, counts nobody's rate, sets
// no security headers, and of a refused body it names the first fault only.

const {createHash, randomBytes, randomUUID} = require('node:crypto');
const {isUtf8} = require('node:buffer');
const functions = require('@google-cloud/functions-framework');
const {PubSub} = require('@google-cloud/pubsub');
const {faultOf} = require('./validation');

const SOURCE = '/shop/api';
const TYPE = 'shop.order.placed.v1';
const CUSTOMER = 'local';
const BODY_BYTES_MAX = 64 * 1024;

// The attributes that every event carries have a few hundred bytes; CloudEvents are forwarded up to 64 KiB.
const DATA_BYTES_MAX = BODY_BYTES_MAX - 2 * 1024;

// One publisher for the life of the process, as Google advises, so that its channel is kept. A batch goes when it is
// as old as BATCH_MILLISECONDS or has BATCH_MESSAGES; the benchmark says which, and why.
const topic = new PubSub({projectId: process.env.GOOGLE_CLOUD_PROJECT}).topic(process.env.ORDERS_TOPIC, {
  batching: {
    maxMessages: Number(process.env.BATCH_MESSAGES),
    maxMilliseconds: Number(process.env.BATCH_MILLISECONDS),
  },
});

functions.http('placeOrder', async (req, res) => {
  if (req.path === '/healthz' && req.method === 'GET') {
    return answer(res, 200, 'application/json; charset=utf-8', '{"status":"ok"}');
  }
  if (req.path !== '/v1/orders' || req.method !== 'POST') {
    return refuse(res, 404, 'not-found', 'Nothing answers this path.');
  }
  if (!req.is('application/json') || (req.get('content-encoding') ?? 'identity') !== 'identity') {
    return refuse(res, 415, 'unsupported-media-type', 'Send the body as JSON.');
  }
  if (!req.rawBody?.length || !isUtf8(req.rawBody)) {
    return refuse(res, 400, 'malformed-json', 'Send a JSON object, as UTF-8.');
  }
  if (req.rawBody.length > BODY_BYTES_MAX) {
    return refuse(res, 413, 'body-too-large', `A body has at most ${BODY_BYTES_MAX} bytes.`);
  }
  const fault = faultOf(req.body, req.rawBody);
  if (fault) {
    return refuse(res, 422, 'validation-failed', fault);
  }
  await place(req, res);
});

async function place(req, res) {
  const started = performance.now();
  const {lines, callbackUrl} = req.body;
  const now = new Date();
  const id = uuidOfVersion7(now.getTime());
  const data = Buffer.from(JSON.stringify({orderId: id, customerId: CUSTOMER, lines, callbackUrl}));
  if (data.length > DATA_BYTES_MAX) {
    return refuse(res, 413, 'event-too-large', 'The event would be too large.');
  }
  const eventId = derive('api', TYPE, id);
  const time = now.toISOString();
  try {
    await topic.publishMessage({data, attributes: attributesOf(req, id, eventId, time)});
  } catch {
    return refuse(res, 503, 'outcome-unknown', `Look for it at /v1/orders/${id} before you send it again.`);
  }
  console.log(`Published ${TYPE} ${id}; ${Math.round(performance.now() - started)} ms, event ${eventId}`);
  res.setHeader('Location', `/v1/orders/${id}`);
  answer(res, 202, 'application/json; charset=utf-8', JSON.stringify({
    id, status: 'placed', lines: merged(lines), createdAt: time, updatedAt: time,
  }));
}

function attributesOf(req, id, eventId, time) {
  return {
    'ce-id': eventId,
    'ce-source': SOURCE,
    'ce-type': TYPE,
    'ce-subject': id,
    'ce-time': time,
    'ce-dataschema': 'urn:shop:schema:' + TYPE,
    'ce-partitionkey': id,
    'ce-sequence': '0000000000000000001',
    'ce-correlationid': eventId,
    'ce-causationid': eventId,
    'ce-hops': '0',
    'ce-traceparent': traceOf(req.headers.traceparent),
    'ce-specversion': '1.0',
    'content-type': 'application/json',
  };
}

// A trace that the caller has begun goes on; otherwise the event begins one.
function traceOf(given) {
  const trace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(given ?? '')?.[1];
  const random = randomBytes(24).toString('hex');
  return `00-${trace ?? random.slice(16)}-${random.slice(0, 16)}-01`;
}

// randomUUID takes its bits from a pool, so that this costs no system call; time and version are put over it.
function uuidOfVersion7(milliseconds) {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

function derive(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(Buffer.byteLength(part));
    hash.update(length).update(part);
  }
  return hash.digest('hex').slice(0, 32);
}

// One line for each SKU, in the order of SKUs.
function merged(lines) {
  const quantities = new Map();
  for (const {sku, quantity} of lines) {
    quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  }
  return [...quantities].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sku, quantity]) => ({sku, quantity}));
}

function refuse(res, status, type, detail) {
  answer(res, status, 'application/problem+json', JSON.stringify({type: '/problems/' + type, status, detail}));
}

// Not res.json: that looks at the accept header, makes an ETag and copies, none of which is wanted here.
function answer(res, status, contentType, text) {
  res.writeHead(status, {'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text)}).end(text);
}
