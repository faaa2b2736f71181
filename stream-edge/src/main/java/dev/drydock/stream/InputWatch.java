package dev.drydock.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong with the places at which inputs are read: logged once, counted by topic, and held
 * ready for the health. Thread-safe.
 */
public final class InputWatch {

  private static final Logger LOG = LoggerFactory.getLogger(InputWatch.class);
  private static final String TOPIC = "topic";
  private static final String DOCUMENT =
      "see \"When a group's offsets were moved\" in operations.md";

  private final MeterRegistry meters;
  private final ConcurrentMap<TopicPartition, String> held = new ConcurrentHashMap<>();

  /** Counts in a registry. */
  public InputWatch(MeterRegistry meters) {
    this.meters = meters;
    meters.gaugeMapSize(
        "drydock.stream.inputs.held", io.micrometer.core.instrument.Tags.empty(), held);
  }

  /** Returns the partitions that are not read until an operator has decided, with the reason. */
  public Map<TopicPartition, String> held() {
    return Map.copyOf(held);
  }

  /** Notes that the group's offset lies before what was handled. */
  void passOver(TopicPartition input, long from, long to) {
    LOG.warn(
        "The records {} to {} of {} were handled before and are passed over: the group's offset"
            + " lies before them",
        from,
        to - 1,
        input);
    count("drydock.stream.records.passed.over", input, to - from);
  }

  /** Notes that a record is handled that the group's offset had left behind. */
  void recovered(TopicPartition input, long offset, boolean isFirst) {
    if (isFirst) {
      LOG.error(
          "The record {} of {} is handled now, although the group's offset lay behind it: the offset"
              + " was put forward, and nothing is passed over by that; {}",
          offset,
          input,
          DOCUMENT);
    }
    count("drydock.stream.records.recovered", input, 1);
  }

  /** Notes that records are gone that were not handled. */
  void lost(TopicPartition input, long from, long to) {
    LOG.error(
        "The records {} to {} of {} were deleted before they were handled: reading goes on behind"
            + " them; {}",
        from,
        to - 1,
        input,
        DOCUMENT);
    count("drydock.stream.records.lost", input, to - from);
  }

  /** Notes that an input is not read any more. */
  void hold(TopicPartition input, String reason) {
    if (!reason.equals(held.put(input, reason))) {
      LOG.error("{} is not read: {}; {}", input, reason, DOCUMENT);
    }
  }

  /** Notes that an input has gone elsewhere, or begins anew. */
  void release(TopicPartition input) {
    held.remove(input);
  }

  private void count(String name, TopicPartition input, long records) {
    meters.counter(name, TOPIC, input.topic()).increment(records);
  }
}
