-- Lists leave out every request that was turned away, not only those that met a held dock.
--
-- An index whose condition had the revision itself would change with each revision of a row. This
-- column changes only when an operation takes the row of its request over, so that the other updates
-- touch no index (HOT).
alter table operation
  add column turned_away boolean not null generated always as (revision = 0) stored;

drop index operation_by_device_without_conflicts;

create index operation_by_device_without_turned_away
  on operation (tenant_id, device_id, created_at_ms desc, operation_id desc)
  where not turned_away;
