-- What was set aside stands on a list until a person has settled it; and nothing
-- that a fact may hold keeps the facts behind it waiting.

-- exceptions are what stations did with goods that the books do not have: one for
-- each station, work and epoch. units left their location and did not come back;
-- labels are ship labels that began to print; code is that of the last label, and
-- proven says that it was scanned on its box.
create table exceptions (
    id           bigint generated always as identity primary key,
    warehouse_id int not null references warehouses,
    writer_id    int not null references writers,
    work_id      bigint,                             -- null: not of a work
    epoch        bigint not null default 0,
    why          text not null check (why in ('epoch', 'rule')),
    said         text not null default '',           -- which rule
    first_seq    bigint not null,
    facts        int not null default 0,
    units        int not null default 0,
    labels       int not null default 0,
    proven       boolean not null default false,
    parcel       int not null default 0,
    code         text not null default '',
    lane         text not null default '',
    tote         text not null default '',
    slot         text not null default '',
    person_id    bigint,
    at           timestamptz not null,               -- by the station's clock: the last of them
    made_at      timestamptz not null default now(),
    settled_at   timestamptz,
    settled_by   text not null default '',
    how          text not null default '' check (how in ('', 'taken_out', 'put_back', 'torn_up', 'counted', 'gone', 'nothing')),
    check ((settled_at is null) = (how = ''))
);
create unique index exceptions_one on exceptions (warehouse_id, writer_id, coalesce(work_id, 0), epoch) where settled_at is null;
create index exceptions_open on exceptions (warehouse_id, id) where settled_at is null;

-- body_of is the body of a fact, null for one that cannot be read; text_of is
-- what is kept of it.
create function body_of(body text) returns jsonb language plpgsql immutable as $$
begin
    return body::jsonb;
exception when data_exception then
    return null;
end $$;
create function text_of(body text) returns json language plpgsql immutable as $$
begin
    return body::json;
exception when data_exception then
    return to_json(body);
end $$;

-- goods_of_exception notes what a fact that was set aside says of goods and labels.
create function goods_of_exception(f facts, id_ bigint) returns void language plpgsql as $$
declare
    b jsonb := f.body::jsonb; q int := coalesce((f.body->>'qty')::int, 0); l labels;
begin
    case f.kind
    when 'unit_picked' then
        update exceptions set units = units + q, tote = case when b->'into'->>'kind' = 'tote' then b->'into'->>'id' else tote end where id = id_;
    when 'unit_moved' then
        update exceptions set units = greatest(units - q, 0) where id = id_ and b->'to'->>'kind' = 'location';
    when 'tote_bound' then
        update exceptions set tote = b->>'tote' where id = id_;
    when 'parked' then
        update exceptions set slot = coalesce(b->>'slot', '') where id = id_;
    when 'label_bought' then
        update exceptions set parcel = (b->>'parcel')::int, lane = coalesce(b->>'lane', ''),
            code = coalesce(nullif(b->>'sscc', ''), b->>'tracking', '') where id = id_;
    when 'print_started' then
        update exceptions set labels = labels + 1 where id = id_ and exists (
            select from facts r where r.work_id = f.work_id and r.kind = 'print_requested' and r.body->>'job' = b->>'job' and r.body->>'doc' = 'ship');
    when 'label_proven' then
        select * into l from labels where warehouse_id = f.warehouse_id and work_id = f.work_id
            and parcel = (b->>'parcel')::int and n = (b->>'label')::int and state in ('purchased', 'manifested');
        update exceptions set proven = true, parcel = (b->>'parcel')::int, code = coalesce(nullif(l.sscc, ''), nullif(l.tracking, ''), code),
            lane = coalesce(nullif(l.lane, ''), lane) where id = id_;
    else null;
    end case;
end $$;

-- note_exception enters a fact that was set aside. What the fact says may be the
-- very reason why: then it is counted, and no more.
create function note_exception() returns trigger language plpgsql as $$
declare
    id_ bigint;
begin
    insert into exceptions as e (warehouse_id, writer_id, work_id, epoch, why, said, first_seq, facts, person_id, at)
    values (new.warehouse_id, new.writer_id, new.work_id, new.epoch, split_part(new.aside, ':', 1),
        left(case when new.aside like 'rule: %' then substr(new.aside, 7) else '' end, 200), new.seq, 1, new.person_id, new.at)
    on conflict (warehouse_id, writer_id, coalesce(work_id, 0), epoch) where settled_at is null
    do update set facts = e.facts + 1, at = excluded.at, person_id = coalesce(excluded.person_id, e.person_id)
    returning id into id_;
    begin
        perform goods_of_exception(new, id_);
    exception when data_exception or integrity_constraint_violation then null;
    end;
    return null;
