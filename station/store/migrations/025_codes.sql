-- What a code means here: several articles may carry one code, a bench may learn
-- a code, cages and printers have codes. What a lead is asked stands on the board
-- until he has answered.

alter table barcodes drop constraint barcodes_pkey, add primary key (client_id, code, product_id),
    add learnt_at timestamptz, add learnt_by bigint;
create index barcodes_learnt on barcodes (product_id) where learnt_at is not null;

alter table locations drop constraint locations_kind_check,
    add constraint locations_kind_check check (kind in ('pick', 'reserve', 'quarantine', 'tray', 'slot', 'cage', 'printer'));

-- lead_calls is what a bench waits for a lead's yes for: one question a work. seq
-- is the fact that asked it. An answer stays until the bench has heard it.
create table lead_calls (
    warehouse_id int not null references warehouses,
    work_id      bigint not null,
    writer_id    int not null references writers,
    epoch        bigint not null,
    seq          bigint not null,
    action       text not null,
    line         int not null default 0,
    qty          int not null default 0,
    code         text not null default '',
    person_id    bigint,                             -- who asks
    since        timestamptz not null,
    answer       text not null default '' check (answer in ('', 'yes', 'no')),
    answered_by  bigint references people,
    answered_at  timestamptz,
    primary key (warehouse_id, work_id)
);
create index lead_calls_writer on lead_calls (writer_id);

-- apply_prompted keeps the open question of a work, where it is one to a lead.
create function apply_prompted(f pending) returns void language plpgsql as $$
declare
    a jsonb := f.b->'ask';
begin
    delete from lead_calls where warehouse_id = f.warehouse_id and work_id = f.work_id;
    if a->>'kind' = 'lead' then
        insert into lead_calls (warehouse_id, work_id, writer_id, epoch, seq, action, line, qty, code, person_id, since)
        values (f.warehouse_id, f.work_id, f.writer_id, f.epoch, f.seq, coalesce(a->>'action', ''), coalesce((a->>'line')::int, 0),
            coalesce((a->>'qty')::int, 0), coalesce(a->>'code', ''), f.person_id, f.at);
    end if;
end $$;

-- apply_code_learnt gives an article a code that it carries, and tells whoever has
-- the article in hand.
create function apply_code_learnt(f pending) returns void language plpgsql as $$
declare
    p products; w record;
begin
    if coalesce(f.b->>'grant', '') = '' or coalesce(f.b->>'code', '') = '' or length(f.b->>'code') > 80 then
        perform broken('a code is learnt with the yes of a lead');
    end if;
    perform use_grant(f, 'learn_code');
    select x.* into p from work_lines l join products x on x.id = l.product_id
    where l.warehouse_id = f.warehouse_id and l.work_id = f.work_id and l.line = (f.b->>'line')::int;
    if p.id is null then
        perform broken('the work has no such line');
    end if;
    insert into barcodes (client_id, code, product_id, units, learnt_at, learnt_by)
    values (p.client_id, f.b->>'code', p.id, 1, now(), f.person_id) on conflict do nothing;
    for w in select k.warehouse_id, k.id from works k
        where k.holder is not null and exists (select from work_lines l
            where l.warehouse_id = k.warehouse_id and l.work_id = k.id and l.product_id = p.id)
        order by k.warehouse_id, k.id loop
        update works set asked_rev = asked_rev + 1 where warehouse_id = w.warehouse_id and id = w.id;
    end loop;
end $$;

-- typed entry was allowed: the grant is spent, whatever became of it since.
create function apply_typing_allowed(f pending) returns void language sql as $$
    update grants set used_at = now()
    where id = nullif(f.b->>'grant', '')::bigint and writer_id = f.writer_id and action = 'type_codes' and used_at is null;
$$;

create or replace function apply_print(f pending) returns void language plpgsql as $$
begin
    if f.kind = 'print_requested' then
        if f.b->>'doc' = 'article' then
            if coalesce(f.b->>'grant', '') = '' then
                perform broken('an article label is printed with the yes of a lead');
            end if;
            perform use_grant(f, 'print_article');
        end if;
        insert into print_jobs (warehouse_id, id, work_id, station_id, doc, parcel, label, copy, reason, person_id)
        values (f.warehouse_id, f.b->>'job', f.work_id, f.station_id, f.b->>'doc', coalesce((f.b->>'parcel')::int, 0),
            coalesce((f.b->>'label')::int, 0), (f.b->>'copy')::int, coalesce(f.b->>'reason', ''), f.person_id);
        return;
    end if;
    perform move_job(f.warehouse_id, f.b->>'job', case f.kind when 'print_started' then 'sending' else f.b->>'state' end);
    update print_jobs set counter = coalesce((f.b->>'counter')::bigint, -1), problem = coalesce(f.b->>'problem', '')
    where warehouse_id = f.warehouse_id and id = f.b->>'job';
