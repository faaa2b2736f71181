-- What many operations have in common and lists select them by. A list of a tenant's operations is
-- merged from one ordered walk for each kind that it selects, so that what it costs follows from the
-- number of kinds, whatever the filter, and not from how rare what it looks for is among the rows.
-- It takes the place of an index led by each column that can be filtered by, for each order.
create table operation_kind (
  kind_id          bigint  not null,
  tenant_id        text    collate "C" not null,
  turned_away      boolean not null,
  state            text    collate "C" not null,
  software_type    text    collate "C" not null,
  software_version text    collate "C" not null,
  error_code       text    collate "C",
  -- NONE, LAST_ACTION or OTHER: when the operations of the kind ended
  completion       text    not null,
  -- bounds of last_action_at_ms - created_at_ms
  least_span_ms    bigint  not null,
  most_span_ms     bigint  not null,
  -- the last day on which an operation came into the kind: nobody deletes a kind of today
  used_on          date    not null default current_date,
  constraint operation_kind_key primary key (kind_id)
);

create index operation_kind_by_tenant
  on operation_kind (tenant_id);

-- Strings are compared by their code points, as in the other columns: whether two are the same does
-- not depend on it, but which is less does.
alter table operation
  alter column state type text collate "C",
  alter column software_type type text collate "C",
  alter column software_version type text collate "C",
  alter column error_code type text collate "C",
  add column kind_id bigint not null default 0;

-- The rows there are get kinds of any numbers and of all spans; with its next revision a row comes
-- into the kind that the projector works out.
insert into operation_kind (kind_id, tenant_id, turned_away, state, software_type, software_version,
                            error_code, completion, least_span_ms, most_span_ms)
select row_number() over (), kind.*, -9223372036854775808, 9223372036854775807
from (select distinct tenant_id, turned_away, state, software_type, software_version, error_code,
             case when completed_at_ms is null then 'NONE'
                  when completed_at_ms = last_action_at_ms then 'LAST_ACTION'
                  else 'OTHER' end as completion
      from operation) kind;

update operation o
set kind_id = kind.kind_id
from operation_kind kind
where kind.tenant_id = o.tenant_id
  and kind.turned_away = o.turned_away
  and kind.state = o.state
  and kind.software_type = o.software_type
  and kind.software_version = o.software_version
  and kind.error_code is not distinct from o.error_code
  and kind.completion = case when o.completed_at_ms is null then 'NONE'
                             when o.completed_at_ms = o.last_action_at_ms then 'LAST_ACTION'
                             else 'OTHER' end;

alter table operation
  alter column kind_id drop default;

-- Each has the other time, too: where a list is ordered by one and filtered by the other, a walk may
-- have to leave out many rows of its kind, and need not fetch them for it.
create index operation_by_kind_and_creation
  on operation (kind_id, created_at_ms, operation_id) include (last_action_at_ms);

create index operation_by_kind_and_last_action
  on operation (kind_id, last_action_at_ms, operation_id) include (created_at_ms);

-- The list that is asked for most, without a filter and newest first, need not be merged.
create index operation_by_tenant_without_turned_away
  on operation (tenant_id, created_at_ms, operation_id)
  where not turned_away;
