-- What to put into a parcel beside the goods, or to mind when it is packed: of an
-- article, of a channel, of an order. Must: the packer acknowledges it before the
-- parcel closes. The weight is what it adds to a parcel.

alter table products
    add pack_note text not null default '',
    add pack_must boolean not null default false,
    add pack_g    int not null default 0 check (pack_g >= 0);

alter table channels
    add pack_note text not null default '',
    add pack_must boolean not null default false,
    add pack_g    int not null default 0 check (pack_g >= 0);

-- An order's may hold people's data: it lies with the address.
alter table recipients
    add pack_note text not null default '',
    add pack_must boolean not null default false,
    add pack_g    int not null default 0 check (pack_g >= 0);

-- put_in is one of them in the words of the stations, null where there is none.
create function put_in(of_ text, note text, must_ boolean, grams_ int) returns jsonb language sql immutable as $$
    select case when note <> '' then jsonb_build_object('of', of_, 'text', note, 'must', must_, 'grams', grams_) end;
$$;

create or replace function lines_told(wid int, work bigint) returns jsonb language plpgsql stable as $$
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
        ) || jsonb_strip_nulls(jsonb_build_object(
        'rotation', nullif(p.rotation, ''), 'pad_mm', nullif(p.pad_mm, 0), 'bears_g', nullif(p.bears_g, 0), 'stack', nullif(p.stack, 0),
        'alone', nullif(p.alone, false), 'family', nullif(p.family, ''), 'set', nullif(p.set_name, ''), 'not_in', nullif(p.not_in, '{}'),
        'put_in', put_in('', p.pack_note, p.pack_must, p.pack_g)
        )) order by l.line), '[]')
    from work_lines l
    join products p on p.id = l.product_id
    join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id
    join order_lines ol on ol.order_id = w.order_id and ol.n = l.order_line
    join warehouses wh on wh.id = wid
    where l.warehouse_id = wid and l.work_id = work);
end $$;

create or replace function content(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select jsonb_build_object(
        'id', w.id::text, 'order', o.id::text, 'order_no', o.number, 'channel', c.code,
        'warehouse', wh.code, 'attempt', w.attempt, 'priority', w.priority,
        'way', w.rules->'way', 'rules', w.rules,
        'ship_to', r.ship_to, 'from', wh.sender, 'carrier', '', 'service', o.service,
        'cut_off', case when isfinite(w.cut_off) then w.cut_off end,
        'gift', o.gift, 'note', r.note,
        'lines', lines_told(wid, work), 'asked', asked(wid, work), 'cartons', cartons_told(wid),
        'put_ins', (select coalesce(jsonb_agg(p), '[]') from (values
            (put_in('order', r.pack_note, r.pack_must, r.pack_g)), (put_in('channel', c.pack_note, c.pack_must, c.pack_g))) t(p) where p is not null))
    from works w
    join orders o on o.id = w.order_id
    join channels c on c.id = o.channel_id
    join warehouses wh on wh.id = w.warehouse_id
    join recipients r on r.order_id = o.id
    where w.warehouse_id = wid and w.id = work);
end $$;

-- import_product leaves alone what a row does not speak of.
create or replace function import_product(wid int, r jsonb) returns text language plpgsql as $$
declare
    cid int; pid bigint; code_ jsonb; owner_ text; is_new boolean; place bigint;
