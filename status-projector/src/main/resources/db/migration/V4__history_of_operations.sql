-- What each operation was at each of its revisions: of a row of operation only what can change. The
-- rest stands there once, and a reader takes it from there, with the tenant.
create table operation_revision (
  operation_id      text collate "C" not null,
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
  constraint operation_revision_key primary key (operation_id, revision)
);

-- of what came before this table, the revision that is known
insert into operation_revision
select operation_id, revision, last_action_at_ms, started_at_ms, completed_at_ms, deadline_at_ms,
       state, phase, last_action_by, error_code, error_message, progress
from operation
where revision > 0;
