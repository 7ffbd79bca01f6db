-- Facts about units.

-- pending is a fact on its way in: the call it came with, and itself.
create type pending as (
    warehouse_id int,
    writer_id    int,
    station_id   int,
    caught_up_at timestamptz,
    seq          bigint,
    at           timestamptz,
    person_id    bigint,
    work_id      bigint,
    epoch        bigint,
    kind         text,
    b            jsonb
);

-- with_work says whether units in such a place are with the work; in_parcel
-- whether they are packed.
create function with_work(place text) returns boolean language sql immutable as $$
    select place in ('tote', 'parcel', 'loose', 'slot', 'cage');
$$;
create function in_parcel(place text) returns boolean language sql immutable as $$
    select place in ('parcel', 'cage');
$$;

create function put_units(wid int, work bigint, line_ int, b jsonb, place_ text, place_id_ text, qty_ int) returns void language plpgsql as $$
begin
    insert into work_units (warehouse_id, work_id, line, lot, expiry, serial, place, place_id, product_id, qty)
    select wid, work, line_, coalesce(b->>'lot', ''), coalesce(b->>'expiry', ''), coalesce(b->>'serial', ''),
           place_, place_id_, l.product_id, qty_
    from work_lines l where l.warehouse_id = wid and l.work_id = work and l.line = line_
    on conflict (warehouse_id, work_id, line, lot, expiry, serial, place, place_id)
    do update set qty = work_units.qty + excluded.qty;
end $$;

create function take_units(wid int, work bigint, line_ int, b jsonb, place_ text, place_id_ text, qty_ int) returns void language plpgsql as $$
begin
    update work_units set qty = qty - qty_
    where warehouse_id = wid and work_id = work and line = line_ and lot = coalesce(b->>'lot', '')
      and expiry = coalesce(b->>'expiry', '') and serial = coalesce(b->>'serial', '')
      and place = place_ and place_id = place_id_ and qty >= qty_;
    if not found then
        perform broken('the units are not in ' || place_ || ' ' || place_id_);
    end if;
end $$;

-- count_line changes the counts of a line as units change places.
create function count_line(wid int, work bigint, line_ int, from_ text, to_ text, qty_ int) returns void language plpgsql as $$
begin
    update work_lines set
        picked = picked + qty_ * (with_work(to_)::int - with_work(from_)::int),
        packed = packed + qty_ * (in_parcel(to_)::int - in_parcel(from_)::int)
    where warehouse_id = wid and work_id = work and line = line_;
end $$;

-- untouch says so when the last unit of a work is away from it.
create function untouch(wid int, work bigint) returns void language plpgsql as $$
begin
    if not exists (select from work_units u where u.warehouse_id = wid and u.work_id = work and u.qty > 0 and with_work(u.place)) then
        update works set touched = false where warehouse_id = wid and id = work and touched;
    end if;
end $$;

create function check_open_parcel(wid int, work bigint, n_ text) returns void language plpgsql as $$
begin
    if not exists (select from parcels where warehouse_id = wid and work_id = work and n = n_::int and state = 'open') then
        perform broken('parcel ' || n_ || ' is not open');
    end if;
end $$;

-- use_grant spends the yes of a lead that an override carries. It counts for
-- 60 s, on the database's clock: a writer that had sent everything later than
-- that cannot have used it in time.
create function use_grant(f pending, action_ text) returns void language plpgsql as $$
begin
    if coalesce(f.b->>'grant', '') = '' then
        return;
    end if;
    update grants set used_at = now()
    where id = (f.b->>'grant')::bigint and warehouse_id = f.warehouse_id and work_id = f.work_id
      and writer_id = f.writer_id and action = action_ and used_at is null
      and (granted_at >= now() - interval '60 seconds' or f.caught_up_at <= granted_at + interval '60 seconds');
    if not found then
        perform broken('the override was not granted');
    end if;
end $$;

-- One statement takes the units from their stop, their stock and to their place.
create function apply_unit_picked(f pending, wk works) returns void language plpgsql as $$
declare
    q int := (f.b->>'qty')::int; line_ int := (f.b->>'line')::int; stop_ bigint := nullif(f.b->>'stop', '')::bigint;
    lot_ text := coalesce(f.b->>'lot', ''); expiry_ text := coalesce(f.b->>'expiry', '');
    into_ text := f.b->'into'->>'kind'; into_id text := coalesce(f.b->'into'->>'id', '');
    boxed int := in_parcel(f.b->'into'->>'kind')::int;
    lines int; units int; stocks int; a record;