begin
    insert into clients (code) values (r->>'client') on conflict (code) do nothing;
    select id into cid from clients where code = r->>'client';
    for code_ in select * from jsonb_array_elements(r->'barcodes') loop
        select p.sku into owner_ from barcodes b join products p on p.id = b.product_id
        where b.client_id = cid and b.code = code_->>'code' and p.sku <> r->>'sku';
        if owner_ is not null then
            return format('barcode %s is already that of %s', code_->>'code', owner_);
        end if;
    end loop;
    insert into products as p (client_id, sku, name, length_mm, width_mm, height_mm, weight_g, lot, serial, expiry, keep_flat, fragile)
    select cid, r->>'sku', r->>'name', (r->>'length_mm')::int, (r->>'width_mm')::int, (r->>'height_mm')::int, (r->>'weight_g')::int,
        (r->>'lot')::boolean, (r->>'serial')::boolean, (r->>'expiry')::boolean, (r->>'keep_flat')::boolean, (r->>'fragile')::boolean
    on conflict (client_id, sku) do update set
        name = excluded.name, length_mm = excluded.length_mm, width_mm = excluded.width_mm, height_mm = excluded.height_mm,
        weight_g = excluded.weight_g, lot = excluded.lot, serial = excluded.serial, expiry = excluded.expiry,
        keep_flat = excluded.keep_flat, fragile = excluded.fragile
    returning id, xmax = 0 into pid, is_new;
    if r ? 'rotation' then
        update products set rotation = r->>'rotation', pad_mm = (r->>'pad_mm')::int, bears_g = (r->>'bears_g')::int,
            stack = (r->>'stack')::int, alone = (r->>'alone')::boolean, family = r->>'family', set_name = r->>'set', not_in = texts(r->'not_in')
        where id = pid;
    end if;
    if r ? 'pack_note' then
        update products set pack_note = r->>'pack_note', pack_must = (r->>'pack_must')::boolean, pack_g = (r->>'pack_g')::int where id = pid;
    end if;
    insert into barcodes (client_id, code, product_id, units)
    select cid, c->>'code', pid, (c->>'units')::int from jsonb_array_elements(r->'barcodes') c
    on conflict (client_id, code) do update set units = excluded.units;
    if is_new and (r->>'stock')::int > 0 then
        insert into locations (warehouse_id, name, code, kind) values (wid, r->>'location', r->>'location', 'pick')
        on conflict do nothing;
        place := location_of(wid, r->>'location');
        perform give_stock(wid, place, pid, '', '', (r->>'stock')::int, 0);
        insert into adjustments (warehouse_id, location_id, product_id, lot, qty, why, cause)
        values (wid, place, pid, '', (r->>'stock')::int, 'import', 'products');
    end if;
    return case when is_new then 'new' else 'same' end;
end $$;

create or replace function import_order(wid int, r jsonb) returns text language plpgsql as $$
declare
    ch channels; known orders; cid int; o bigint; w bigint; l record; hash_ bytea := decode(r->>'hash', 'hex'); due timestamptz;
