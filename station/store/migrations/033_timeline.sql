-- What happens when a standby takes over. It may lack the last rows of the server
-- before it, and with them numbers that were given out: no number is given twice.

-- timelines are the histories of this database, oldest first: a row is written by
-- the server that took over. mark tells apart two that took over from the same one.
create table timelines (
    n        int primary key,
    system   text not null,                                 -- '' where the server does not tell
    timeline bigint not null,
    mark     text not null default gen_random_uuid()::text,
    base     bigint not null,                               -- numbers and epochs that begin from here on are higher
    at       timestamptz not null default now()
);

-- server_timeline is what this server says of itself; '' and 0 where a role may
-- not ask, as with some who run databases for others.
create function server_timeline(out system text, out timeline bigint) language plpgsql stable as $$
begin
    select s.system_identifier::text into system from pg_control_system() s;
    -- Not the one of the control file: that is the old one until a checkpoint ends.
    timeline := ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint;
exception
    when insufficient_privilege or undefined_function or feature_not_supported then
        system := ''; timeline := 0;
end $$;

-- sscc_jump is how far the SSCCs of a prefix jump: a thousandth of a short range.
create function sscc_jump(prefix text) returns bigint language sql immutable as $$
    select least(100000, (10 ^ (17 - length(prefix)))::bigint / 1000);
$$;

-- jump_numbers moves every range of numbers on, for so many servers that took
-- over: further than any of them can have given out what is lost now.
create function jump_numbers(times bigint) returns void language plpgsql as $$
begin
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + 100000 * times)
    from pg_sequences where schemaname = 'public' and coalesce(last_value, 0) + 100000 * times < max_value;
    update counters set value = value + 100000 * times;
    update sscc_ranges set next = next + sscc_jump(company_prefix) * times;
end $$;

-- take_over enters that this server goes on alone, if that is news. Numbers have
-- jumped before anybody can take one. Whoever takes over after this one jumps
-- further, also when it never heard of it.
create function take_over(system_ text, timeline_ bigint) returns void language plpgsql as $$
declare
    t timelines; times bigint;
begin
    perform from timelines where n = 1 for update; -- one after the other
    select * into t from timelines order by n desc limit 1;
    if t.system = system_ and t.timeline >= timeline_ then
        return;
    end if;
    times := case when t.system = system_ then timeline_ - t.timeline else 1 end;
    perform set_config('synchronous_commit', 'local', true); -- durable, also while there is no standby yet
    perform jump_numbers(times);
    insert into timelines (n, system, timeline, base) values (t.n + 1, system_, timeline_, t.base + 100000 * times);
end $$;

-- timeline_v1 says on which timeline this server is. Every connection asks first;
-- the first one after a standby took over has the numbers jump.
create function timeline_v1() returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    s record; t timelines;
begin
    if current_setting('transaction_read_only') = 'on' then -- a standby, or somebody who may only read
        return jsonb_build_object('reads', true);
    end if;
    s := server_timeline();
    select * into t from timelines order by n desc limit 1;
    if s.timeline > 0 and (t.system <> s.system or t.timeline < s.timeline) then
        perform take_over(s.system, s.timeline);
        select * into t from timelines order by n desc limit 1;
    end if;
    return jsonb_build_object('system', t.system, 'timeline', t.timeline, 'mark', t.mark);
end $$;

-- promoted_v1 says so where the server does not tell: whoever has a standby take
-- over calls it there, before anything else.
create function promoted_v1() returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    s record;
begin
    s := server_timeline();
    if s.timeline = 0 then
        s.timeline := (select timeline + 1 from timelines order by n desc limit 1);
        s.system := (select system from timelines order by n desc limit 1);
    end if;
    perform take_over(s.system, s.timeline);
    return (select timeline from timelines order by n desc limit 1);
end $$;

insert into timelines (n, system, timeline, base)
select 1, s.system, greatest(s.timeline, 1), 0 from server_timeline() s;

-- number_base is what numbers that begin now are above.
create function number_base() returns bigint language sql stable as $$
    select base from timelines order by n desc limit 1;
$$;

create or replace function next_number(wid int, name_ text) returns bigint language sql as $$
    insert into counters as c (warehouse_id, name, value) values (wid, name_, number_base() + 1)
    on conflict (warehouse_id, name) do update set value = c.value + 1
    returning value;
$$;

-- next_sscc is a serial reference that nobody ever had and nobody else gets.
create or replace function next_sscc(prefix text) returns bigint language plpgsql as $$
declare
    serial bigint;
begin
    update sscc_ranges set next = next + 1 where company_prefix = prefix returning next - 1 into serial;
    if serial is null then
        insert into sscc_ranges (company_prefix, next) values (prefix, first_sscc(prefix) + sscc_jump(prefix) * (number_base() / 100000))
        on conflict do nothing;
        update sscc_ranges set next = next + 1 where company_prefix = prefix returning next - 1 into serial;
    end if;
    return serial;
end $$;

-- lease gives a work to a writer: a new epoch, 90 s on this clock. A server that
-- took over gives none that the one before may have given.
create or replace function lease(w writers, person bigint, id_ bigint, rules_ jsonb) returns works language plpgsql as $$
declare
    old works; wk works;
begin
    select * into old from works where warehouse_id = w.warehouse_id and id = id_ for update;
    if old.holder is not null and old.holder <> w.id then
        insert into losses (writer_id, warehouse_id, work_id, station_id)
        values (old.holder, w.warehouse_id, id_, w.station_id)
        on conflict (writer_id, work_id) do update set station_id = excluded.station_id, at = now();
    end if;
    delete from losses where writer_id = w.id and work_id = id_;
    update works set holder = w.id, last_writer = w.id,
        epoch = greatest(epoch, number_base()) + 1, lease_until = now() + interval '90 seconds',
        state = case when works.state = 'ready' then 'picking' else works.state end,
        packer_id = coalesce(person, packer_id), asked_seen = asked_rev,
        rules = rules_ || case when c.short_rule is null then '{}' else jsonb_build_object('short', c.short_rule) end
    from orders o join channels c on c.id = o.channel_id
    where works.warehouse_id = w.warehouse_id and works.id = id_ and o.id = works.order_id
    returning works.* into wk;
    if old.state = 'ready' then
        perform derive_order(wk.order_id);
    end if;
    return wk;
end $$;

insert into rights (role, call)
select r, 'timeline_v1' from unnest(array['station', 'supervisor', 'office', 'reader']) r;

revoke execute on all functions in schema public from public;
