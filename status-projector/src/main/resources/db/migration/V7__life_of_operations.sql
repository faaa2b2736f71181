-- What answers show of an operation, and nothing selects or sorts by: JSON that PostgreSQL need not
-- read. Rows from before have none. The revisions have the lines of the device's log that came with
-- them, and not what never changes: that stands with the operation. They come first, as what deletes
-- operations locks them first.
alter table operation_revision
  add column detail text;

alter table operation
  add column detail text;

alter table device
  add column last_seen_at_ms bigint,
  -- what the device tells of itself
  add column attributes jsonb not null default '{}',
  -- devices are heard of every minute: room on each page, so that no index changes with them
  set (fillfactor = 70);
