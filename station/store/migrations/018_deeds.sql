-- Deeds on orders and works. They change what is asked, holds, priority,
-- assignment or the epoch of a work, never its counts.

-- lock_order locks the works of an order, then the order.
create function lock_order(d jsonb) returns orders language plpgsql as $$
declare
    o orders; o_id bigint := nullif(d->>'order', '')::bigint;
begin
    perform from works where order_id = o_id order by warehouse_id, id for update;
    select * into o from orders where id = o_id for update;
    if o.id is null then
        perform refuse('Order %s is not known.', coalesce(d->>'order', ''));
    end if;
    return o;
end $$;

create function lock_work(wid int, d jsonb) returns works language plpgsql as $$
declare
    wk works;
begin
    select * into wk from works where warehouse_id = wid and id = nullif(d->>'work', '')::bigint for update;
    if wk.id is null then
        perform refuse('Work %s is not known.', coalesce(d->>'work', ''));
    end if;
    return wk;
end $$;

-- hold_kind copies the oldest open hold of an order to its works and says so to
-- whoever has them in hand.
create function hold_kind(o_id bigint) returns void language plpgsql as $$
declare
    w record; kind_ text := coalesce((select kind from holds where order_id = o_id and released_at is null order by id limit 1), '');
begin
    for w in select warehouse_id, id, state from works where order_id = o_id and state not in ('handed_over', 'cancelled') order by id loop
        update works set hold = kind_, asked_rev = asked_rev + 1 where warehouse_id = w.warehouse_id and id = w.id;
        if w.state = 'ready' then
            perform set_blocked(w.warehouse_id, w.id);
        end if;
    end loop;
end $$;

create function do_hold(d jsonb, by_ text) returns void language plpgsql as $$
declare
    o orders := lock_order(d);
begin
    if o.state in ('shipped', 'completed', 'cancelled', 'rejected') then
        perform refuse('Order %s is %s.', o.number, o.state);
    end if;
    insert into holds (order_id, kind, placed_by) values (o.id, d->>'kind', by_)
    on conflict (order_id, kind) where released_at is null do nothing;
    perform hold_kind(o.id);
end $$;

-- do_release ends the holds of an order and its delay; what was parked because
-- of them may go on.
create function do_release(d jsonb, by_ text) returns void language plpgsql as $$
declare
    o orders := lock_order(d); w record;
begin
    update holds set released_at = now(), released_by = by_ where order_id = o.id and released_at is null;
    perform hold_kind(o.id);
    for w in select wk.warehouse_id, wk.id from works wk where wk.order_id = o.id order by wk.id loop
        perform unpark(w.warehouse_id, w.id, true);
    end loop;
    if o.state = 'pending_release' then
        perform release_order(o.id);
    end if;
end $$;

-- unpark turns a slot READY; a work without goods that was let go is ready again.
create function unpark(wid int, work bigint, only_hold boolean) returns void language plpgsql as $$
declare
    p parked; wk works;
begin
    select * into p from parked where warehouse_id = wid and work_id = work for update;
    if p.work_id is null then
        return;
    end if;
    if p.slot <> '' then
        update parked set ready = true where warehouse_id = wid and work_id = work and (reason = 'hold' or not only_hold);
        return;
    end if;
    delete from parked where warehouse_id = wid and work_id = work;
    select * into wk from works where warehouse_id = wid and id = work;
    if not wk.touched and wk.holder is null then
        perform make_ready(wid, work);
        perform set_blocked(wid, work);
        perform derive_order(wk.order_id);
    end if;
end $$;

-- cancel_work ends a work that nobody started; goods that left their location
-- have to go back first, and a station that has it in hand is told.
create function cancel_work(wk works) returns void language plpgsql as $$
begin
    if wk.holder is not null and (wk.touched or wk.lease_until >= now()) then
        update works set cancelled = true, asked_rev = asked_rev + 1 where warehouse_id = wk.warehouse_id and id = wk.id;
        return;
    end if;
    if wk.holder is not null then
        insert into losses (writer_id, warehouse_id, work_id, station_id)
        select wk.holder, wk.warehouse_id, wk.id, station_id from writers where id = wk.holder
        on conflict do nothing;
    end if;
    update works set cancelled = true, asked_rev = asked_rev + 1, holder = null, lease_until = null,
        epoch = epoch + (holder is not null)::int
    where warehouse_id = wk.warehouse_id and id = wk.id;
    perform end_cancelled(wk);
end $$;

create function do_cancel(d jsonb) returns void language plpgsql as $$
declare
    o orders := lock_order(d); wk works;
