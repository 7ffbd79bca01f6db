-- Facts about works and stations, and what a fact of any kind means.

-- settled says, for a move of a work, whether its guard holds.
create function settled(wid int, work bigint, to_ text) returns boolean language plpgsql stable as $$
begin
    return (select case to_
    when 'picked' then not exists (select from work_lines where warehouse_id = wid and work_id = work
        and picked < qty - cancelled)
    when 'packed' then not exists (select from work_lines where warehouse_id = wid and work_id = work
        and (packed <> picked or packed < qty - cancelled))
    when 'labelled' then not exists (select from parcels p where p.warehouse_id = wid and p.work_id = work
        and p.state <> 'voided' and p.state not in ('labelled', 'in_cage', 'handed_over'))
    when 'ready' then not exists (select from work_units where warehouse_id = wid and work_id = work
        and qty > 0 and with_work(place))
    when 'cancelled' then not exists (select from work_units where warehouse_id = wid and work_id = work
            and qty > 0 and with_work(place))
        and not exists (select from labels where warehouse_id = wid and work_id = work and state not in ('failed', 'voided'))
    else true end);
end $$;

create function apply_work_moved(f pending, wk works) returns void language plpgsql as $$
declare
    to_ text := f.b->>'to';
begin
    if wk.state <> f.b->>'from' or not exists (select from transitions where machine = 'work'
            and from_state = wk.state and to_state = to_ and event = f.b->>'event') then
        perform broken('the work cannot go from ' || wk.state || ' by ' || coalesce(f.b->>'event', ''));
    end if;
    if not settled(f.warehouse_id, f.work_id, to_) then
        perform broken('the work is not ready to be ' || to_);
    end if;
    update works set state = to_ where warehouse_id = f.warehouse_id and id = f.work_id and state <> to_;
    if to_ = 'cancelled' then
        perform forget_demand(wk);
    end if;
    perform derive_order(wk.order_id);
end $$;

create function free_tote(wid int, work bigint) returns void language plpgsql as $$
begin
    update totes t set work_id = null where t.work_id = work and t.warehouse_id = wid
      and not exists (select from work_units u where u.warehouse_id = wid and u.work_id = work
                      and u.qty > 0 and u.place in ('tote', 'loose'));
end $$;

-- make_ready takes a work back to its start, along the states; nothing of it
-- left its location.
create function make_ready(wid int, work bigint) returns void language plpgsql as $$
declare
    at_ text;
begin
    loop
        select state into at_ from works where warehouse_id = wid and id = work;
        exit when at_ not in ('packing', 'picked', 'short', 'picking');
        update works set state = case at_ when 'packing' then 'picked' when 'picking' then 'ready' else 'picking' end
        where warehouse_id = wid and id = work;
    end loop;
end $$;

create function any_live_label(wid int, work bigint) returns boolean language sql stable as $$
    select exists (select from labels where warehouse_id = wid and work_id = work and state not in ('failed', 'voided'));
$$;

-- end_cancelled ends a cancelled work once nobody has it in hand: at once when
-- there is nothing to put back, else anybody may take it from its slot.
create function end_cancelled(wk works) returns void language plpgsql as $$
begin
    if wk.state in ('cancelling', 'cancelled', 'handed_over') then
        return;
    end if;
    if wk.touched or any_live_label(wk.warehouse_id, wk.id) then
        update works set state = 'cancelling' where warehouse_id = wk.warehouse_id and id = wk.id;
        update parked set ready = true where warehouse_id = wk.warehouse_id and work_id = wk.id;
        return;
    end if;
    perform make_ready(wk.warehouse_id, wk.id);
    perform forget_demand(wk);
    delete from parked where warehouse_id = wk.warehouse_id and work_id = wk.id;
    update works set state = 'cancelled' where warehouse_id = wk.warehouse_id and id = wk.id;
end $$;

-- forget_demand takes back what a work still wanted from stock.
create function forget_demand(wk works) returns void language plpgsql as $$
declare
    l record;
