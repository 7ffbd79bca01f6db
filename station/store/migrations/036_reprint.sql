-- A label that was on its box is printed again, when a lead says yes: the box is
-- out of its cage until the copy is proven.

-- shipped_work finds the work that left with a label, or the only one of the
-- order number, that a bench may open to print a label again.
create function shipped_work(wid int, code_ text) returns bigint language sql stable as $$
    select coalesce(
        (select l.work_id from labels l where l.warehouse_id = wid and (l.sscc = code_ or l.tracking = code_) and code_ <> ''
         order by l.requested_at desc limit 1),
        (select min(w.id) from orders o join works w on w.warehouse_id = wid and w.order_id = o.id
         where o.warehouse_id = wid and o.number = code_ and w.state = 'labelled' having count(*) = 1));
$$;

-- meaning_of_parcel is what a label says, or the number of an order that was
-- shipped.
create or replace function meaning_of_parcel(wid int, code_ text, sscc_ text) returns jsonb language sql stable as $$
    select coalesce(
        (select jsonb_build_object('kind', 'parcel', 'code', coalesce(nullif(l.sscc, ''), l.tracking), 'work', l.work_id::text,
            'order_no', o.number, 'parcel', l.parcel, 'station', coalesce(s.name, ''), 'at', coalesce(l.proven_at, l.requested_at))
        from labels l
        join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id
        join orders o on o.id = w.order_id
        left join stations s on s.id = coalesce(l.proven_by,
            (select j.station_id from print_jobs j where j.warehouse_id = l.warehouse_id and j.work_id = l.work_id
               and j.parcel = l.parcel and j.label = l.n order by j.made_at desc limit 1))
        where l.warehouse_id = wid and ((sscc_ <> '' and l.sscc = sscc_) or (l.tracking = code_ and l.tracking <> ''))
        order by l.requested_at desc limit 1),
        (select jsonb_build_object('kind', 'work', 'code', min(o.number), 'work', min(w.id)::text, 'order_no', min(o.number))
        from orders o join works w on w.warehouse_id = wid and w.order_id = o.id
        where o.warehouse_id = wid and o.number = code_ and w.state = 'labelled' having count(*) = 1));
$$;

-- may_print_again refuses with a sentence, or answers the locked work.
create function may_print_again(w writers, work bigint, code_ text) returns works language plpgsql as $$
declare
    wk works; other text; slot_ text;
begin
    select * into wk from works where warehouse_id = w.warehouse_id and id = work for update;
    if wk.id is null or wk.state <> 'labelled' or wk.cancelled then
        perform refuse('Nothing of %s was shipped.', code_);
    end if;
    select s.name into other from writers x join stations s on s.id = x.station_id where x.id = wk.holder;
    select p.slot into slot_ from parked p where p.warehouse_id = w.warehouse_id and p.work_id = work;
    if wk.holder = w.id then
        perform refuse('The order of %s is in hand here already.', code_);
    elsif wk.holder is not null then
        perform refuse('The order of %s is at %s now.', code_, other);
    elsif slot_ is not null then
        perform refuse('The order of %s is parked on %s. Scan the slot.', code_, coalesce(nullif(slot_, ''), '-'));
    elsif wk.hold <> '' then
        perform refuse('On hold: %s. Leave it where it is.', wk.hold);
    end if;
    return wk;
end $$;