begin
    if o.state in ('shipped', 'completed', 'cancelled', 'rejected') then
        perform refuse('Order %s is %s. What has left comes back as a return.', o.number, o.state);
    end if;
    if exists (select from parcels p join works w on w.warehouse_id = p.warehouse_id and w.id = p.work_id
               where w.order_id = o.id and w.state not in ('labelled', 'handed_over') and p.state in ('in_cage', 'handed_over')) then
        perform refuse('A parcel of order %s has left its bench. Take it out of its cage first.', o.number);
    end if;
    for wk in select * from works where order_id = o.id and state not in ('handed_over', 'cancelled', 'cancelling') order by id loop
        continue when o.state = 'part_shipped' and wk.state = 'labelled';
        update order_lines ol set cancelled = ol.cancelled + l.qty - l.cancelled
        from work_lines l where o.state = 'part_shipped' and l.warehouse_id = wk.warehouse_id and l.work_id = wk.id
          and ol.order_id = o.id and ol.n = l.order_line;
        perform cancel_work(wk);
    end loop;
    update orders set cancelled = (state <> 'part_shipped'), state = case when state = 'pending_release' then 'cancelled' else state end
    where id = o.id;
    perform derive_order(o.id);
end $$;

create function do_assign(d jsonb) returns void language plpgsql as $$
declare
    o orders := lock_order(d); s stations; w record;
begin
    if d->>'station' <> '' then
        select * into s from stations where name = d->>'station' and warehouse_id = o.warehouse_id;
        if s.id is null then
            perform refuse('Station %s is not known.', d->>'station');
        end if;
    end if;
    for w in select wk.id, st.name from works wk join writers wr on wr.id = wk.holder join stations st on st.id = wr.station_id
             where wk.order_id = o.id limit 1 loop
        perform refuse('Order %s is at %s now.', o.number, w.name);
    end loop;
    update works set assigned_to = s.id where order_id = o.id and state = 'ready';
    if not found then
        perform refuse('Nothing of order %s is waiting.', o.number);
    end if;
end $$;

create function do_priority(d jsonb) returns void language plpgsql as $$
declare
    o orders := lock_order(d);
begin
    update orders set priority = (d->>'priority')::int where id = o.id;
    update works set priority = (d->>'priority')::int where order_id = o.id;
end $$;

-- do_settle decides, in the place of the channel, over the units of a work that
-- are short.
create function do_settle(wid int, d jsonb) returns void language plpgsql as $$
declare
    wk works := lock_work(wid, d); l record; any_ boolean := false;
begin
    if d->>'rule' not in ('wait', 'ship_partial', 'cancel_line') then
        perform refuse('Missing units can be settled by wait, ship_partial or cancel_line.');
    end if;
    for l in select line, short, product_id from work_lines where warehouse_id = wid and work_id = wk.id and short > 0 order by line loop
        update work_lines set short = 0, cure = '' where warehouse_id = wid and work_id = wk.id and line = l.line;
        perform reserve(wid, l.product_id, -l.short);
        perform settle(wk, l.line, l.short, d->>'rule');
        any_ := true;
    end loop;
    if not any_ then
        perform refuse('Nothing of work %s is short.', d->>'work');
    end if;
    update works set asked_rev = asked_rev + 1 where warehouse_id = wid and id = wk.id;
    if d->>'rule' <> 'wait' then
        perform unpark(wid, wk.id, false);
    end if;
end $$;

-- do_to_slot takes a stuck work from the bench that went away: a person found
-- the goods and put them on the trouble shelf.
create function do_to_slot(wid int, d jsonb) returns void language plpgsql as $$
declare
    wk works := lock_work(wid, d); s stations;
begin
    if wk.lease_until >= now() or wk.state in ('ready', 'labelled', 'handed_over', 'cancelled')
        or exists (select from parked where warehouse_id = wid and work_id = wk.id) then
        perform refuse('Work %s is not stuck.', d->>'work');
    end if;
    if not exists (select from locations where warehouse_id = wid and kind = 'slot' and name = d->>'slot')
        or exists (select from parked where warehouse_id = wid and slot = d->>'slot') then
        perform refuse('Slot %s is not free.', d->>'slot');
    end if;
    insert into losses (writer_id, warehouse_id, work_id, station_id)
    select wr.id, wid, wk.id, wr.station_id from writers wr where wr.id = wk.holder on conflict do nothing;
    update works set holder = null, lease_until = null, epoch = epoch + 1 where warehouse_id = wid and id = wk.id;
    insert into parked (warehouse_id, work_id, slot, reason, ready) values (wid, wk.id, d->>'slot', 'lead', true);
end $$;
