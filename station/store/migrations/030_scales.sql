-- Scales: numbers of parcels by company prefix, weights that parcels teach, the
-- daily check of a scale and days without one.

-- sscc_ranges holds the next serial reference, the extension digit in front of
-- it, of every company prefix that was ever used here, by whatever warehouse. It
-- only rises.
create table sscc_ranges (
    company_prefix text primary key check (company_prefix ~ '^[0-9]{4,12}$'),
    next           bigint not null check (next >= 0)
) with (fillfactor = 50);

-- first_sscc is the first serial reference of a prefix that no parcel has.
create function first_sscc(prefix text) returns bigint language sql stable as $$
    select greatest(
        (select coalesce(max((left(sscc, 1) || substr(sscc, 2 + length(prefix), 16 - length(prefix)))::bigint) + 1, 0)
         from numbers where substr(sscc, 2, length(prefix)) = prefix),
        (select coalesce(max(c.value), 0) from counters c join warehouses w on w.id = c.warehouse_id
         where c.name = 'sscc' and w.company_prefix = prefix));
$$;

-- next_sscc is a serial reference that nobody ever had and nobody else gets.
create function next_sscc(prefix text) returns bigint language plpgsql as $$
declare
    serial bigint;
begin
    update sscc_ranges set next = next + 1 where company_prefix = prefix returning next - 1 into serial;
    if serial is null then
        insert into sscc_ranges (company_prefix, next) values (prefix, first_sscc(prefix)) on conflict do nothing;
        update sscc_ranges set next = next + 1 where company_prefix = prefix returning next - 1 into serial;
    end if;
    return serial;
end $$;

