package dev.drydock.stream;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a shard asks of the clients of its stream thread. Each thread has its own consumer and
 * producer, and is the only one to use them.
 */
public final class ThreadClients {

  /** The key under which Kafka Streams' settings hold this object. */
  public static final String CONFIG = "drydock.thread.clients";

  private final ThreadLocal<OfThread> threads = ThreadLocal.withInitial(OfThread::new);
  private final InputWatch watch;
  private final StartAt start;

  /** Inputs that have begun at the group's offsets since the process started. */
  private final Set<TopicPartition> followed = ConcurrentHashMap.newKeySet();

  /**
   * Tells of what goes wrong.
   *
   * @param start where shards begin to read when they begin for the first time
   */
  public ThreadClients(InputWatch watch, StartAt start) {
    this.watch = watch;
    this.start = start;
  }

  /** Returns where an input begins: the group counts once, until that has been committed. */
  StartAt start(TopicPartition input) {
    if (start == StartAt.GROUP && !followed.contains(input)) {
      threads.get().following.add(input);
      return StartAt.GROUP;
    }
    return StartAt.POSITION;
  }

  /** Notes that the thread has committed: the positions of inputs that followed the group, too. */
  void commits() {
    Set<TopicPartition> following = threads.get().following;
    followed.addAll(following);
    following.clear();
  }

  InputWatch watch() {
    return watch;
  }

  /** Notes that the thread reads its inputs with a consumer. */
  void reads(InputConsumer consumer) {
    threads.get().consumer = consumer;
  }

  /** Notes that the thread sends a record: to an output, or to the log of a store. */
  void sends() {
    threads.get().sent++;
  }

  /** Returns how many records the thread has sent. */
  long sent() {
    return threads.get().sent;
  }

  /** Returns the thread's consumer; Kafka Streams polls before it begins with a task. */
  InputConsumer consumer() {
    InputConsumer consumer = threads.get().consumer;
    if (consumer == null) {
      throw new IllegalStateException(
          "Expected a consumer of " + Thread.currentThread() + ", but it has polled with none");
    }
    return consumer;
  }

  private static final class OfThread {
    private @Nullable InputConsumer consumer;
    private final Set<TopicPartition> following = new HashSet<>();
    private long sent;
  }
}
