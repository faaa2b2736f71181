package dev.drydock.local.kafka;

import java.nio.file.Path;
import java.util.Map;

/** The broker's settings. Kafka's own defaults are meant for clusters of large machines. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String CLIENT_LISTENER = "PLAINTEXT";
  private static final String COORDINATORS_SEGMENT_BYTES = Integer.toString(4 << 20);

  private BrokerSettings() {}

  static Map<String, String> ofNode(String host, int port, int controllerPort, Path directory) {
    String clients = CLIENT_LISTENER + "://" + host + ":" + port;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@" + host + ":" + controllerPort,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listeners",
        clients + "," + CONTROLLER_LISTENER + "://" + host + ":" + controllerPort,
        "advertised.listeners",
        clients,
        "inter.broker.listener.name",
        CLIENT_LISTENER,
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "log.dirs",
        directory.toString());
  }

  static Map<String, String> ofOneMachine() {
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "false"),
        // one node holds the only replica of everything
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // 50 internal partitions each by default: files, and time at the start
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        // A node that was killed reads both before it answers for a group, and while that takes
        // longer than its old session it may answer with old offsets (docs/operations.md). They are
        // compacted by whole segments, so that small ones keep them short.
        Map.entry("offsets.topic.segment.bytes", COORDINATORS_SEGMENT_BYTES),
        Map.entry("transaction.state.log.segment.bytes", COORDINATORS_SEGMENT_BYTES),
        Map.entry("offsets.load.buffer.size", "131072"),
        // a transaction that follows another at once waits for multiples of this, not of 20 ms
        Map.entry("add.partitions.to.txn.retry.backoff.ms", "4"),
        Map.entry("add.partitions.to.txn.retry.backoff.max.ms", "2000"),
        // the defaults, 3 and 8, are for machines with many cores: more threads wake each other
        // more often
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        // no other members are about to join a group that forms
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // 128 MiB by default; this is enough to compact 600,000 keys in one pass
        Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));
  }
}