create or replace function numbers_v1(warehouse_ text, key_ text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wh warehouses; n numbers; serial bigint; width int; body text;
begin
    select * into n from numbers where key = key_;
    if n.key is null then
        select * into wh from warehouses where code = warehouse_;
        if wh.id is null then
            perform refuse('Warehouse %s is not known.', warehouse_);
        end if;
        serial := next_sscc(wh.company_prefix);
        width := 16 - length(wh.company_prefix);
        if serial >= 10 * (10 ^ width)::numeric then
            perform refuse('All SSCCs of the company prefix %s are given out. Get another prefix from GS1 and set it for warehouse %s.', wh.company_prefix, warehouse_);
        end if;
        body := (serial / (10 ^ width)::bigint)::text || wh.company_prefix || lpad((serial % (10 ^ width)::bigint)::text, width, '0');
        serial := next_number(wh.id, 'tracking');
        insert into numbers (key, warehouse_id, sscc, tracking)
        values (key_, wh.id, body || mod10(body),
            'PW' || lpad(wh.id::text, 2, '0') || lpad(serial::text, 9, '0') || mod10(lpad(wh.id::text, 2, '0') || lpad(serial::text, 9, '0')))
        on conflict (key) do nothing;
        select * into n from numbers where key = key_;
    end if;
    return jsonb_build_object('sscc', n.sscc, 'tracking', n.tracking);
end $$;

-- weighed_parcels are the parcels that came to rest on a scale, hold pieces of
-- one article alone and nothing else that weighs: what one of them weighs, g.
create function weighed_parcels(wid int, since timestamptz, until_ timestamptz) returns table (product_id bigint, grams int)
language sql stable as $$
    select u.product_id, round((p.weight_g - coalesce(c.empty_g, 0))::numeric / u.qty)::int
    from parcels p
    join works w on w.warehouse_id = p.warehouse_id and w.id = p.work_id
    join orders o on o.id = w.order_id
    join lateral (
        select min(x.product_id) as product_id, sum(x.qty)::int as qty
        from work_units x
        where x.warehouse_id = p.warehouse_id and x.work_id = p.work_id and x.qty > 0
          and x.place in ('parcel', 'cage') and x.place_id = p.n::text
        having count(distinct x.product_id) = 1) u on true
    join products a on a.id = u.product_id
    left join cartons c on c.warehouse_id = p.warehouse_id and c.code = p.carton
    left join channels s on s.id = o.channel_id
    left join recipients r on r.order_id = o.id
    where p.warehouse_id = wid and p.made_at >= since and p.made_at < until_
      and p.state in ('sealed', 'labelled', 'in_cage', 'handed_over')
      and p.outcome in ('ok', 'noted', 'override') and (p.carton = '' or c.code is not null)
      and a.pack_g = 0 and coalesce(s.pack_g, 0) = 0 and coalesce(r.pack_g, 0) = 0
      and p.weight_g > coalesce(c.empty_g, 0);
$$;

-- weights_learnt proposes weights of articles, from at least five parcels, that
-- are off by more than 5 g and more than 3 per cent. spread is half of what lies
-- between the tenth and the ninetieth of a hundred parcels.
create function weights_learnt(wid int, since timestamptz, until_ timestamptz)
returns table (client text, sku text, name text, today_g int, proposed_g int, parcels int, spread_g int) language sql stable as $$
    select c.code, a.sku, a.name, a.weight_g, m.grams, m.parcels, m.spread
    from (select product_id, count(*)::int as parcels,
              percentile_disc(0.5) within group (order by grams) as grams,
              (percentile_disc(0.9) within group (order by grams) - percentile_disc(0.1) within group (order by grams) + 1) / 2 as spread
          from weighed_parcels(wid, since, until_) group by product_id having count(*) >= 5) m
    join products a on a.id = m.product_id
    join clients c on c.id = a.client_id
    where m.grams > 0 and abs(m.grams - a.weight_g) > greatest(5, a.weight_g * 3 / 100)
    order by abs(m.grams - a.weight_g)::bigint * m.parcels desc, c.code, a.sku;
$$;

-- do_product_weight sets the weight of an article, where it is still the one that
-- the office saw. Works in hand keep theirs.
create function do_product_weight(d jsonb) returns void language plpgsql as $$
declare
    p products := product_named(d);
begin
    if (d->>'weight_g')::int < 1 then
        perform refuse('%s g is no weight of an article.', d->>'weight_g');
    end if;
    update products set weight_g = (d->>'weight_g')::int where id = p.id and weight_g = (d->>'was_g')::int;
    if not found then
        perform refuse('%s weighs %s g by now, not %s g. Look again.', p.sku, (select weight_g::text from products where id = p.id), d->>'was_g');
    end if;
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
    when 'answer_call' then perform do_answer_call(wid, d);
    when 'settle' then perform do_settle(wid, d);
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

-- scale_checks are the checks of scales with a weight that is known, and the days
-- on which a lead let one be (skipped_by). day is that of the house.
create table scale_checks (
    warehouse_id int not null references warehouses,
    station_id   int not null references stations,
    at           timestamptz not null,
    day          text not null,
    grams        int not null,
    nominal_g    int not null,
    tolerance_g  int not null,
    ok           boolean not null,
    person_id    bigint,
    skipped_by   bigint,
    primary key (warehouse_id, station_id, at)
);

create function apply_scale_checked(f pending) returns void language sql as $$
    insert into scale_checks (warehouse_id, station_id, at, day, grams, nominal_g, tolerance_g, ok, person_id, skipped_by)
    values (f.warehouse_id, f.station_id, f.at, f.b->>'day', (f.b->>'grams')::int, (f.b->>'nominal_g')::int, (f.b->>'tolerance_g')::int,
        (f.b->>'ok')::boolean, f.person_id, nullif(f.b->>'by', '')::bigint)
    on conflict do nothing;
$$;

-- weighing was left out: the grant is spent, whatever became of it since.
create function apply_scale_dropped(f pending) returns void language sql as $$
    update grants set used_at = now()
    where id = nullif(f.b->>'grant', '')::bigint and writer_id = f.writer_id and action = 'no_scale' and used_at is null;
$$;

-- rules_of are the settings of a station, over those of its warehouse. What
-- nobody has set is missing: the program knows the default. printer_shared and
-- day are no settings; every heartbeat tells them.
create or replace function rules_of(wid int, station_ text) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_object_agg(key, value), '{}') from (
        select distinct on (key) key, value from settings
        where warehouse_id = wid and station in ('', station_)
        order by key, station desc) s)
        || jsonb_build_object('printer_shared', printer_shared(wid, (select id from stations where name = station_)),
            'day', (select to_char(now() at time zone time_zone, 'YYYY-MM-DD') from warehouses where id = wid));
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
        when 'scale_dropped' then perform apply_scale_dropped(f);
        when 'scale_checked' then perform apply_scale_checked(f);
        when 'typing_allowed' then perform apply_typing_allowed(f);
        when 'carton_emptied', 'carton_refilled' then perform apply_shelf(f);
        when 'printer_chosen' then perform apply_printer_chosen(f);
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
