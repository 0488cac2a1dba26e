// A day of work with Google's client for Node.js. Throws at the first surprise; says "done" at the end.
const assert = require('node:assert');
const crypto = require('node:crypto');
const { Storage, TransferManager } = require('@google-cloud/storage');

async function main(origin) {
  const bucket = new Storage({ apiEndpoint: origin, projectId: 'local' }).bucket('uploads');
  const read = async (name, options) => (await bucket.file(name).download(options))[0];
  const large = crypto.randomBytes(20_000_000);

  await bucket.file('small').save('hello', { resumable: false });
  assert.equal(String(await read('small')), 'hello');
  assert.equal(String(await read('small', { start: 1, end: 2 })), 'el');
  for (const options of [{}, { resumable: true, chunkSize: 1 << 20 }]) {
    await bucket.file('large').save(large, options);
    assert.ok(large.equals(await read('large')));
  }
  await bucket.file('empty').save('');
  assert.equal((await read('empty')).length, 0);
  await bucket.file('zipped').save('zipped '.repeat(100), { gzip: true });
  assert.equal(String(await read('zipped')), 'zipped '.repeat(100));

  const names = ['#?%', 'a', 'a/b', 'sp ace', 'ü中'];
  for (const name of names) {
    await bucket.file('odd/' + name).save(name);
    assert.equal(String(await read('odd/' + name)), name);
  }
  const [listed] = await bucket.getFiles({ prefix: 'odd/', versions: true });
  assert.deepEqual(listed.map((file) => file.name), names.map((name) => 'odd/' + name));

  await bucket.file('small').setMetadata({ metadata: { k: 'ü' } });
  const [metadata] = await bucket.file('small').getMetadata();
  assert.equal(metadata.metadata.k, 'ü');
  const [old] = await bucket.file('small', { generation: metadata.generation }).download();
  assert.equal(String(old), 'hello');
  await assert.rejects(
    bucket.file('small').save('x', { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } }),
    { code: 412 });

  await bucket.file('small').copy(bucket.file('copied'));
  await bucket.file('copied').move('moved');
  await bucket.combine(['small', 'moved'], 'joined');
  assert.equal(String(await read('joined')), 'hellohello');
  assert.deepEqual(await bucket.file('copied').exists(), [false]);
  const [chunks] = await new TransferManager(bucket).downloadFileInChunks(
    'large', { destination: 'large.chunks', chunkSizeBytes: 4 << 20, noReturnData: false });
  assert.ok(large.equals(Buffer.concat([].concat(chunks))));

  await bucket.deleteFiles({ prefix: '' });
  assert.deepEqual((await bucket.getFiles())[0], []);
  console.log('done');
}

main(process.argv[2]);
