-- Stock: taking, giving, promising. Rows of one call are locked in the order
-- (location, product, lot); nobody skips a locked row.

create function ask_count(wid int, product bigint, location bigint, lot_ text, why_ text) returns void language plpgsql as $$
begin
    insert into tasks (warehouse_id, kind, product_id, location_id, lot, why)
    values (wid, 'count', product, location, lot_, why_)
    on conflict do nothing;
    update stock set counting = true
    where warehouse_id = wid and location_id = location and product_id = product and lot = lot_ and not counting;
end $$;

-- take_stock takes pieces off a place of which own are promised to the taker.
-- What is not on hand, or promised to others, comes from unknown: on paper the
-- place keeps what it owes, and somebody counts it.
create function take_stock(wid int, location bigint, product bigint, lot_ text, qty_ int, own int) returns void language plpgsql as $$
declare
    have int;
begin
    select least(qty_, s.on_hand - s.allocated + own) into have from stock s
    where s.warehouse_id = wid and s.location_id = location and s.product_id = product and s.lot = lot_
    for update;
    have := coalesce(have, 0);
    if have > 0 or own > 0 then
        update stock set on_hand = on_hand - have, allocated = allocated - own
        where warehouse_id = wid and location_id = location and product_id = product and lot = lot_;
    end if;
    if have < qty_ then
        insert into adjustments (warehouse_id, location_id, product_id, lot, qty, why, cause)
        values (wid, location, product, lot_, qty_ - have, 'unknown', coalesce(current_setting('packwright.cause', true), ''));
        perform ask_count(wid, product, location, lot_, 'more was taken than was on hand');
    end if;
end $$;

create function give_stock(wid int, location bigint, product bigint, lot_ text, expiry_ text, qty_ int, own int) returns void language plpgsql as $$
begin
    insert into stock (warehouse_id, location_id, product_id, lot, client_id, expiry, on_hand, allocated)
    select wid, location, product, lot_, p.client_id, nullif(expiry_, '')::date, qty_, own
    from products p where p.id = product
    on conflict (warehouse_id, location_id, product_id, lot)
    do update set on_hand = stock.on_hand + excluded.on_hand, allocated = stock.allocated + excluded.allocated;
end $$;

-- stock_lot is the lot under which goods of a product are kept.
create function stock_lot(product bigint, lot_ text, expiry_ text) returns text language plpgsql stable as $$
begin
    return (select case when p.lot and lot_ <> '' then lot_ when p.expiry then coalesce(expiry_, '') else '' end
    from products p where p.id = product);
end $$;

create function location_of(wid int, name_ text) returns bigint language plpgsql stable as $$
declare
    found_id bigint;
begin
    select id into found_id from locations where warehouse_id = wid and name = name_;
    if not found then
        select id into found_id from locations where warehouse_id = wid and code = name_;
    end if;
    if found_id is null then
        perform broken('location ' || coalesce(name_, '') || ' is not known');
    end if;
    return found_id;
end $$;

-- on_offer are the places of a product that a pick may be sent to, best first:
-- oldest that may still be sold, then along the path.
create function on_offer(wid int, product bigint, kind_ text) returns table (location_id bigint, lot text, free int)
language plpgsql stable rows 5 as $$
begin
    return query
    select s.location_id, s.lot, s.on_hand - s.allocated
    from stock s
    join locations l on l.id = s.location_id
    join products p on p.id = s.product_id
    where s.warehouse_id = wid and s.product_id = product and l.kind = kind_
      and s.on_hand > s.allocated and not s.counting
      and (s.expiry is null or s.expiry > current_date + p.shelf_days)
    order by s.expiry nulls last, l.sequence, s.location_id, s.lot;
end $$;

create function lock_stock(wid int, products_ bigint[]) returns void language plpgsql as $$
begin
    perform from stock where warehouse_id = wid and product_id = any (products_)
    order by location_id, product_id, lot for update;
end $$;

-- allocate_line promises up to need pieces to a line; the stock rows are locked
-- by the caller.
create function allocate_line(wid int, work bigint, line_ int, product bigint, need int) returns int language plpgsql as $$
declare
    o record; n int; got int := 0;