end $$;

create trigger facts_aside after insert on facts for each row
    when (new.aside not in ('', 'lost')) execute function note_exception();

-- try_fact is apply_fact that sets aside whatever cannot become true. What is not
-- the fact's fault goes on as an error, and the fact comes again: a race or a
-- lock, a connection, a server that stops, is full or read only, or a right that
-- is missing.
create or replace function try_fact(f pending) returns text language plpgsql as $$
begin
    if f.b is null then
        perform broken('the fact cannot be read');
    end if;
    return apply_fact(f);
exception when others then
    if left(sqlstate, 2) in ('08', '25', '40', '53', '55', '57', '58', 'F0', 'XX') or sqlstate in ('42501', 'PW002', 'PW003') then
        raise;
    end if;
    update works set aside_epoch = f.epoch
    where warehouse_id = f.warehouse_id and id = f.work_id and epoch = f.epoch and holder = f.writer_id;
    return 'rule: ' || sqlerrm;
end $$;

-- apply_v1 makes facts of one writer true, each once, and answers with news.
-- A fact that breaks a rule ends the call with an error; called again with
-- careful it is set aside, and the facts after it of the same work.
create or replace function apply_v1(station_ text, writer_ text, devices_ jsonb, unsent_ bigint,
    seqs bigint[], ats timestamptz[], people_ bigint[], works_ bigint[], epochs bigint[],
    kinds text[], bodies text[], prevs bytea[], hashes bytea[], careful boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w record; f pending; why text; asides jsonb; last int := cardinality(seqs);
begin
    if last > 1 and not chained(seqs, prevs, hashes) then
        raise exception using errcode = 'PW002', message = 'the facts of a call do not follow each other';
    end if;
    update writers wr set last_seq = coalesce(seqs[last], wr.last_seq), last_hash = coalesce(hashes[last], wr.last_hash),
        heard_at = now(), caught_before = wr.caught_up_at, caught_up_at = case when unsent_ = 0 then now() else wr.caught_up_at end,
        scan_at = coalesce(ats[last], wr.scan_at), devices = devices_, unsent = unsent_
    from stations s, warehouses h
    where wr.name = writer_ and s.id = wr.station_id and s.name = station_ and s.revoked_at is null and acts_for(s.login)
      and h.id = wr.warehouse_id and (last = 0 or (wr.last_seq = seqs[1] - 1 and wr.last_hash = prevs[1]))
    returning wr.id, wr.warehouse_id, wr.station_id, wr.last_seq, wr.caught_before, h.rules_rev, wr.rules_rev <> h.rules_rev as news into w;
    if not found then
        return apply_rest(station_, writer_, devices_, unsent_, seqs, ats, people_, works_, epochs, kinds, bodies, prevs, hashes, careful);
    end if;
    f.warehouse_id := w.warehouse_id; f.writer_id := w.id; f.station_id := w.station_id; f.caught_up_at := w.caught_before;
    for i in 1..last loop
        f.seq := seqs[i]; f.at := ats[i]; f.person_id := people_[i]; f.work_id := works_[i];
        f.epoch := epochs[i]; f.kind := kinds[i]; f.b := case when careful then body_of(bodies[i]) else bodies[i]::jsonb end;
        why := case when careful then try_fact(f) else apply_fact(f) end;
        insert into facts (warehouse_id, writer_id, seq, at, person_id, work_id, epoch, kind, body, prev, hash, aside)
        values (w.warehouse_id, w.id, f.seq, f.at, f.person_id, f.work_id, f.epoch, f.kind, case when careful then text_of(bodies[i]) else bodies[i]::json end, prevs[i], hashes[i], why);
        if why not in ('', 'lost') then
            asides := coalesce(asides, '[]') || who_has(w.warehouse_id, f.work_id, f.seq, split_part(why, ':', 1));
        end if;
    end loop;
    if w.news then
        update writers set rules_rev = w.rules_rev where id = w.id;
    end if;
    return answer(w.warehouse_id, w.id, w.last_seq, asides,
        case when w.news or last = 0 then rules_of(w.warehouse_id, station_) end);
end $$;

-- do_settle_exception says what a person did about it. Goods that are gone are
-- missing where they came from: somebody counts there.
create function do_settle_exception(wid int, d jsonb, by_ text) returns void language plpgsql as $$
declare
    e exceptions; g record;
begin
    if d->>'how' not in ('taken_out', 'put_back', 'torn_up', 'counted', 'gone', 'nothing') then
        perform refuse('It can be settled by taken_out, put_back, torn_up, counted, gone or nothing.');
    end if;
    update exceptions set settled_at = now(), settled_by = by_, how = d->>'how'
    where warehouse_id = wid and id = nullif(d->>'exception', '')::bigint and settled_at is null returning * into e;
    if e.id is null then
        perform refuse('There is no open exception %s.', coalesce(d->>'exception', ''));
    end if;
    if e.how <> 'gone' then
        return;
    end if;
    for g in select distinct s.location_id, s.product_id, s.lot from facts f
        join work_lines l on l.warehouse_id = wid and l.work_id = f.work_id and l.line::text = f.body->>'line'
        join locations p on p.warehouse_id = wid and p.name = f.body->>'location'
        join stock s on s.warehouse_id = wid and s.location_id = p.id and s.product_id = l.product_id
            and s.lot in ('', coalesce(f.body->>'lot', ''), coalesce(f.body->>'expiry', ''))
        where f.work_id = e.work_id and f.writer_id = e.writer_id and f.epoch = e.epoch and f.kind = 'unit_picked' and f.aside like e.why || '%'
        order by s.location_id, s.product_id, s.lot
    loop
        perform ask_count(wid, g.product_id, g.location_id, g.lot, 'gone without the books: exception ' || e.id);
    end loop;
end $$;

insert into rights (role, call) values ('supervisor', 'deed settle_exception');

create or replace function do_deed(wid int, key_ text, kind_ text, by_ text, d jsonb) returns jsonb language plpgsql as $$
begin
    case kind_
    when 'hold' then perform do_hold(d, by_);
    when 'release' then perform do_release(d, by_);
    when 'cancel' then perform do_cancel(d);
    when 'assign' then perform do_assign(d);
    when 'priority' then perform do_priority(d);
    when 'unpark' then perform unpark(wid, (lock_work(wid, d)).id, false);
    when 'answer_call' then perform do_answer_call(wid, d);
    when 'settle' then perform do_settle(wid, d);
    when 'settle_exception' then perform do_settle_exception(wid, d, by_);
    when 'to_slot' then perform do_to_slot(wid, d);
    when 'put' then perform do_put(wid, d, key_);
    when 'replenish' then perform do_replenish(wid, d, key_);
    when 'count' then perform do_count(wid, d, key_);
    when 'set' then perform do_set(wid, d);
    when 'product_weight' then perform do_product_weight(d);
    when 'channel' then
        insert into channels (code, short_rule, delay_minutes) values (d->>'code', nullif(d->>'short', ''), (d->>'delay_minutes')::int)
        on conflict (code) do update set short_rule = excluded.short_rule, delay_minutes = excluded.delay_minutes;
    when 'channel_note' then
        update channels set pack_note = d->>'text', pack_must = (d->>'must')::boolean, pack_g = (d->>'grams')::int where code = d->>'channel';
        if not found then
            perform refuse('Channel %s is not known.', coalesce(d->>'channel', ''));
        end if;
    when 'warehouse' then
        insert into warehouses (code, name, time_zone, sender, company_prefix)
        values (d->>'code', d->>'name', d->>'time_zone', d->'sender', d->>'company_prefix')
        on conflict (code) do update set name = excluded.name, time_zone = excluded.time_zone, sender = excluded.sender,
            company_prefix = excluded.company_prefix;
        insert into boards (warehouse_id) select id from warehouses where code = d->>'code' on conflict do nothing;
    when 'station' then
        insert into stations (warehouse_id, name) values (wid, d->>'name')
        on conflict (name) do update set revoked_at = null where stations.warehouse_id = excluded.warehouse_id;
    when 'revoke_station' then
        update stations set revoked_at = now() where name = d->>'name' and warehouse_id = wid;
        if not found then
            perform refuse('Station %s is not set up here.', d->>'name');
        end if;
    when 'locations' then perform do_locations(wid, d);
    when 'totes' then
        insert into totes (warehouse_id, code) select wid, t from jsonb_array_elements_text(d->'codes') t on conflict do nothing;
    when 'person' then return do_person(d);
    when 'revoke' then perform do_revoke(d);
    else perform refuse('There is no deed %s.', kind_);
    end case;
    return '{}';
end $$;

revoke execute on all functions in schema public from public;
