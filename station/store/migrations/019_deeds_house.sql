-- Deeds on stock and on the house, and do_v1, through which all deeds go.

create function product_named(d jsonb) returns products language plpgsql stable as $$
declare
    p products;
begin
    select p1.* into p from products p1 join clients c on c.id = p1.client_id
    where c.code = coalesce(d->>'client', '') and p1.sku = d->>'sku';
    if p.id is null then
        perform refuse('Article %s is not known.', coalesce(d->>'sku', ''));
    end if;
    return p;
end $$;

create function place_named(wid int, name_ text) returns bigint language plpgsql stable as $$
declare
    found_id bigint;
begin
    select id into found_id from locations where warehouse_id = wid and name = name_;
    if found_id is null then
        perform refuse('Location %s is not known.', coalesce(name_, ''));
    end if;
    return found_id;
end $$;

create function adjust(wid int, place bigint, p products, lot_ text, qty_ int, why_ text, cause_ text) returns void language sql as $$
    insert into adjustments (warehouse_id, location_id, product_id, lot, qty, why, cause)
    values (wid, place, p.id, lot_, qty_, why_, cause_);
$$;

-- do_put brings pieces to a location from outside.
create function do_put(wid int, d jsonb, key_ text) returns void language plpgsql as $$
declare
    p products := product_named(d); place bigint := place_named(wid, d->>'location'); lot_ text;
begin
    lot_ := case when coalesce(d->>'lot', '') <> '' then d->>'lot' else coalesce(d->>'expiry', '') end;
    perform lock_stock(wid, array[p.id]);
    perform give_stock(wid, place, p.id, lot_, d->>'expiry', (d->>'qty')::int, 0);
    perform adjust(wid, place, p, lot_, (d->>'qty')::int, 'move', key_);
    perform cure(wid, p.id);
end $$;

-- do_replenish moves free pieces from one location to another, and ends the
-- tasks that asked for it.
create function do_replenish(wid int, d jsonb, key_ text) returns void language plpgsql as $$
declare
    p products := product_named(d); from_ bigint := place_named(wid, d->>'from'); to_ bigint := place_named(wid, d->>'to');
    lot_ text := coalesce(d->>'lot', ''); q int := (d->>'qty')::int; expiry_ date;
begin
    perform lock_stock(wid, array[p.id]);
    update stock set on_hand = on_hand - q
    where warehouse_id = wid and location_id = from_ and product_id = p.id and lot = lot_ and on_hand - allocated >= q
    returning expiry into expiry_;
    if not found then
        perform refuse('%s does not have %s pieces of %s to spare.', d->>'from', d->>'qty', p.sku);
    end if;
    perform give_stock(wid, to_, p.id, lot_, expiry_::text, q, 0);
    perform adjust(wid, from_, p, lot_, -q, 'replenish', key_);
    perform adjust(wid, to_, p, lot_, q, 'replenish', key_);
    update tasks set done_at = now() where warehouse_id = wid and kind = 'replenish' and product_id = p.id and done_at is null;
    perform cure(wid, p.id);
end $$;

-- do_count says how many pieces of an article a location holds. Never fewer
-- than are promised: those are taken first, or reported short.
create function do_count(wid int, d jsonb, key_ text) returns void language plpgsql as $$
declare
    p products := product_named(d); place bigint := place_named(wid, d->>'location'); lot_ text := coalesce(d->>'lot', '');
    s stock; q int := (d->>'qty')::int;
begin
    perform lock_stock(wid, array[p.id]);
    perform give_stock(wid, place, p.id, lot_, '', 0, 0);
    select * into s from stock where warehouse_id = wid and location_id = place and product_id = p.id and lot = lot_;
    if q < s.allocated then
        perform refuse('%s pieces of %s at %s are promised to orders. Report them short at the bench.', s.allocated::text, p.sku, d->>'location');
    end if;
    update stock set on_hand = q, counting = false where warehouse_id = wid and location_id = place and product_id = p.id and lot = lot_;
    if q <> s.on_hand then
        perform adjust(wid, place, p, lot_, q - s.on_hand, 'count', key_);
    end if;
    update tasks set done_at = now() where warehouse_id = wid and kind = 'count' and product_id = p.id
        and coalesce(location_id, place) = place and done_at is null and lot in ('', lot_);
    perform cure(wid, p.id);
end $$;

create function do_set(wid int, d jsonb) returns void language plpgsql as $$
begin
    if coalesce(d->>'station', '') <> '' and not exists (select 1 from stations where warehouse_id = wid and name = d->>'station') then
        perform refuse('Station %s is not set up here.', d->>'station');
    end if;
    insert into settings (warehouse_id, station, key, value)
    values (wid, coalesce(d->>'station', ''), d->>'key', d->'value')
    on conflict (warehouse_id, station, key) do update set value = excluded.value;
    update warehouses set rules_rev = rules_rev + 1 where id = wid;
end $$;

create function do_locations(wid int, d jsonb) returns void language sql as $$
    insert into locations (warehouse_id, name, code, kind, aisle, rack, level, check_digits, sequence)
    select wid, l->>'name', coalesce(nullif(l->>'code', ''), l->>'name'), l->>'kind', coalesce(l->>'aisle', ''), coalesce(l->>'rack', ''),
        coalesce(l->>'level', ''), coalesce(l->>'check_digits', ''), coalesce((l->>'sequence')::int, 0)
    from jsonb_array_elements(d->'locations') l
    on conflict (warehouse_id, name) do update set code = excluded.code, kind = excluded.kind, aisle = excluded.aisle,
        rack = excluded.rack, level = excluded.level, check_digits = excluded.check_digits, sequence = excluded.sequence;
$$;

create function do_person(d jsonb) returns jsonb language plpgsql as $$
declare
    p bigint;
begin
    insert into people (name, role) values (d->>'name', d->>'role') returning id into p;
    insert into badges (hash, person_id) values (decode(d->>'badge_hash', 'hex'), p);
    return jsonb_build_object('id', p::text);
end $$;

create function do_revoke(d jsonb) returns void language plpgsql as $$
begin
    update people set revoked_at = now() where id = nullif(d->>'person', '')::bigint;
    if not found then
        perform refuse('Person %s is not known.', coalesce(d->>'person', ''));
    end if;
    update badges set revoked_at = now() where person_id = (d->>'person')::bigint and revoked_at is null;
end $$;

create function do_deed(wid int, key_ text, kind_ text, by_ text, d jsonb) returns jsonb language plpgsql as $$
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
create function do_v1(warehouse_ text, key_ text, kind_ text, by_ text, d jsonb) returns jsonb
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
    if wid is null and kind_ not in ('warehouse', 'person', 'revoke', 'channel') then
        perform refuse('Warehouse %s is not known.', warehouse_);
    end if;
    perform due_to('deed ' || key_);
    result_ := do_deed(wid, key_, kind_, by_, d);
    update deeds set result = result_, warehouse_id = wid where key = key_;
    return result_;
end $$;
