"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { client, device, devices, firmware, teams } = require("./graph");

const path = `${device(devices[0])}/updateSoftware`;

test("a second update meets the first", async () => {
  // the client parses what it gets: the 202 has no body
  await client.api(path).post(teams);

  const refusal = await client.api(path).post(firmware).then(assert.fail, (error) => error);

  assert.equal(refusal.statusCode, 409);
  assert.equal(refusal.code, "Conflict");
  assert.ok(refusal.message);
  assert.ok(refusal.requestId);
  assert.ok(!Number.isNaN(refusal.date.getTime()));
  const [detail] = JSON.parse(refusal.body).details;
  assert.equal(detail.code, "operationInProgress");
  assert.equal(detail.target, refusal.headers.get("Location"));
  const holder = await client.api(detail.target).get();
  assert.equal(holder.status, "queued");
  assert.equal(holder.softwareType, teams.softwareType);
});