end $$;

-- apply_of_work makes one fact of a work true that its station holds.
create or replace function apply_of_work(f pending, wk works) returns void language plpgsql as $$
begin
    case f.kind
    when 'unit_moved' then perform apply_unit_moved(f, wk);
    when 'scan_refused', 'acknowledged', 'place_confirmed', 'stop_skipped', 'put_ins_confirmed', 'work_opened', 'work_lost' then null;
    when 'asked_changed' then
        update works set asked_seen = greatest(asked_seen, (f.b->>'rev')::bigint)
        where warehouse_id = f.warehouse_id and id = f.work_id;
    when 'work_started' then
        update writers set work_id = f.work_id where id = f.writer_id;
    when 'work_moved' then perform apply_work_moved(f, wk);
    when 'prompted' then perform apply_prompted(f);
    when 'code_learnt' then perform apply_code_learnt(f);
    when 'work_closed' then
        delete from lead_calls where warehouse_id = f.warehouse_id and work_id = f.work_id;
        perform apply_work_closed(f, wk);
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
        when 'typing_allowed' then perform apply_typing_allowed(f);
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

-- asked tells of each line the codes that were learnt for it.
create or replace function asked(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select jsonb_build_object(
        'rev', w.asked_rev, 'hold', w.hold, 'cancelled', w.cancelled,
        'lines', (select jsonb_agg(jsonb_build_object('line', l.line, 'want', l.qty - l.cancelled,
                                                      'short', l.short, 'cure', l.cure)
                      || coalesce((select jsonb_build_object('codes', jsonb_agg(jsonb_build_object('code', b.code, 'units', b.units) order by b.units, b.code))
                                   from barcodes b where b.product_id = l.product_id and b.learnt_at is not null having count(*) > 0), '{}') order by l.line)
                  from work_lines l where l.warehouse_id = wid and l.work_id = work),
        'stops', stops(wid, work))
    from works w where w.warehouse_id = wid and w.id = work);
end $$;

-- news of the works a writer holds, what a lead answered, and works it lost.
create or replace function news(wid int, writer int) returns jsonb language plpgsql as $$
declare
    h record; told jsonb;
begin
    for h in select w.id, w.asked_rev > w.asked_seen as fresh,
            (select jsonb_build_object('call', c.seq, 'yes', c.answer = 'yes', 'by', jsonb_build_object('id', p.id::text, 'name', p.name, 'role', p.role))
             from lead_calls c join people p on p.id = c.answered_by
             where c.warehouse_id = w.warehouse_id and c.work_id = w.id and c.writer_id = writer and c.epoch = w.epoch and c.answer <> '') as lead
        from works w where w.holder = writer order by w.id loop
        continue when not h.fresh and h.lead is null;
        told := coalesce(told, '[]') || (jsonb_strip_nulls(jsonb_build_object('work', h.id::text, 'lead', h.lead))
            || case when h.fresh then jsonb_build_object('asked', asked(wid, h.id)) else '{}' end);
    end loop;
    for h in select l.work_id, s.name from losses l join stations s on s.id = l.station_id where l.writer_id = writer order by l.work_id loop
        told := coalesce(told, '[]') || jsonb_build_object('work', h.work_id::text, 'lost_to', h.name);
    end loop;
    return told;
end $$;

-- answer is what the store says to every call.
create or replace function answer(wid int, writer int, through bigint, asides jsonb, rules jsonb) returns jsonb language plpgsql as $$
declare
    b record; c boards;
begin
    select ready, late, parked_ready, totes, counted_at,
        exists (select from works where holder = writer and asked_rev > asked_seen)
            or exists (select from losses where writer_id = writer)
            or exists (select from lead_calls where writer_id = writer and answer <> '') as fresh,
        (select min(lease_until) from works where holder = writer) as lease
    into b from boards where warehouse_id = wid;
    if b.lease < now() + interval '60 seconds' then
        update works set lease_until = now() + interval '90 seconds' where holder = writer;
    end if;
    if b.counted_at < now() - interval '1 second'
        and exists (select from boards where warehouse_id = wid for update skip locked) then
        c := count_board(wid);
        b.ready := c.ready; b.late := c.late; b.parked_ready := c.parked_ready; b.totes := c.totes;
    end if;
    return jsonb_build_object('through', through, 'set_aside', asides, 'works', case when b.fresh then news(wid, writer) end,
        'board', jsonb_build_object('ready', b.ready, 'late', b.late, 'parked_ready', b.parked_ready, 'totes', b.totes),
        'rules', rules, 'now', clock_timestamp());
