"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { devices, postUpdate, teams } = require("./graph");

/** The client calls Node's own fetch. What comes over the wire is counted, not changed. */
const wire = globalThis.fetch;
let refusals = 0;
globalThis.fetch = async (...request) => {
  const response = await wire(...request);
  refusals += response.status === 429 ? 1 : 0;
  return response;
};

test("a client that is told to retry later retries, and passes", async () => {
  const answers = await Promise.all(devices.map((id) => postUpdate(id, teams)));

  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
  assert.ok(refusals > 0);
});
