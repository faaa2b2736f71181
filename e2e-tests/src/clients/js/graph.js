"use strict";

const { Client, ResponseType } = require("@microsoft/microsoft-graph-client");
const { setTimeout: sleep } = require("node:timers/promises");

const FINAL = ["successful", "failed", "cancelled"];
const POLL_MS = 100;

/** The client as a script for Graph makes it; only where the API is and who calls are ours. */
const base = new URL(process.env.GRAPH_URL);
const client = Client.init({
  baseUrl: base.origin,
  customHosts: new Set([base.hostname]),
  defaultVersion: "beta",
  authProvider: (done) => done(null, process.env.GRAPH_TOKEN),
});

/** The devices that the test has registered. */
const devices = process.env.DEVICES.split(",");

const teams = { softwareType: "teamsClient", softwareVersion: "1.0.96.22" };
const firmware = { softwareType: "firmware", softwareVersion: "7.2" };

const device = (id) => `/teamwork/devices/${id}`;

/** Asks for an update; gives the answer as it came. */
const postUpdate = (id, software) =>
  client.api(`${device(id)}/updateSoftware`).responseType(ResponseType.RAW).post(software);

/** Gives an operation once it is over. */
async function awaitEnd(location) {
  for (;;) {
    const operation = await client.api(location).get();
    if (FINAL.includes(operation.status)) {
      return operation;
    }
    await sleep(POLL_MS);
  }
}

module.exports = { awaitEnd, base, client, device, devices, firmware, postUpdate, teams };
