package dev.drydock.bench;

import dev.drydock.kit.http.HttpAddress;
import dev.drydock.local.DeviceTokens;

/**
 * Where an installation speaks DDI.
 *
 * @param dispatcher its address
 * @param tokens makes what its devices authenticate with
 */
record DdiEdge(HttpAddress dispatcher, DeviceTokens tokens) {}
