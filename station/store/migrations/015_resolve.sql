-- resolve_v1, grant_v1, numbers_v1 and the book of the own carrier.

create function meaning_of_badge(hash_ bytea) returns jsonb language sql stable as $$
    select jsonb_build_object('kind', 'badge', 'code', '', 'person',
        case when b.revoked_at is null and p.revoked_at is null
             then jsonb_build_object('id', p.id::text, 'name', p.name, 'role', p.role) end)
    from badges b join people p on p.id = b.person_id where b.hash = hash_;
$$;

create function meaning_of_place(wid int, code_ text) returns jsonb language sql stable as $$
    select coalesce(
        (select jsonb_build_object('kind', 'tote', 'code', t.code, 'work', text_id(t.work_id), 'free', t.work_id is null,
                                   'order_no', coalesce(o.number, ''))
         from totes t
         left join works w on w.warehouse_id = wid and w.id = t.work_id
         left join orders o on o.id = w.order_id
         where t.warehouse_id = wid and t.code = code_),
        (select jsonb_build_object('code', l.name,
             'kind', case when l.kind in ('slot', 'tray') then l.kind else 'location' end,
             'work', text_id(p.work_id), 'free', p.work_id is null, 'order_no', coalesce(o.number, ''))
         from locations l
         left join parked p on p.warehouse_id = wid and p.slot = l.name and l.kind = 'slot'
         left join works w on w.warehouse_id = wid and w.id = p.work_id
         left join orders o on o.id = w.order_id
         where l.warehouse_id = wid and (l.name = code_ or l.code = code_)
         order by l.name = code_ desc limit 1));
$$;

create function meaning_of_goods(wid int, code_ text, gtin text) returns jsonb language sql stable as $$
    select coalesce(
        (select jsonb_build_object('kind', 'product', 'code', b.code, 'product', p.id::text, 'sku', p.sku,
                                   'name', p.name, 'quantity', b.units)
         from barcodes b join products p on p.id = b.product_id
         where b.code in (code_, gtin) order by b.code = gtin desc, b.client_id limit 1),
        (select jsonb_build_object('kind', 'carton', 'code', c.code, 'name', c.name)
         from cartons c where c.warehouse_id = wid and c.code = code_));
$$;

create function meaning_of_parcel(wid int, code_ text, sscc_ text) returns jsonb language sql stable as $$
    select jsonb_build_object('kind', 'parcel', 'code', coalesce(nullif(l.sscc, ''), l.tracking), 'work', l.work_id::text,
        'order_no', o.number, 'parcel', l.parcel, 'station', coalesce(s.name, ''), 'at', coalesce(l.proven_at, l.requested_at))
    from labels l
    join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id
    join orders o on o.id = w.order_id
    left join stations s on s.id = coalesce(l.proven_by,
        (select j.station_id from print_jobs j where j.warehouse_id = l.warehouse_id and j.work_id = l.work_id
           and j.parcel = l.parcel and j.label = l.n order by j.made_at desc limit 1))
    where l.warehouse_id = wid and ((sscc_ <> '' and l.sscc = sscc_) or (l.tracking = code_ and l.tracking <> ''))
    order by l.requested_at desc limit 1;
$$;

-- resolve_v1 says what a code is. gtin is the code with 14 digits and sscc with
-- 18, '' where it cannot be one; a badge is compared by its hash.
create function resolve_v1(station_ text, code_ text, gtin text, sscc_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    wid int; told jsonb;
begin
    select warehouse_id into wid from stations where name = station_ and revoked_at is null;
    if wid is null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
    told := meaning_of_badge(sha256(convert_to(code_, 'UTF8')));
    told := coalesce(told, meaning_of_place(wid, code_));
    told := coalesce(told, meaning_of_goods(wid, code_, gtin));
    told := coalesce(told, meaning_of_parcel(wid, code_, sscc_));
    return coalesce(told, jsonb_build_object('kind', 'unknown', 'code', code_));
end $$;

-- grant_v1 allows one deed on one work, once. roles are those that may.
create function grant_v1(station_ text, writer_ text, work bigint, action_ text, person bigint, roles text[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w writers; p people; g bigint;
begin
    w := meet_writer(station_, writer_);
    select * into p from people where id = person;
    if p.id is null or p.revoked_at is not null then
        perform refuse('This badge is not valid any more.');
    end if;
    if not p.role = any (roles) then
        perform refuse('%s may not do this. A lead may.', p.name);
    end if;
    if not exists (select from works where warehouse_id = w.warehouse_id and id = work and holder = w.id) then
        perform refuse('This order is not in hand here any more.');
    end if;
    insert into grants (warehouse_id, work_id, writer_id, action, person_id)
    values (w.warehouse_id, work, w.id, action_, person) returning id into g;
    return jsonb_build_object('grant', g::text, 'id', p.id::text, 'name', p.name, 'role', p.role);
end $$;

create function next_number(wid int, name_ text) returns bigint language sql as $$
    insert into counters as c (warehouse_id, name, value) values (wid, name_, 1)
    on conflict (warehouse_id, name) do update set value = c.value + 1
    returning value;
$$;

-- mod10 is the check digit of GS1 numbers.
create function mod10(digits text) returns text language sql immutable as $$
    select ((10 - sum(substr(digits, length(digits) - i, 1)::int * case when i % 2 = 0 then 3 else 1 end) % 10) % 10)::text
    from generate_series(0, length(digits) - 1) i;
$$;

-- numbers_v1 gives a parcel its SSCC and its tracking number: the same ones for
-- the same key, and to nobody else ever.
create function numbers_v1(warehouse_ text, key_ text) returns jsonb
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
        serial := next_number(wh.id, 'sscc') - 1;
        width := 16 - length(wh.company_prefix);
        if serial >= 10 * (10 ^ width)::numeric then
            perform refuse('The SSCCs of warehouse %s are used up. It needs another company prefix.', warehouse_);
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

-- purchase_v1 enters what was bought under a key, and answers what the book
-- says: the first entry stands. Without goods to buy it only looks.
create function purchase_v1(key_ text, bought_ jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if bought_ is not null then
        insert into purchases (key, bought) values (key_, bought_) on conflict (key) do nothing;
    end if;
    return (select jsonb_build_object('bought', bought, 'voided', voided_at is not null) from purchases where key = key_);
end $$;

create function void_purchase_v1(key_ text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update purchases set voided_at = coalesce(voided_at, now()) where key = key_;
    return found;
end $$;