begin
    insert into channels (code) values (r->>'channel') on conflict (code) do nothing;
    select * into ch from channels where code = r->>'channel';
    select * into known from orders where channel_id = ch.id and external_id = r->>'external_id';
    if known.id is not null then
        return case when known.content_hash = hash_ then 'same' else 'changed' end;
    end if;
    select id into cid from clients where code = '';
    for l in select e.value as v, product_of_line(cid, e.value) as pid from jsonb_array_elements(r->'lines') e loop
        if l.pid is null then
            return format('article %s is not known', coalesce(nullif(l.v->>'sku', ''), nullif(l.v->>'barcode', ''), 'without SKU'));
        end if;
    end loop;
    due := coalesce((r->>'release_at')::timestamptz, now() + make_interval(mins => ch.delay_minutes));
    insert into orders (warehouse_id, client_id, channel_id, external_id, number, placed_at, ship_by, release_at, priority,
        service, gift, currency, total_cents, content_hash, source)
    values (wid, cid, ch.id, r->>'external_id', r->>'number', (r->>'placed_at')::timestamptz,
        coalesce((r->>'ship_by')::timestamptz, 'infinity'), due, (r->>'priority')::int, r->>'service', (r->>'gift')::boolean,
        r->>'currency', (r->>'total_cents')::bigint, hash_, r->>'source')
    on conflict (channel_id, external_id) do nothing
    returning id into o;
    if o is null then -- somebody else imported it just now
        return (select case when content_hash = hash_ then 'same' else 'changed' end
                from orders where channel_id = ch.id and external_id = r->>'external_id');
    end if;
    insert into recipients (order_id, ship_to, note, pack_note, pack_must, pack_g)
    values (o, r->'ship_to', r->>'note', coalesce(r->>'pack_note', ''), coalesce((r->>'pack_must')::boolean, false), coalesce((r->>'pack_g')::int, 0));
    insert into order_lines (order_id, n, external_id, product_id, name, qty, price_cents)
    select o, e.ordinality - 1, e.value->>'external_id', product_of_line(cid, e.value), e.value->>'name',
        (e.value->>'quantity')::int, (e.value->>'price_cents')::bigint
    from jsonb_array_elements(r->'lines') with ordinality e;
    insert into holds (order_id, kind, placed_by)
    select distinct o, h, 'import' from jsonb_array_elements_text(r->'holds') h where h <> '';
    insert into works (warehouse_id, order_id, priority, cut_off, hold)
    select wid, o, (r->>'priority')::int, coalesce((r->>'ship_by')::timestamptz, 'infinity'),
        coalesce((select kind from holds where order_id = o and released_at is null order by id limit 1), '')
    returning id into w;
    insert into work_lines (warehouse_id, work_id, line, order_line, product_id, qty)
    select wid, w, n, n, product_id, qty from order_lines where order_id = o;
    for l in select product_id, sum(qty) as qty from order_lines where order_id = o group by product_id order by product_id loop
        perform reserve(wid, l.product_id, l.qty);
    end loop;
    update orders set state = 'pending_release' where id = o;
    return 'new';
end $$;

create or replace function do_deed(wid int, key_ text, kind_ text, by_ text, d jsonb) returns jsonb language plpgsql as $$
begin
    case kind_
    when 'hold' then perform do_hold(d, by_);
    when 'release' then perform do_release(d, by_);
    when 'cancel' then perform do_cancel(d);
    when 'assign' then perform do_assign(d);
    when 'priority' then perform do_priority(d);
    when 'unpark' then perform unpark(wid, (lock_work(wid, d)).id, false);
    when 'settle' then perform do_settle(wid, d);
    when 'to_slot' then perform do_to_slot(wid, d);
    when 'put' then perform do_put(wid, d, key_);
    when 'replenish' then perform do_replenish(wid, d, key_);
    when 'count' then perform do_count(wid, d, key_);
    when 'set' then perform do_set(wid, d);
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

-- do_v1 does a deed once: the same key again answers what it answered then.
create or replace function do_v1(warehouse_ text, key_ text, kind_ text, by_ text, d jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wid int; old deeds; result_ jsonb;
begin
    insert into deeds (key, kind, body, person) values (key_, kind_, d, by_) on conflict (key) do nothing;
    if not found then
        select * into old from deeds where key = key_;
        if old.kind <> kind_ or old.body <> d then
            perform refuse('Another deed was done under the key %s.', key_);
        end if;
        return old.result;
    end if;
    select id into wid from warehouses where code = warehouse_;
    if wid is null and kind_ not in ('warehouse', 'person', 'revoke', 'channel', 'channel_note') then
        perform refuse('Warehouse %s is not known.', warehouse_);
    end if;
    perform due_to('deed ' || key_);
    result_ := do_deed(wid, key_, kind_, by_, d);
    update deeds set result = result_, warehouse_id = wid where key = key_;
    return result_;
end $$;

-- apply_of_work makes one fact of a work true that its station holds.
create or replace function apply_of_work(f pending, wk works) returns void language plpgsql as $$
begin
    case f.kind
    when 'unit_moved' then perform apply_unit_moved(f, wk);
    when 'scan_refused', 'prompted', 'acknowledged', 'place_confirmed', 'stop_skipped', 'put_ins_confirmed', 'work_opened', 'work_lost' then null;
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

revoke execute on all functions in schema public from public;
