-- What is to be deleted is found by its creation, which never changes: with an index of the ends, each
-- end would change all indexes.
create index operation_by_creation
  on operation (created_at_ms);
