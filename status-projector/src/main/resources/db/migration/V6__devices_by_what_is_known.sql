alter table device
  -- versions that the device runs, by kind of software
  add column software_versions jsonb not null default '{}',
  -- what lists of devices are filtered by
  add column device_type text collate "C"
    generated always as (description ->> 'deviceType') stored,
  add column unique_id text collate "C"
    generated always as (description ->> 'uniqueId') stored,
  add column current_user_id text collate "C"
    generated always as (description ->> 'currentUserId') stored;

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
