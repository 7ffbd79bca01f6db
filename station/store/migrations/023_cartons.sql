-- Cartons that did not fit their goods, and cartons that have run out at a bench.

create table carton_refusals (
    warehouse_id int not null references warehouses,
    id           bigint generated always as identity,
    at           timestamptz not null default now(),
    work_id      bigint not null,
    parcel       int not null,
    carton       text not null,
    planned      text not null default '',           -- what the plan said
    units        jsonb not null,                     -- line to quantity
    station_id   int not null references stations,
    person_id    bigint,
    primary key (warehouse_id, id),
    foreign key (warehouse_id, work_id) references works
);
create index carton_refusals_at on carton_refusals (warehouse_id, at);
create index carton_refusals_work on carton_refusals (warehouse_id, work_id);

create table empty_cartons (
    warehouse_id int not null references warehouses,
    station_id   int not null references stations,
    carton       text not null check (carton <> ''),
    since        timestamptz not null,
    person_id    bigint,
    primary key (warehouse_id, station_id, carton)
);
create index empty_cartons_station on empty_cartons (station_id);

create function apply_carton_refused(f pending) returns void language sql as $$
    insert into carton_refusals (warehouse_id, work_id, parcel, carton, planned, units, station_id, person_id)
    values (f.warehouse_id, f.work_id, (f.b->>'parcel')::int, f.b->>'carton', coalesce(f.b->>'planned', ''), f.b->'units', f.station_id, f.person_id);
$$;

create function apply_shelf(f pending) returns void language plpgsql as $$
begin
    if f.kind = 'carton_refilled' then
        delete from empty_cartons where warehouse_id = f.warehouse_id and station_id = f.station_id and carton = f.b->>'carton';
        return;
    end if;
    insert into empty_cartons (warehouse_id, station_id, carton, since, person_id)
    values (f.warehouse_id, f.station_id, f.b->>'carton', f.at, f.person_id)
    on conflict do nothing;
end $$;

-- apply_of_work makes one fact of a work true that its station holds.
create or replace function apply_of_work(f pending, wk works) returns void language plpgsql as $$
begin
    case f.kind
    when 'unit_moved' then perform apply_unit_moved(f, wk);
    when 'scan_refused', 'prompted', 'acknowledged', 'place_confirmed', 'stop_skipped', 'work_opened', 'work_lost' then null;
    when 'asked_changed' then
        update works set asked_seen = greatest(asked_seen, (f.b->>'rev')::bigint)
        where warehouse_id = f.warehouse_id and id = f.work_id;
    when 'work_started' then
        update writers set work_id = f.work_id where id = f.writer_id;
    when 'work_moved' then perform apply_work_moved(f, wk);
    when 'work_closed' then perform apply_work_closed(f, wk);
    when 'parked' then perform apply_parked(f, wk);
    when 'tote_bound' then perform apply_tote_bound(f, wk);
    when 'units_short' then perform apply_units_short(f, wk);
    when 'unit_damaged' then perform apply_unit_damaged(f, wk);
    when 'unit_missing' then perform apply_unit_missing(f, wk);
    when 'cartons_planned' then
        update works set plan = f.b where warehouse_id = f.warehouse_id and id = f.work_id;
    when 'parcel_opened', 'carton_changed', 'parcel_sealed', 'parcel_reopened', 'parcel_discarded', 'parcel_weighed' then
        perform apply_parcel(f, wk);
    when 'label_requested', 'label_bought', 'label_failed', 'label_in_doubt', 'label_void_requested', 'label_voided', 'void_refused' then
        perform apply_label(f, wk);
    when 'carton_refused' then perform apply_carton_refused(f);
    when 'print_requested', 'print_started', 'print_ended' then perform apply_print(f);
    when 'label_proven' then perform apply_label_proven(f, wk);
    else perform broken('this version does not know facts of kind ' || f.kind);
    end case;
end $$;

-- apply_fact makes one fact true, or answers why it is set aside: epoch (somebody
-- else has the work), rule (an earlier fact of the work broke one), lost (the
-- bench only says that it knows).
create or replace function apply_fact(f pending) returns text language plpgsql as $$
declare
    wk works;
begin
    if f.work_id is null then
        case f.kind
        when 'signed_in', 'signed_out' then perform apply_session(f);
        when 'to_tray' then perform apply_to_tray(f);
        when 'carton_emptied', 'carton_refilled' then perform apply_shelf(f);
        when 'scan_refused', 'prompted', 'acknowledged' then null;
        else perform broken('a fact of kind ' || f.kind || ' needs a work');
        end case;
        return '';
    end if;
    select * into wk from works where warehouse_id = f.warehouse_id and id = f.work_id for update;
    if wk.id is null or wk.epoch <> f.epoch or wk.holder is distinct from f.writer_id then
        if f.kind = 'work_lost' or (f.kind = 'work_closed' and f.b->>'why' = 'lost') then
            delete from losses where writer_id = f.writer_id and work_id = f.work_id;
            update writers set work_id = null where id = f.writer_id and work_id = f.work_id;
            return 'lost';
        end if;
        return case when f.kind = 'scan_refused' then 'lost' else 'epoch' end;
    end if;
    if wk.aside_epoch = f.epoch and f.kind <> 'work_closed' then
        return 'rule';
    end if;
    if f.kind = 'unit_picked' then -- the most frequent ones change no state
        perform apply_unit_picked(f, wk);
    elsif f.kind = 'unit_packed' then
        perform apply_unit_packed(f, wk);
    else
        perform due_to(f.writer_id || '/' || f.seq);
        perform apply_of_work(f, wk);
    end if;
    return '';
end $$;

revoke execute on all functions in schema public from public;