begin
    if q is null or q <= 0 or into_ not in ('tote', 'parcel') then
        perform broken('nothing is picked');
    end if;
    with stop as (
        update allocations set taken = taken + q
        where warehouse_id = f.warehouse_id and work_id = f.work_id and id = stop_ and line = line_
          and (into_ <> 'parcel' or exists (select from parcels p where p.warehouse_id = f.warehouse_id
               and p.work_id = f.work_id and p.n = into_id::int and p.state = 'open'))
        returning location_id, product_id, lot),
    line as (
        update work_lines set picked = picked + q, packed = packed + q * boxed
        where warehouse_id = f.warehouse_id and work_id = f.work_id and line = line_
        returning product_id),
    pile as (
        update stock s set on_hand = s.on_hand - q, allocated = s.allocated - q
        from stop where s.warehouse_id = f.warehouse_id and s.location_id = stop.location_id
          and s.product_id = stop.product_id and s.lot = stop.lot
          and s.lot in ('', lot_, expiry_) and s.on_hand >= q and s.allocated >= q
        returning s.lot),
    unit as (
        insert into work_units (warehouse_id, work_id, line, lot, expiry, serial, place, place_id, product_id, qty)
        select f.warehouse_id, f.work_id, line_, lot_, expiry_, coalesce(f.b->>'serial', ''), into_, into_id, line.product_id, q
        from line
        on conflict (warehouse_id, work_id, line, lot, expiry, serial, place, place_id)
        do update set qty = work_units.qty + excluded.qty
        returning qty)
    select (select count(*) from stop), (select count(*) from unit), (select count(*) from pile)
    into lines, units, stocks;
    if lines = 0 or units = 0 then
        perform broken('stop ' || coalesce(stop_::text, '') || ' is not of line ' || line_ || ', or the box is not open');
    end if;
    if stocks = 0 then -- another lot than the one promised
        select * into a from allocations where warehouse_id = f.warehouse_id and work_id = f.work_id and id = stop_;
        update stock set allocated = allocated - q
        where warehouse_id = f.warehouse_id and location_id = a.location_id and product_id = a.product_id and lot = a.lot;
        perform take_stock(f.warehouse_id, a.location_id, a.product_id, stock_lot(a.product_id, lot_, expiry_), q, 0);
    end if;
    if f.b ? 'grant' then
        perform use_grant(f, 'count_nobarcode');
    end if;
    if not wk.touched then
        update works set touched = true where warehouse_id = f.warehouse_id and id = f.work_id;
    end if;
end $$;

create function apply_unit_packed(f pending, wk works) returns void language plpgsql as $$
declare
    q int := (f.b->>'qty')::int; line_ int := (f.b->>'line')::int; from_ text := f.b->'from'->>'kind';
begin
    if q is null or q <= 0 or not with_work(from_) or in_parcel(from_) then
        perform broken('nothing is packed');
    end if;
    perform check_open_parcel(f.warehouse_id, f.work_id, f.b->>'parcel');
    perform take_units(f.warehouse_id, f.work_id, line_, f.b, from_, coalesce(f.b->'from'->>'id', ''), q);
    perform put_units(f.warehouse_id, f.work_id, line_, f.b, 'parcel', f.b->>'parcel', q);
    perform count_line(f.warehouse_id, f.work_id, line_, from_, 'parcel', q);
    perform use_grant(f, 'count_nobarcode');
end $$;

-- back_to_stop undoes a pick: the units are promised to the work again.
create function back_to_stop(f pending, q int) returns void language plpgsql as $$
declare
    a allocations;
begin
    update allocations set taken = taken - q
    where warehouse_id = f.warehouse_id and work_id = f.work_id and id = (f.b->>'stop')::bigint
      and location_id = location_of(f.warehouse_id, f.b->'to'->>'id') and taken >= q
    returning * into a;
    if not found then
        perform broken('stop ' || (f.b->>'stop') || ' is not where the units go');
    end if;
    perform give_stock(f.warehouse_id, a.location_id, a.product_id, a.lot, '', q, q);
end $$;

create function apply_unit_moved(f pending, wk works) returns void language plpgsql as $$
declare
    q int := (f.b->>'qty')::int; line_ int := (f.b->>'line')::int;
    from_ text := f.b->'from'->>'kind'; to_ text := f.b->'to'->>'kind'; product bigint;
begin
    if q is null or q <= 0 or from_ = 'location' then
        perform broken('nothing is moved');
    end if;
    if to_ = 'parcel' then
        perform check_open_parcel(f.warehouse_id, f.work_id, f.b->'to'->>'id');
    end if;
    perform take_units(f.warehouse_id, f.work_id, line_, f.b, from_, coalesce(f.b->'from'->>'id', ''), q);
    perform count_line(f.warehouse_id, f.work_id, line_, from_, to_, q);
    if to_ <> 'location' then
        perform put_units(f.warehouse_id, f.work_id, line_, f.b, to_, coalesce(f.b->'to'->>'id', ''), q);
    elsif coalesce(f.b->>'stop', '') <> '' then
        perform back_to_stop(f, q);
    else
        select product_id into product from work_lines
        where warehouse_id = f.warehouse_id and work_id = f.work_id and line = line_;
        perform give_stock(f.warehouse_id, location_of(f.warehouse_id, f.b->'to'->>'id'), product,
            stock_lot(product, coalesce(f.b->>'lot', ''), coalesce(f.b->>'expiry', '')), coalesce(f.b->>'expiry', ''), q, 0);
    end if;
    perform untouch(f.warehouse_id, f.work_id);
