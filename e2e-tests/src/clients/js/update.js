"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { awaitEnd, base, device, devices, postUpdate, teams } = require("./graph");

test("an update succeeds", async () => {
  const accepted = await postUpdate(devices[0], teams);

  assert.equal(accepted.status, 202);
  const location = accepted.headers.get("Location");
  const end = await awaitEnd(location);
  assert.equal(location, `${base.origin}/beta${device(devices[0])}/operations/${end.id}`);
  assert.equal(end.status, "successful");
  assert.equal(end.operationType, "softwareUpdate");
  assert.equal(end.softwareVersion, teams.softwareVersion);
  assert.equal(end.lastActionBy.device.id, devices[0]);
  assert.equal(end.error, null);
  assert.ok(new Date(end.createdDateTime) <= new Date(end.completedDateTime));
});
