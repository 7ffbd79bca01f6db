-- What the store tells of a work, as JSON in the words of the stations.

-- broken ends a fact that breaks a rule.
create function broken(why text) returns void language plpgsql as $$
begin
    raise exception '%', why using errcode = 'PW001';
end $$;

-- refuse answers no: a sentence for people, %s for each argument.
create function refuse(sentence text, variadic args text[] default '{}') returns void language plpgsql as $$
begin
    raise exception using errcode = 'PW010', message = sentence, detail = to_jsonb(args)::text;
end $$;

create function due_to(cause text) returns void language sql as $$
    select set_config('packwright.cause', cause, true);
$$;

create function text_id(id bigint) returns text language sql immutable as $$
    select coalesce(id::text, '');
$$;

-- stops is the pick path of a work: everything that was allocated and not taken back.
create function stops(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id::text, 'line', a.line, 'location', l.name, 'code', l.code, 'check_digits', l.check_digits,
        'aisle', l.aisle, 'rack', l.rack, 'level', l.level, 'sequence', l.sequence,
        'lot', case when p.lot then a.lot else '' end,
        'expiry', coalesce(to_char(s.expiry, 'YYYY-MM-DD'), ''),
        'qty', a.qty, 'taken', a.taken) order by l.sequence, l.name, a.id), '[]')
    from allocations a
    join locations l on l.id = a.location_id
    join products p on p.id = a.product_id
    left join stock s on s.warehouse_id = a.warehouse_id and s.location_id = a.location_id
        and s.product_id = a.product_id and s.lot = a.lot
    where a.warehouse_id = wid and a.work_id = work and a.qty > 0);
end $$;

create function asked(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select jsonb_build_object(
        'rev', w.asked_rev, 'hold', w.hold, 'cancelled', w.cancelled,
        'lines', (select jsonb_agg(jsonb_build_object('line', l.line, 'want', l.qty - l.cancelled,
                                                      'short', l.short, 'cure', l.cure) order by l.line)
                  from work_lines l where l.warehouse_id = wid and l.work_id = work),
        'stops', stops(wid, work))
    from works w where w.warehouse_id = wid and w.id = work);
end $$;

-- rules_of are the settings of a station, over those of its warehouse. What
-- nobody has set is missing: the program knows the default.
create function rules_of(wid int, station_ text) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_object_agg(key, value), '{}') from (
        select distinct on (key) key, value from settings
        where warehouse_id = wid and station in ('', station_)
        order by key, station desc) s);
end $$;

create function lines_told(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'product', p.id::text, 'sku', p.sku, 'name', coalesce(nullif(p.name, ''), ol.name),
        'barcodes', (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'units', b.units) order by b.units, b.code), '[]')
                     from barcodes b where b.product_id = p.id),
        'qty', l.qty, 'want', l.qty - l.cancelled,
        'length_mm', p.length_mm, 'width_mm', p.width_mm, 'height_mm', p.height_mm,
        'weight_g', p.weight_g, 'spread_g', p.spread_g, 'keep_flat', p.keep_flat, 'fragile', p.fragile,
        'lot', p.lot, 'serial', p.serial, 'expiry', p.expiry,
        'sell_before', case when p.expiry then to_char((now() at time zone wh.time_zone)::date + p.shelf_days, 'YYYY-MM-DD') else '' end
        ) order by l.line), '[]')
    from work_lines l
    join products p on p.id = l.product_id
    join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id
    join order_lines ol on ol.order_id = w.order_id and ol.n = l.order_line
    join warehouses wh on wh.id = wid
    where l.warehouse_id = wid and l.work_id = work);
end $$;

create function cartons_told(wid int) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'code', code, 'name', name, 'shelf', shelf, 'inner_mm', inner_mm, 'outer_mm', outer_mm,
        'empty_g', empty_g, 'max_g', max_g) order by code), '[]')
    from cartons where warehouse_id = wid);
end $$;

create function content(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select jsonb_build_object(
        'id', w.id::text, 'order', o.id::text, 'order_no', o.number, 'channel', c.code,
        'warehouse', wh.code, 'attempt', w.attempt, 'priority', w.priority,
        'way', w.rules->'way', 'rules', w.rules,
        'ship_to', r.ship_to, 'from', wh.sender, 'carrier', '', 'service', o.service,
        'cut_off', case when isfinite(w.cut_off) then w.cut_off end,
        'gift', o.gift, 'note', r.note,
        'lines', lines_told(wid, work), 'asked', asked(wid, work), 'cartons', cartons_told(wid))
    from works w
    join orders o on o.id = w.order_id
    join channels c on c.id = o.channel_id
    join warehouses wh on wh.id = w.warehouse_id
    join recipients r on r.order_id = o.id
    where w.warehouse_id = wid and w.id = work);
end $$;

-- history is every applied fact of a work, in the order of applying.
create function history(work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'writer', wr.name, 'seq', f.seq, 'at', f.at, 'operator', text_id(f.person_id),
        'work', f.work_id::text, 'epoch', f.epoch, 'kind', f.kind, 'body', f.body,
        'prev', encode(f.prev, 'hex'), 'hash', encode(f.hash, 'hex')) order by f.n), '[]')
    from facts f join writers wr on wr.id = f.writer_id
    where f.work_id = work and f.aside = '');
end $$;

create function opened(wid int, work bigint, how text, recount boolean, slot text) returns jsonb language plpgsql stable as $$
begin
    return (select jsonb_build_object(
        'content', content(wid, work), 'stage', w.state, 'epoch', w.epoch, 'how', how,
        'recount', recount, 'slot', slot, 'facts', history(work))
    from works w where w.warehouse_id = wid and w.id = work);
end $$;
