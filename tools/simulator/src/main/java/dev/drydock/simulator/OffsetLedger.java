package dev.drydock.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which commands are not answered in full, and so how far the group's offsets may be committed: up
 * to the first of them on each partition. Not thread-safe.
 */
final class OffsetLedger {

  private final Map<TopicPartition, Page> pages = new HashMap<>();

  /** Notes a command that needs no answer. */
  void pass(TopicPartition partition, long offset) {
    page(partition).next = offset + 1;
  }

  /** Notes a command that is to be answered. */
  void open(TopicPartition partition, long offset) {
    Page page = page(partition);
    page.next = offset + 1;
    page.open.add(offset);
  }

  /** Notes that a command's answers are durable. One of a forgotten partition is ignored. */
  void close(TopicPartition partition, long offset) {
    Page page = pages.get(partition);
    if (page != null) {
      page.open.remove(offset);
    }
  }

  /** Forgets a partition that another process reads from now on. */
  void forget(TopicPartition partition) {
    pages.remove(partition);
  }

  /** Returns the offsets that may be committed and that {@link #committed} does not know. */
  Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    pages.forEach(
        (partition, page) -> {
          if (page.position() > page.committed) {
            offsets.put(partition, new OffsetAndMetadata(page.position()));
          }
        });
    return offsets;
  }

  /** Notes offsets as committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> page(partition).committed = offset.offset());
  }

  /** Returns how many commands are not answered in full. */
  int openCount() {
    return pages.values().stream().mapToInt(page -> page.open.size()).sum();
  }

  private Page page(TopicPartition partition) {
    return pages.computeIfAbsent(partition, p -> new Page());
  }

  private static final class Page {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed = -1;

    private long position() {
      return open.isEmpty() ? next : open.first();
    }
  }
}
