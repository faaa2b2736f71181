"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { awaitEnd, client, device, devices, firmware, postUpdate, teams } = require("./graph");

test("devices are found by their kind", async () => {
  const rooms = await client
    .api("/teamwork/devices")
    .filter("deviceType eq 'teamsRoom'")
    .orderby("createdDateTime desc")
    .select(["id", "deviceType"])
    .count(true)
    .top(2)
    .get();

  assert.equal(rooms["@odata.count"], 3);
  assert.deepEqual(
    rooms.value.map(({ id, deviceType }) => ({ id, deviceType })),
    [devices[2], devices[1]].map((id) => ({ id, deviceType: "teamsRoom" })),
  );
  assert.ok(rooms.value.every((room) => !("createdDateTime" in room)));
  assert.ok(rooms["@odata.nextLink"]);

  const phones = await client.api("/teamwork/devices").filter("deviceType eq 'ipPhone'").get();
  assert.deepEqual(phones.value, []);
});

test("operations are found by how they ended", async () => {
  for (const software of [teams, firmware, teams]) {
    await awaitEnd((await postUpdate(devices[0], software)).headers.get("Location"));
  }
  const operations = `${device(devices[0])}/operations`;

  const found = await client
    .api(operations)
    .filter("status eq 'successful' and softwareType eq 'teamsClient'")
    .orderby("createdDateTime asc")
    .select("id,status,createdDateTime")
    .count(true)
    .get();

  assert.equal(found["@odata.count"], 2);
  assert.deepEqual(found.value.map(({ status }) => status), ["successful", "successful"]);
  const [first, second] = found.value.map(({ createdDateTime }) => new Date(createdDateTime));
  assert.ok(first < second);

  const failed = await client.api(operations).filter("status eq 'failed'").get();
  assert.deepEqual(failed.value, []);
});
