package dev.drydock.check.rules;

import dev.drydock.schemas.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * A shard's log in lists that a test may change. Offsets leave room for records in between, as
 * transaction markers do.
 */
final class MemoryShardLog implements ShardLog {

  static final int PARTITION = 3;
  static final int OFFSET_STEP = 10;

  final List<StatusEntry.Changed> statuses = new ArrayList<>();
  final List<StatusEntry.Forgotten> forgotten = new ArrayList<>();
  final List<Decision> dispatches = new ArrayList<>();
  final List<Decision> deviceDecisions = new ArrayList<>();
  final List<Ack> acks = new ArrayList<>();
  final List<Command> requests = new ArrayList<>();
  final List<Command> cancels = new ArrayList<>();
  private final Map<Topic, LogBounds> bounds = new EnumMap<>(Topic.class);

  MemoryShardLog() {
    for (Topic topic : Topic.values()) {
      bounds.put(topic, new LogBounds(0, Long.MAX_VALUE));
    }
  }

  void bound(Topic topic, long start, long end) {
    bounds.put(topic, new LogBounds(start, end));
  }

  List<StatusEntry.Changed> statusesOf(String operationId) {
    return statuses.stream().filter(s -> s.operationId().equals(operationId)).toList();
  }

  void replaceStatus(StatusEntry.Changed status, UnaryOperator<StatusEntry.Changed> change) {
    statuses.set(statuses.indexOf(status), change.apply(status));
  }

  void replaceDispatch(String kind, UnaryOperator<Decision> change) {
    dispatches.replaceAll(d -> d.kind().equals(kind) ? change.apply(d) : d);
  }

  static Position at(Topic topic, long offset) {
    return new Position(topic, PARTITION, offset);
  }

  @Override
  public int partition() {
    return PARTITION;
  }

  @Override
  public LogBounds bounds(Topic topic) {
    return bounds.get(topic);
  }

  @Override
  public void readStatuses(Consumer<? super StatusEntry> to) {
    List<StatusEntry> all = new ArrayList<>(statuses);
    all.addAll(forgotten);
    read(all, Topic.OPERATION_STATUS, StatusEntry::offset, to);
  }

  @Override
  public void readDispatches(Consumer<? super Decision> to) {
    List<Decision> all = new ArrayList<>(dispatches);
    all.addAll(deviceDecisions);
    read(all, Topic.DISPATCH_EVENTS, Decision::offset, to);
  }

  @Override
  public void readAcks(Consumer<? super Ack> to) {
    read(acks, Topic.DEVICE_ACKS, Ack::offset, to);
  }

  @Override
  public void readCommands(Consumer<? super Command> to) {
    List<Command> all = new ArrayList<>(requests);
    all.addAll(cancels);
    read(all, Topic.UPDATE_COMMANDS, Command::offset, to);
  }

  private <T> void read(
      List<T> entries, Topic topic, ToLongFunction<T> offset, Consumer<? super T> to) {
    LogBounds range = bounds(topic);
    entries.stream()
        .filter(e -> offset.applyAsLong(e) >= range.start() && offset.applyAsLong(e) < range.end())
        .sorted(Comparator.comparingLong(offset))
        .forEach(to);
  }
}
