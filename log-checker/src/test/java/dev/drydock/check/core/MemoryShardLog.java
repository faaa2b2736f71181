package dev.drydock.check.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
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
  final List<DispatchEntry> dispatches = new ArrayList<>();
  final List<DeviceEntry> deviceDecisions = new ArrayList<>();
  final List<AckEntry> acks = new ArrayList<>();
  final List<RequestEntry> requests = new ArrayList<>();
  final List<CancelEntry> cancels = new ArrayList<>();
  private final Map<LogTopic, LogBounds> bounds = new EnumMap<>(LogTopic.class);

  MemoryShardLog() {
    for (LogTopic topic : LogTopic.values()) {
      bounds.put(topic, new LogBounds(0, Long.MAX_VALUE));
    }
  }

  void bound(LogTopic topic, long start, long end) {
    bounds.put(topic, new LogBounds(start, end));
  }

  List<StatusEntry.Changed> statusesOf(String operationId) {
    return statuses.stream().filter(s -> s.operationId().equals(operationId)).toList();
  }

  void replaceStatus(StatusEntry.Changed status, UnaryOperator<StatusEntry.Changed> change) {
    statuses.set(statuses.indexOf(status), change.apply(status));
  }

  void replaceDispatch(
      DispatchEntry.Kind kind, Function<DispatchEntry.About, DispatchEntry> change) {
    dispatches.replaceAll(e -> e.kind() == kind ? change.apply(e.about()) : e);
  }

  static Position at(LogTopic topic, long offset) {
    return new Position(topic, PARTITION, offset);
  }

  @Override
  public int partition() {
    return PARTITION;
  }

  @Override
  public LogBounds bounds(LogTopic topic) {
    return bounds.get(topic);
  }

  @Override
  public void readStatuses(Consumer<? super StatusEntry> to) {
    List<StatusEntry> all = new ArrayList<>(statuses);
    all.addAll(forgotten);
    read(all, LogTopic.OPERATION_STATUS, StatusEntry::offset, to);
  }

  @Override
  public void readDispatches(Consumer<? super DockEntry> to) {
    List<DockEntry> all = new ArrayList<>(dispatches);
    all.addAll(deviceDecisions);
    read(all, LogTopic.DISPATCH_EVENTS, DockEntry::offset, to);
  }

  @Override
  public void readAcks(Consumer<? super AckEntry> to) {
    read(acks, LogTopic.DEVICE_ACKS, AckEntry::offset, to);
  }

  @Override
  public void readCommands(Consumer<? super CommandEntry> to) {
    List<CommandEntry> all = new ArrayList<>(requests);
    all.addAll(cancels);
    read(all, LogTopic.UPDATE_COMMANDS, CommandEntry::offset, to);
  }

  private <T> void read(
      List<T> entries, LogTopic topic, ToLongFunction<T> offset, Consumer<? super T> to) {
    LogBounds range = bounds(topic);
    entries.stream()
        .filter(e -> offset.applyAsLong(e) >= range.start() && offset.applyAsLong(e) < range.end())
        .sorted(Comparator.comparingLong(offset))
        .forEach(to);
  }
}