begin
    for o in select * from on_offer(wid, product, 'pick') loop
        exit when got = need;
        n := least(need - got, o.free);
        update stock set allocated = allocated + n
        where warehouse_id = wid and location_id = o.location_id and product_id = product and lot = o.lot;
        insert into allocations (warehouse_id, work_id, line, location_id, product_id, lot, qty)
        values (wid, work, line_, o.location_id, product, o.lot, n);
        got := got + n;
    end loop;
    return got;
end $$;

create function reserve(wid int, product bigint, qty_ bigint) returns void language plpgsql as $$
begin
    insert into reservations (warehouse_id, product_id, qty) values (wid, product, greatest(qty_, 0))
    on conflict (warehouse_id, product_id) do update set qty = greatest(reservations.qty + qty_, 0);
end $$;

create function ask_replenish(wid int, work bigint, product bigint, qty_ int) returns boolean language plpgsql as $$
begin
    if coalesce((select sum(free) from on_offer(wid, product, 'reserve')), 0) < qty_ then
        return false;
    end if;
    insert into tasks (warehouse_id, kind, product_id, qty, work_id) values (wid, 'replenish', product, qty_, work);
    return true;
end $$;

-- set_blocked says whether a ready work can be claimed now.
create function set_blocked(wid int, work bigint) returns void language plpgsql as $$
begin
    update works w set blocked = case
        when o.state in ('received', 'pending_release') then 'release'
        when w.hold <> '' then 'hold'
        when exists (select from parked p where p.warehouse_id = wid and p.work_id = work) then 'parked'
        when exists (select from work_lines l where l.warehouse_id = wid and l.work_id = work
            and l.qty - l.cancelled > coalesce((select sum(a.qty) from allocations a
                where a.warehouse_id = wid and a.work_id = work and a.line = l.line), 0)) then 'stock'
        else '' end
    from orders o where o.id = w.order_id and w.warehouse_id = wid and w.id = work;
end $$;

-- allocate_work promises stock to the whole of a ready work, or to nothing of it.
create function allocate_work(wid int, work bigint) returns boolean language plpgsql as $$
declare
    d record; enough boolean := true; got int;
begin
    perform lock_stock(wid, array(select distinct product_id from work_lines where warehouse_id = wid and work_id = work));
    for d in
        select l.product_id, sum(l.qty - l.cancelled - coalesce(a.qty, 0))::int as need
        from work_lines l
        left join lateral (select sum(a.qty) as qty from allocations a
            where a.warehouse_id = wid and a.work_id = work and a.line = l.line) a on true
        where l.warehouse_id = wid and l.work_id = work
        group by l.product_id
    loop
        if coalesce((select sum(free) from on_offer(wid, d.product_id, 'pick')), 0) < d.need then
            enough := false;
            if not exists (select from tasks t where t.warehouse_id = wid and t.kind = 'replenish'
                           and t.work_id = work and t.product_id = d.product_id and t.done_at is null) then
                perform ask_replenish(wid, work, d.product_id, d.need);
            end if;
        end if;
    end loop;
    if enough then
        for d in
            select l.line, l.product_id, l.qty - l.cancelled - coalesce((select sum(a.qty) from allocations a
                where a.warehouse_id = wid and a.work_id = work and a.line = l.line), 0)::int as need
            from work_lines l where l.warehouse_id = wid and l.work_id = work order by l.line
        loop
            continue when d.need <= 0;
            got := allocate_line(wid, work, d.line, d.product_id, d.need);
            perform reserve(wid, d.product_id, -got);
        end loop;
    end if;
    perform set_blocked(wid, work);
    return enough;
end $$;

-- free_allocations takes back what is promised to a work and not taken yet.
create function free_allocations(wid int, work bigint) returns void language plpgsql as $$
declare
    a record;
begin
    for a in select * from allocations where warehouse_id = wid and work_id = work and qty > taken
             order by location_id, product_id, lot
    loop
        update stock set allocated = allocated - (a.qty - a.taken - a.uncovered)
        where warehouse_id = wid and location_id = a.location_id and product_id = a.product_id and lot = a.lot;
        update allocations set qty = taken, uncovered = 0 where warehouse_id = wid and work_id = work and id = a.id;
    end loop;
end $$;
