package dev.drydock.bench;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.http.HttpAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running Drydock to put load on.
 *
 * @param gateway where its API is
 * @param token a bearer token that may read and write
 * @param tenantId the token's tenant
 * @param cluster its Kafka and registry
 * @param edge where devices reach it that speak DDI; null where none do
 * @param processes whose CPU time is counted, by name; may be empty
 */
record Installation(
    HttpAddress gateway,
    String token,
    String tenantId,
    Cluster cluster,
    @Nullable DdiEdge edge,
    Map<String, ProcessHandle> processes) {}
