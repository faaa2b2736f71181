package dev.drydock.projector.stream;

import dev.drydock.projector.core.LogPosition;
import dev.drydock.projector.core.Resumption.Gap;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Keeps how far the view is in each partition. Thread-safe. */
final class PositionTable {

  private static final String COLUMNS =
      "select topic, partition, topic_id, next_offset, log_time_ms, moved_at from log_position";

  private static final String HOLD =
      COLUMNS
          + " where (topic, partition) in (select * from unnest(?::text[], ?::integer[]))"
          + " order by topic, partition for update";

  /**
   * Moves only what stands where it is expected, and holds it until the transaction ends: of two
   * that read the same records, the second finds that the first has moved the position. Locked in
   * the order of the key, so that they wait for each other instead of deadlocking.
   */
  private static final String ADVANCE =
      """
      with step as (
        select * from unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[])
          as s(topic, partition, from_offset, next_offset, log_time_ms)),
      held as (
        select p.topic, p.partition from log_position p join step s using (topic, partition)
        where p.next_offset = s.from_offset order by p.topic, p.partition for update of p)
      update log_position p
      set next_offset = s.next_offset, moved_at = now(),
          log_time_ms = greatest(p.log_time_ms, s.log_time_ms)
      from held h join step s using (topic, partition)
      where p.topic = h.topic and p.partition = h.partition and p.next_offset = s.from_offset
      """;

  private static final String BEGIN =
      "insert into log_position (topic_id, next_offset, topic, partition)"
          + " values (?, ?, ?, ?) on conflict do nothing";

  private static final String PUT_BACK =
      "update log_position set topic_id = ?, next_offset = ?, log_time_ms = null, moved_at = now()"
          + " where topic = ? and partition = ?";

  private static final String PUT_GAP =
      "insert into log_gap (topic, partition, reason, from_offset, to_offset)"
          + " values (?, ?, ?, ?, ?) on conflict do nothing";

  private static final String GAPS =
      "select topic || '-' || partition || ': ' || reason || ', read on at ' || to_offset"
          + " || ' instead of ' || from_offset || ', found at ' || found_at"
          + " from log_gap order by found_at desc, topic, partition limit 20";

  private final JdbcTemplate jdbc;

  PositionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a batch reads of a partition.
   *
   * @param partition the partition
   * @param from offset at which the batch begins
   * @param next offset of the first record behind it
   * @param logTimeMs timestamp of its newest record; the smallest long when it has none
   */
  record Step(TopicPartition partition, long from, long next, long logTimeMs) {}

  /** Returns all positions. */
  Map<TopicPartition, LogPosition> all() {
    return positions(COLUMNS, statement -> {});
  }

  /** Returns positions, which stay as they are until the transaction ends. */
  Map<TopicPartition, LogPosition> hold(Collection<TopicPartition> partitions) {
    return positions(
        HOLD,
        statement -> {
          Connection connection = statement.getConnection();
          statement.setArray(1, array(connection, "text", partitions, TopicPartition::topic));
          statement.setArray(
              2, array(connection, "integer", partitions, TopicPartition::partition));
        });
  }

  /**
   * Moves positions.
   *
   * @throws PositionMovedException when one does not stand where the batch begins: the transaction
   *     is to be rolled back
   */
  void advance(List<Step> steps) {
    int moved =
        jdbc.update(
            ADVANCE,
            statement -> {
              Connection connection = statement.getConnection();
              statement.setArray(1, array(connection, "text", steps, s -> s.partition().topic()));
              statement.setArray(
                  2, array(connection, "integer", steps, s -> s.partition().partition()));
              statement.setArray(3, array(connection, "bigint", steps, Step::from));
              statement.setArray(4, array(connection, "bigint", steps, Step::next));
              statement.setArray(
                  5,
                  array(
                      connection,
                      "bigint",
                      steps,
                      s -> s.logTimeMs() == Long.MIN_VALUE ? null : s.logTimeMs()));
            });
    if (moved != steps.size()) {
      throw new PositionMovedException(steps.size() - moved);
    }
  }

  /**
   * Notes where a partition is read first.
   *
   * @throws PositionMovedException when it stands somewhere by now
   */
  void begin(TopicPartition partition, String topicId, long offset) {
    if (jdbc.update(BEGIN, topicId, offset, partition.topic(), partition.partition()) == 0) {
      throw new PositionMovedException(1);
    }
  }

  /** Has a partition, which is held, read from another offset. */
  void putBack(TopicPartition partition, String topicId, long offset) {
    jdbc.update(PUT_BACK, topicId, offset, partition.topic(), partition.partition());
  }

  /** Notes that records may be missing. */
  void putGap(TopicPartition partition, Gap gap, long from, long to) {
    jdbc.update(PUT_GAP, partition.topic(), partition.partition(), gap.word(), from, to);
  }

  /** Returns the latest gaps in words. */
  List<String> gaps() {
    return jdbc.queryForList(GAPS, String.class);
  }

  private Map<TopicPartition, LogPosition> positions(String sql, PreparedStatementSetter setter) {
    Map<TopicPartition, LogPosition> positions = new HashMap<>();
    RowCallbackHandler rows = row -> positions.put(partition(row), position(row));
    jdbc.query(sql, setter, rows);
    return positions;
  }

  private static TopicPartition partition(ResultSet row) throws SQLException {
    return new TopicPartition(row.getString("topic"), row.getInt("partition"));
  }

  private static LogPosition position(ResultSet row) throws SQLException {
    return new LogPosition(
        row.getString("topic_id"),
        row.getLong("next_offset"),
        row.getObject("log_time_ms", Long.class),
        row.getTimestamp("moved_at").toInstant());
  }

  private static <T> Array array(
      Connection connection, String type, Collection<T> items, Function<T, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, items.stream().map(value).toArray());
  }
}
