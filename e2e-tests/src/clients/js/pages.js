"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { PageIterator } = require("@microsoft/microsoft-graph-client");
const { awaitEnd, client, device, devices, postUpdate, teams } = require("./graph");

/** Gives the ids of a whole collection, page after page. */
async function idsOf(path, pageSize) {
  const first = await client.api(path).top(pageSize).get();
  assert.equal(first.value.length, pageSize);
  const ids = [];
  const pages = new PageIterator(client, first, ({ id }) => ids.push(id) > 0);
  await pages.iterate();
  return ids;
}

test("each device is seen once", async () => {
  const seen = await idsOf("/teamwork/devices", 10);

  assert.deepEqual(seen.sort(), [...devices].sort());
});

test("each operation is seen once, the newest first", async () => {
  const newestFirst = [];
  for (let i = 0; i < 5; i++) {
    const accepted = await postUpdate(devices[0], teams);
    newestFirst.unshift((await awaitEnd(accepted.headers.get("Location"))).id);
  }

  const seen = await idsOf(`${device(devices[0])}/operations`, 2);

  assert.deepEqual(seen, newestFirst);
});
