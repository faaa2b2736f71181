-- The view: one row for each operation and device, written by the projector alone.
--
-- Texts that are keys or are sorted by have the collation "C": the order of pages must not depend on
-- the server's locale, and comparing bytes is the cheapest. Times are milliseconds since 1970, as in
-- the records and in the answers.

create table operation (
  operation_id      text   collate "C" not null,
  tenant_id         text   collate "C" not null,
  device_id         text   collate "C" not null,
  -- 0: a request that was turned away; an operation of the same id takes its place
  revision          integer not null,
  state             text   not null,
  phase             text,
  software_type     text   not null,
  software_version  text   not null,
  created_at_ms     bigint not null,
  started_at_ms     bigint,
  last_action_at_ms bigint not null,
  completed_at_ms   bigint,
  -- actors: members that are null are left out
  created_by        jsonb  not null,
  last_action_by    jsonb  not null,
  error_code        text,
  error_message     text,
  progress          text,
  deadline_at_ms    bigint,
  constraint operation_key primary key (operation_id)
)
-- room on each page for the next revisions of its rows: no index changes with them
with (fillfactor = 70);

-- A device's operations, newest first, with and without the requests that met a held dock. The second
-- index is not to be saved: a caller that repeats a conflicting request leaves thousands of such rows.
create index operation_by_device
  on operation (tenant_id, device_id, created_at_ms desc, operation_id desc);

create index operation_by_device_without_conflicts
  on operation (tenant_id, device_id, created_at_ms desc, operation_id desc)
  where error_code is null or error_code <> 'conflict';

create table device (
  tenant_id        text   collate "C" not null,
  device_id        text   collate "C" not null,
  revision         integer not null,
  -- what is known of the device besides its id: members that are null are left out
  description      jsonb  not null,
  registered_at_ms bigint not null,
  registered_by    jsonb  not null,
  modified_at_ms   bigint not null,
  modified_by      jsonb  not null,
  constraint device_key primary key (tenant_id, device_id)
);
