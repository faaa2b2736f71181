"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const {
  BatchRequestContent,
  BatchResponseContent,
} = require("@microsoft/microsoft-graph-client");
const { base, client, device, devices, firmware, teams } = require("./graph");

/** Node takes absolute URLs only, and the client cuts off the host, but not the version. */
const url = (path) => `${base.origin}${path}`;

const read = (path) => new Request(url(path));

const update = (id, software) =>
  new Request(url(`${device(id)}/updateSoftware`), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(software),
  });

async function send(steps) {
  const content = await new BatchRequestContent(steps).getContent();
  return new BatchResponseContent(await client.api("/$batch").post(content));
}

test("independent requests are answered each on its own", async () => {
  const answers = await send([
    { id: "update", request: update(devices[0], teams) },
    { id: "list", request: read("/teamwork/devices?$top=2&$select=id") },
    { id: "read", request: read(device(devices[1])) },
    { id: "unknown", request: read(device("no-device-has-this-name")) },
  ]);

  const accepted = answers.getResponseById("update");
  assert.equal(accepted.status, 202);
  const operation = await client.api(accepted.headers.get("Location")).get();
  assert.equal(operation.status, "queued");
  const list = answers.getResponseById("list");
  assert.equal(list.status, 200);
  assert.equal((await list.json()).value.length, 2);
  assert.equal((await answers.getResponseById("read").json()).id, devices[1]);
  const unknown = answers.getResponseById("unknown");
  assert.equal(unknown.status, 404);
  assert.equal((await unknown.json()).error.code, "NotFound");
});

test("what depends on a refused request is not tried", async () => {
  const answers = await send([
    { id: "update", request: update(devices[1], teams) },
    { id: "again", dependsOn: ["update"], request: update(devices[1], firmware) },
    { id: "never", dependsOn: ["again"], request: update(devices[2], teams) },
  ]);

  const accepted = answers.getResponseById("update");
  const refused = answers.getResponseById("again");
  assert.equal(accepted.status, 202);
  assert.equal(refused.status, 409);
  assert.equal(refused.headers.get("Location"), accepted.headers.get("Location"));
  assert.equal((await refused.json()).error.code, "Conflict");
  assert.equal(answers.getResponseById("never").status, 424);
});