end $$;

create function apply_units_short(f pending, wk works) returns void language plpgsql as $$
declare
    q int := (f.b->>'missing')::int; a allocations; covered int;
begin
    select * into a from allocations
    where warehouse_id = f.warehouse_id and work_id = f.work_id and id = nullif(f.b->>'stop', '')::bigint
      and line = (f.b->>'line')::int;
    if not found or q is null or q <= 0 then
        perform broken('nothing is short');
    end if;
    covered := greatest(0, q - a.uncovered);
    update allocations set qty = qty - q, uncovered = uncovered - (q - covered)
    where warehouse_id = f.warehouse_id and work_id = f.work_id and id = a.id;
    update stock set allocated = allocated - covered
    where warehouse_id = f.warehouse_id and location_id = a.location_id and product_id = a.product_id and lot = a.lot;
    perform ask_count(f.warehouse_id, a.product_id, a.location_id, a.lot, 'short: ' || coalesce(f.b->>'reason', ''));
    perform replan(wk, a.line, q);
end $$;

-- gone takes units of a work away from it; they have to be found elsewhere.
create function gone(f pending, wk works, to_ text, to_id text) returns void language plpgsql as $$
declare
    q int := (f.b->>'qty')::int; line_ int := (f.b->>'line')::int; from_ text := f.b->'from'->>'kind';
begin
    perform take_units(f.warehouse_id, f.work_id, line_, f.b, from_, coalesce(f.b->'from'->>'id', ''), q);
    perform put_units(f.warehouse_id, f.work_id, line_, f.b, to_, to_id, q);
    perform count_line(f.warehouse_id, f.work_id, line_, from_, to_, q);
    perform untouch(f.warehouse_id, f.work_id);
    perform replan(wk, line_, q);
end $$;

create function apply_unit_damaged(f pending, wk works) returns void language plpgsql as $$
declare
    q int := (f.b->>'qty')::int; l work_lines; a allocations; own int := 0; lot_ text; place bigint;
begin
    select * into l from work_lines
    where warehouse_id = f.warehouse_id and work_id = f.work_id and line = (f.b->>'line')::int;
    if not found or q is null or q <= 0 then
        perform broken('nothing is damaged');
    end if;
    lot_ := stock_lot(l.product_id, coalesce(f.b->>'lot', ''), coalesce(f.b->>'expiry', ''));
    if f.b->'from'->>'kind' <> 'location' then
        perform gone(f, wk, 'quarantine', f.b->>'to');
    else
        place := location_of(f.warehouse_id, f.b->'from'->>'id');
        select * into a from allocations
        where warehouse_id = f.warehouse_id and work_id = f.work_id and id = nullif(f.b->>'stop', '')::bigint
          and location_id = place;
        if found then
            lot_ := a.lot;
            own := least(q, a.qty - a.taken - a.uncovered);
            update allocations set uncovered = uncovered + own
            where warehouse_id = f.warehouse_id and work_id = f.work_id and id = a.id;
        end if;
        perform take_stock(f.warehouse_id, place, l.product_id, lot_, q, own);
    end if;
    perform give_stock(f.warehouse_id, location_of(f.warehouse_id, f.b->>'to'), l.product_id, lot_,
        coalesce(f.b->>'expiry', ''), q, 0);
end $$;

create function apply_unit_missing(f pending, wk works) returns void language plpgsql as $$
declare
    product bigint;
begin
    select product_id into product from work_lines
    where warehouse_id = f.warehouse_id and work_id = f.work_id and line = (f.b->>'line')::int;
    perform gone(f, wk, 'unknown', '');
    perform ask_count(f.warehouse_id, product, null, '', 'missing when packed');
end $$;

-- A unit nobody asked for lies in the red tray; where it is missing, a count
-- will tell.
create function apply_to_tray(f pending) returns void language plpgsql as $$
declare
    product bigint := nullif(f.b->>'product', '')::bigint; tray bigint; q int := (f.b->>'qty')::int;
begin
    if product is null then
        return;
    end if;
    tray := location_of(f.warehouse_id, f.b->>'tray');
    perform give_stock(f.warehouse_id, tray, product, '', '', q, 0);
end $$;