begin
    for l in
        select wl.product_id, sum(case when wk.state = 'ready' then wl.qty - wl.cancelled - coalesce(a.qty, 0) else wl.short end)::int as qty
        from work_lines wl
        left join lateral (select sum(qty) as qty from allocations a
            where a.warehouse_id = wk.warehouse_id and a.work_id = wk.id and a.line = wl.line) a on true
        where wl.warehouse_id = wk.warehouse_id and wl.work_id = wk.id
        group by wl.product_id order by wl.product_id
    loop
        perform reserve(wk.warehouse_id, l.product_id, -l.qty);
    end loop;
    perform free_allocations(wk.warehouse_id, wk.id);
end $$;

create function apply_work_closed(f pending, wk works) returns void language plpgsql as $$
begin
    update works set holder = null, lease_until = null where warehouse_id = f.warehouse_id and id = f.work_id;
    update writers set work_id = null where id = f.writer_id and work_id = f.work_id;
    perform free_tote(f.warehouse_id, f.work_id);
    if wk.cancelled then
        perform end_cancelled(wk);
    elsif f.b->>'why' = 'released' and not wk.touched then
        perform make_ready(f.warehouse_id, f.work_id);
    end if;
    perform set_blocked(f.warehouse_id, f.work_id);
    perform derive_order(wk.order_id);
end $$;

create function apply_tote_bound(f pending, wk works) returns void language plpgsql as $$
begin
    update totes set work_id = f.work_id
    where warehouse_id = f.warehouse_id and code = f.b->>'tote' and (work_id is null or work_id = f.work_id);
    if not found then
        perform broken('tote ' || coalesce(f.b->>'tote', '') || ' is not free');
    end if;
    update works set tote = f.b->>'tote' where warehouse_id = f.warehouse_id and id = f.work_id;
end $$;

create function apply_parked(f pending, wk works) returns void language plpgsql as $$
declare
    slot_ text := coalesce(f.b->>'slot', '');
begin
    if slot_ <> '' and not exists (select from locations where warehouse_id = f.warehouse_id and kind = 'slot' and name = slot_) then
        perform broken('slot ' || slot_ || ' is not known');
    end if;
    insert into parked (warehouse_id, work_id, slot, reason, person_id, station_id)
    values (f.warehouse_id, f.work_id, slot_, f.b->>'reason', f.person_id, f.station_id);
end $$;

create function apply_session(f pending) returns void language plpgsql as $$
declare
    person bigint := nullif(f.b->>'person', '')::bigint;
begin
    update sessions set closed_at = f.at, reason = coalesce(nullif(f.b->>'reason', ''), f.kind)
    where station_id = f.station_id and closed_at is null;
    if f.kind = 'signed_out' then
        update writers set person_id = null where id = f.writer_id;
        return;
    end if;
    insert into sessions (station_id, person_id, offline, opened_at)
    values (f.station_id, person, coalesce((f.b->>'offline')::boolean, false), f.at);
    update writers set person_id = person where id = f.writer_id;
end $$;

-- apply_of_work makes one fact of a work true that its station holds.
create function apply_of_work(f pending, wk works) returns void language plpgsql as $$
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
    when 'print_requested', 'print_started', 'print_ended' then perform apply_print(f);
    when 'label_proven' then perform apply_label_proven(f, wk);
    else perform broken('this version does not know facts of kind ' || f.kind);
    end case;
end $$;

-- apply_fact makes one fact true, or answers why it is set aside: epoch (somebody
-- else has the work), rule (an earlier fact of the work broke one), lost (the
-- bench only says that it knows).
create function apply_fact(f pending) returns text language plpgsql as $$
declare
    wk works;
begin
    if f.work_id is null then
        case f.kind
        when 'signed_in', 'signed_out' then perform apply_session(f);
        when 'to_tray' then perform apply_to_tray(f);
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
