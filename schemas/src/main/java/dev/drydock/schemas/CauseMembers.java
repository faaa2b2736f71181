package dev.drydock.schemas;

import dev.drydock.messages.Cause;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** What made a service write a record, as members of a flat record. Thread-safe. */
public final class CauseMembers {

  private final int topic;
  private final int partition;
  private final int offset;
  private final int timer;
  private final int dueAt;

  /** Throws {@link IllegalArgumentException} when a schema has no such members. */
  public CauseMembers(Schema schema) {
    topic = ActorMembers.position(schema, "causeTopic");
    partition = ActorMembers.position(schema, "causePartition");
    offset = ActorMembers.position(schema, "causeOffset");
    timer = ActorMembers.position(schema, "causeTimer");
    dueAt = ActorMembers.position(schema, "causeDueAt");
  }

  /** Returns the cause that a record of the schema names. */
  public Cause in(SpecificRecord record) {
    return new Cause(
        (String) record.get(topic),
        (Integer) record.get(partition),
        (Long) record.get(offset),
        (String) record.get(timer),
        (Instant) record.get(dueAt));
  }

  /** Names the cause in a record of the schema. */
  public void set(SpecificRecord record, Cause cause) {
    record.put(topic, cause.getTopic());
    record.put(partition, cause.getPartition());
    record.put(offset, cause.getOffset());
    record.put(timer, cause.getTimer());
    record.put(dueAt, cause.getDueAt());
  }
}