create or replace function claim_v1(station_ text, writer_ text, key_ text, how text, code_ text, most int,
    person bigint, have bigint[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w writers; wk works; k claim_keys; ids bigint[]; rules_ jsonb; slot_ text := ''; told jsonb := '[]'; before int; id_ bigint; recount boolean;
begin
    w := meet_writer(station_, writer_);
    select * into k from claim_keys where writer_id = w.id and key = key_;
    if k.key is not null or how = 'mine' then
        for id_ in select id from works where holder = w.id and (id = any (k.works) or (how = 'mine' and not (id = any (have)))) order by id loop
            update works set lease_until = now() + interval '90 seconds' where warehouse_id = w.warehouse_id and id = id_;
            told := told || opened(w.warehouse_id, id_, coalesce(k.how, how), false, coalesce(k.slot, ''));
        end loop;
        return told;
    end if;
    rules_ := rules_of(w.warehouse_id, station_);
    if how = 'next' then
        ids := next_works(w, greatest(least(most, 11), 0));
    elsif how in ('tote', 'slot', 'takeover') then
        ids := resume_works(w, how, code_, person, greatest(most, 1));
    elsif how = 'label' then
        wk := may_print_again(w, shipped_work(w.warehouse_id, code_), code_);
        ids := array[wk.id];
    else
        perform refuse('Works cannot be claimed by %s.', how);
    end if;
    foreach id_ in array ids loop
        select last_writer into before from works where warehouse_id = w.warehouse_id and id = id_;
        recount := how = 'takeover' and recounted(w, id_, before);
        wk := lease(w, person, id_, rules_);
        delete from parked where warehouse_id = w.warehouse_id and work_id = id_ returning slot into slot_;
        told := told || opened(w.warehouse_id, id_, how, recount, coalesce(slot_, ''));
    end loop;
    insert into claim_keys (writer_id, key, works, how, slot) values (w.id, key_, ids, how, coalesce(slot_, ''));
    return told;
end $$;

-- A label that is on its box no more: the box is out of its cage, and the order
-- not shipped.
create function apply_label_destroyed(f pending, wk works) returns void language plpgsql as $$
declare
    n_ int := (f.b->>'parcel')::int;
begin
    if coalesce(f.b->>'grant', '') = '' or coalesce(f.b->>'reason', '') = '' then
        perform broken('a label that was on its box is printed again with a reason and the yes of a lead');
    end if;
    perform use_grant(f, 'print_again');
    update labels set proven_at = null, proven_by = null, passed = ''
    where warehouse_id = f.warehouse_id and work_id = f.work_id and parcel = n_ and n = (f.b->>'label')::int
      and state = 'purchased' and (proven_at is not null or passed <> '');
    if not found then
        perform broken('label ' || coalesce(f.b->>'label', '') || ' of parcel ' || coalesce(n_::text, '') || ' is not on its box');
    end if;
    update parcels set state = 'labelled'
    where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_ and state <> 'labelled';
    delete from work_units where warehouse_id = f.warehouse_id and work_id = f.work_id
        and place = 'parcel' and place_id = n_::text and qty = 0; -- what they left behind when they went to the cage
    update work_units set place = 'parcel' where warehouse_id = f.warehouse_id and work_id = f.work_id
        and place = 'cage' and place_id = n_::text and qty > 0;
    update orders set state = 'in_fulfilment', shipped_at = null where id = wk.order_id and state in ('shipped', 'part_shipped');
    perform derive_order(wk.order_id);
end $$;

-- A copy of a label that is on its box is asked for when it is there no more.
create or replace function apply_print(f pending) returns void language plpgsql as $$
begin
    if f.kind = 'print_requested' then
        if f.b->>'doc' = 'article' then
            if coalesce(f.b->>'grant', '') = '' then
                perform broken('an article label is printed with the yes of a lead');
            end if;
            perform use_grant(f, 'print_article');
        end if;
        if f.b->>'doc' = 'ship' and exists (select from labels where warehouse_id = f.warehouse_id and work_id = f.work_id
                and parcel = (f.b->>'parcel')::int and n = (f.b->>'label')::int and (proven_at is not null or passed <> '')) then
            perform broken('label ' || (f.b->>'label') || ' of parcel ' || (f.b->>'parcel') || ' is on its box');
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
    when 'scan_refused', 'acknowledged', 'place_confirmed', 'stop_skipped', 'put_ins_confirmed', 'work_opened', 'work_lost', 'box_shown' then null;
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
    when 'label_destroyed' then perform apply_label_destroyed(f, wk);
    when 'label_proven' then perform apply_label_proven(f, wk);
    else perform broken('this version does not know facts of kind ' || f.kind);
    end case;
end $$;

revoke execute on all functions in schema public from public;