end $$;

-- import_product: an article may carry a code that another one has; the bench
-- asks which it is.
create or replace function import_product(wid int, r jsonb) returns text language plpgsql as $$
declare
    cid int; pid bigint; is_new boolean; place bigint;
begin
    insert into clients (code) values (r->>'client') on conflict (code) do nothing;
    select id into cid from clients where code = r->>'client';
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
    on conflict (client_id, code, product_id) do update set units = excluded.units;
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

-- product_of_line finds the article by its SKU, else by its barcode, where that is
-- of one article only.
create or replace function product_of_line(cid int, l jsonb) returns bigint language plpgsql stable as $$
begin
    if l->>'sku' <> '' then
        return (select id from products where client_id = cid and sku = l->>'sku');
    end if;
    return (select min(product_id) from barcodes where client_id = cid and code in (l->>'barcode', l->>'gtin')
            having count(distinct product_id) = 1);
end $$;

create or replace function meaning_of_place(wid int, code_ text) returns jsonb language sql stable as $$
    select coalesce(
        (select jsonb_build_object('kind', 'tote', 'code', t.code, 'work', text_id(t.work_id), 'free', t.work_id is null,
                                   'order_no', coalesce(o.number, ''))
         from totes t
         left join works w on w.warehouse_id = wid and w.id = t.work_id
         left join orders o on o.id = w.order_id
         where t.warehouse_id = wid and t.code = code_),
        (select jsonb_build_object('code', l.name,
             'kind', case when l.kind in ('slot', 'tray', 'cage', 'printer') then l.kind else 'location' end,
             'work', text_id(p.work_id), 'free', p.work_id is null, 'order_no', coalesce(o.number, ''))
         from locations l
         left join parked p on p.warehouse_id = wid and p.slot = l.name and l.kind = 'slot'
         left join works w on w.warehouse_id = wid and w.id = p.work_id
         left join orders o on o.id = w.order_id
         where l.warehouse_id = wid and (l.name = code_ or l.code = code_)
         order by l.name = code_ desc limit 1));
$$;

create or replace function meaning_of_goods(wid int, code_ text, gtin text) returns jsonb language sql stable as $$
    select coalesce(
        (select jsonb_build_object('kind', 'product', 'code', b.code, 'product', p.id::text, 'sku', p.sku,
                                   'name', p.name, 'quantity', b.units)
         from barcodes b join products p on p.id = b.product_id
         where b.code in (code_, gtin) order by b.code = gtin desc, b.client_id, p.id limit 1),
        (select jsonb_build_object('kind', 'carton', 'code', c.code, 'name', c.name)
         from cartons c where c.warehouse_id = wid and c.code = code_));
$$;

-- do_answer_call is a lead's yes or no to what a bench asks. The badge says who
-- he is.
create function do_answer_call(wid int, d jsonb) returns void language plpgsql as $$
declare
    wk works := lock_work(wid, d); c lead_calls; p people;
begin
    select * into c from lead_calls where warehouse_id = wid and work_id = wk.id and epoch = wk.epoch and writer_id = wk.holder for update;
    if c.work_id is null or c.seq <> (d->>'call')::bigint or c.answer <> '' then
        perform refuse('This call is over.');
    end if;
    select x.* into p from badges b join people x on x.id = b.person_id
    where b.hash = decode(d->>'badge_hash', 'hex') and b.revoked_at is null and x.revoked_at is null;
    if p.id is null then
        perform refuse('This badge is not valid here.');
    end if;
    if p.role = 'packer' then
        perform refuse('%s may not answer. A lead may.', p.name);
    end if;
    update lead_calls set answer = case when (d->>'yes')::boolean then 'yes' else 'no' end, answered_by = p.id, answered_at = now()
    where warehouse_id = wid and work_id = wk.id;
    update works set asked_rev = asked_rev + 1 where warehouse_id = wid and id = wk.id;
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

revoke execute on all functions in schema public from public;
