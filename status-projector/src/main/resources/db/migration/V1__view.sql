-- The view: written by the projector alone.
--
-- Texts that are keys, are sorted by or are selected by have the collation "C": the order of pages must
-- not depend on the server's locale, and comparing bytes is the cheapest. Times are milliseconds since
-- 1970, as in the records and in the answers.

-- One row for each operation, and for each rejected request.
create table operation (
  operation_id      text    collate "C" not null,
  tenant_id         text    collate "C" not null,
  device_id         text    collate "C" not null,
  -- 0: a rejected request; an operation of the same id takes its place
  revision          integer not null,
  state             text    collate "C" not null,
  phase             text,
  software_type     text    collate "C" not null,
  software_version  text    collate "C" not null,
  created_at_ms     bigint  not null,
  started_at_ms     bigint,
  last_action_at_ms bigint  not null,
  completed_at_ms   bigint,
  -- actors: members that are null are left out
  created_by        jsonb   not null,
  last_action_by    jsonb   not null,
  error_code        text    collate "C",
  error_message     text,
  progress          text,
  deadline_at_ms    bigint,
  -- An index whose condition had the revision itself would change with each revision of a row. This
  -- column changes only when an operation takes the row of its request over, so that the other updates
  -- touch no index (HOT).
  rejected          boolean not null generated always as (revision = 0) stored,
  -- of operation_kind
  kind_id           bigint  not null,
  -- what answers show and nothing selects or sorts by: JSON that PostgreSQL need not read
  detail            text,
  constraint operation_key primary key (operation_id)
)
-- room on each page for the next revisions of its rows: no index changes with them
with (fillfactor = 70);

-- A device's operations, newest first, with and without rejected requests. The second index is not to be
-- saved: a caller that repeats a conflicting request leaves thousands of such rows.
create index operation_by_device
  on operation (tenant_id, device_id, created_at_ms desc, operation_id desc);

create index operation_by_device_without_rejected
  on operation (tenant_id, device_id, created_at_ms desc, operation_id desc)
  where not rejected;

-- What is to be deleted is found by its creation, which never changes: with an index of the ends, each
-- end would change all indexes.
create index operation_by_creation
  on operation (created_at_ms);

-- Each has the other time, too: where a list is ordered by one and filtered by the other, a scan may
-- have to leave out many rows of its kind, and need not fetch them for it.
create index operation_by_kind_and_creation
  on operation (kind_id, created_at_ms, operation_id) include (last_action_at_ms);

create index operation_by_kind_and_last_action
  on operation (kind_id, last_action_at_ms, operation_id) include (created_at_ms);

-- The list that is asked for most, without a filter and newest first, need not be merged.
create index operation_by_tenant_without_rejected
  on operation (tenant_id, created_at_ms, operation_id)
  where not rejected;

-- What each operation was at each of its revisions: of a row of operation only what can change. The
-- rest stands there once, and a reader takes it from there, with the tenant. The detail has the lines of
-- the device's log that came with the revision.
create table operation_revision (
  operation_id      text    collate "C" not null,
  revision          integer not null,
  last_action_at_ms bigint  not null,
  started_at_ms     bigint,
  completed_at_ms   bigint,
  deadline_at_ms    bigint,
  state             text    not null,
  phase             text,
  last_action_by    jsonb   not null,
  error_code        text,
  error_message     text,
  progress          text,
  detail            text,
  constraint operation_revision_key primary key (operation_id, revision)
);

-- What many operations have in common and lists select them by. A list of a tenant's operations is
-- merged from one ordered scan for each kind that it selects, so that what it costs follows from the
-- number of kinds, whatever the filter, and not from how rare what it looks for is among the rows.
-- It takes the place of an index led by each column that can be filtered by, for each order.
create table operation_kind (
  kind_id          bigint  not null,
  tenant_id        text    collate "C" not null,
  rejected         boolean not null,
  state            text    collate "C" not null,
  software_type    text    collate "C" not null,
  software_version text    collate "C" not null,
  error_code       text    collate "C",
  -- NONE, LAST_ACTION or OTHER: when the operations of the kind ended
  completion       text    not null,
  -- bounds of last_action_at_ms - created_at_ms
  least_span_ms    bigint  not null,
  most_span_ms     bigint  not null,
  -- the last day on which an operation came into the kind: a kind of today is not deleted
  used_on          date    not null default current_date,
  constraint operation_kind_key primary key (kind_id)
);

create index operation_kind_by_tenant
  on operation_kind (tenant_id);

create table device (
  tenant_id         text    collate "C" not null,
  device_id         text    collate "C" not null,
  revision          integer not null,
  -- what is known of the device besides its id: members that are null are left out
  description       jsonb   not null,
  registered_at_ms  bigint  not null,
  registered_by     jsonb   not null,
  modified_at_ms    bigint  not null,
  modified_by       jsonb   not null,
  last_seen_at_ms   bigint,
  -- versions that the device runs, by kind of software
  software_versions jsonb   not null default '{}',
  -- what the device tells of itself
  attributes        jsonb   not null default '{}',
  -- what lists of devices are filtered by
  device_type       text    collate "C"
    generated always as (description ->> 'deviceType') stored,
  unique_id         text    collate "C"
    generated always as (description ->> 'uniqueId') stored,
  current_user_id   text    collate "C"
    generated always as (description ->> 'currentUserId') stored,
  constraint device_key primary key (tenant_id, device_id)
)
-- a device's last call is noted again and again: room on each page, so that no index changes with it
with (fillfactor = 70);

create index device_by_registration
  on device (tenant_id, registered_at_ms, device_id);

-- Only how a text begins: an index takes no text of any length, and the device would be refused for it.
-- Devices of which it is not known are in the indexes, too: PostgreSQL counts an expression's values
-- for plans only where an index has all rows.
create index device_by_type
  on device (tenant_id, left(device_type, 128), device_id);

create index device_by_unique_id
  on device (tenant_id, left(unique_id, 128), device_id);

create index device_by_current_user
  on device (tenant_id, left(current_user_id, 128), device_id);

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
