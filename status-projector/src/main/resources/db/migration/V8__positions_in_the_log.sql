-- Up to where each partition of the topics is in the view, written in the transaction of the rows. The
-- projector reads on from there, and not from the consumer group's offsets: a database that is emptied,
-- new or put back to an older state is filled from the log.
create table log_position (
  topic       text    collate "C" not null,
  partition   integer not null,
  -- Kafka's id of the topic: a topic that was deleted and made anew under its name has another
  topic_id    text    not null,
  next_offset bigint  not null,
  -- timestamp of the newest record that was read; null before the first
  log_time_ms bigint,
  moved_at    timestamptz not null default now(),
  constraint log_position_key primary key (topic, partition)
)
-- written with each batch: room on the page, so that no index changes
with (fillfactor = 50);

-- Records that may be missing in the view. Each raises an alarm until an operator deletes its row.
create table log_gap (
  topic       text    collate "C" not null,
  partition   integer not null,
  -- topicReplaced, recordsDeleted or logTruncated
  reason      text    not null,
  -- where the view was, and from where it was read on
  from_offset bigint  not null,
  to_offset   bigint  not null,
  found_at    timestamptz not null default now(),
  constraint log_gap_key primary key (topic, partition, reason, from_offset)
);
