-- What happened and what was decided, each once.

create sequence facts_n;

-- A fact's identity is writer and number; writers.last_seq, locked, keeps it
-- unique, for a partitioned table cannot. n is the order of applying within a
-- work. aside is '' for an applied fact, else why it was set aside.
create table facts (
    warehouse_id int not null,
    writer_id    int not null,
    seq          bigint not null,
    applied_at   timestamptz not null default now(),
    n            bigint not null default nextval('facts_n'),
    at           timestamptz not null,
    person_id    bigint,
    work_id      bigint,
    epoch        bigint not null default 0,
    kind         text not null,
    body         json not null,
    prev         bytea not null,
    hash         bytea not null,
    aside        text not null default '',
    primary key (warehouse_id, writer_id, seq, applied_at)
) partition by range (applied_at);
create index facts_work on facts (work_id, n) where work_id is not null;

create table facts_rest partition of facts default;

-- make_months makes the partitions of this month and the next ones.
create function make_months(ahead int) returns int language plpgsql as $$
declare
    first date; made int := 0;
begin
    for i in 0..ahead loop
        first := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i))::date;
        continue when to_regclass('facts_' || to_char(first, 'YYYY_MM')) is not null;
        execute format('create table %I partition of facts for values from (%L) to (%L)',
            'facts_' || to_char(first, 'YYYY_MM'),
            first || ' 00:00:00+00', (first + interval '1 month')::date || ' 00:00:00+00');
        made := made + 1;
    end loop;
    return made;
end $$;
select make_months(3);

-- Single use, one deed, one work, for 60 s.
create table grants (
    id           bigint generated always as identity primary key,
    warehouse_id int not null,
    work_id      bigint not null,
    writer_id    int not null references writers,
    action       text not null,
    person_id    bigint not null references people,
    granted_at   timestamptz not null default now(),
    used_at      timestamptz
);

-- The same key again gives the same works; kept for a day.
create table claim_keys (
    writer_id int not null references writers,
    key       text not null,
    works     bigint[] not null,
    how       text not null,
    slot      text not null default '',
    made_at   timestamptz not null default now(),
    primary key (writer_id, key)
);
create index claim_keys_age on claim_keys (made_at);

create table deeds (
    key          text primary key check (key <> ''),
    kind         text not null,
    body         jsonb not null,
    person       text not null default '',
    warehouse_id int,
    result       jsonb not null default '{}',
    at           timestamptz not null default now()
);

-- One row for every change of a state: by a fact ("writer/seq"), a deed or a timer.
create table state_changes (
    id         bigint generated always as identity primary key,
    machine    text not null,
    subject    text not null,
    from_state text not null,
    to_state   text not null,
    cause      text not null,
    at         timestamptz not null default now()
);
create index state_changes_subject on state_changes (machine, subject, id);

-- The states and the only ways between them.
create table transitions (
    machine    text not null,
    from_state text not null,
    to_state   text not null,
    event      text not null,
    primary key (machine, from_state, to_state, event)
);
