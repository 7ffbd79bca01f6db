-- claim_v1: who gets which work.

-- lease gives a work to a writer: a new epoch, 90 s on this clock.
create function lease(w writers, person bigint, id_ bigint, rules_ jsonb) returns works language plpgsql as $$
declare
    old works; wk works;
begin
    select * into old from works where warehouse_id = w.warehouse_id and id = id_ for update;
    if old.holder is not null and old.holder <> w.id then
        insert into losses (writer_id, warehouse_id, work_id, station_id)
        values (old.holder, w.warehouse_id, id_, w.station_id)
        on conflict (writer_id, work_id) do update set station_id = excluded.station_id, at = now();
    end if;
    delete from losses where writer_id = w.id and work_id = id_;
    update works set holder = w.id, last_writer = w.id, epoch = epoch + 1, lease_until = now() + interval '90 seconds',
        state = case when works.state = 'ready' then 'picking' else works.state end,
        packer_id = coalesce(person, packer_id), asked_seen = asked_rev,
        rules = rules_ || case when c.short_rule is null then '{}' else jsonb_build_object('short', c.short_rule) end
    from orders o join channels c on c.id = o.channel_id
    where works.warehouse_id = w.warehouse_id and works.id = id_ and o.id = works.order_id
    returning works.* into wk;
    if old.state = 'ready' then
        perform derive_order(wk.order_id);
    end if;
    return wk;
end $$;

-- next_works locks up to most works for a writer: those assigned to its station,
-- those whose holder went away before anything was picked, then any of the first
-- 32 of the highest priority, so that many who ask at once do not queue for the
-- same one. Locked works are passed over: here, and nowhere else.
create function next_works(w writers, most int) returns bigint[] language plpgsql as $$
declare
    got bigint[] := '{}'; few bigint[]; tries int := 0;
begin
    got := array(
        select id from works
        where warehouse_id = w.warehouse_id and assigned_to = w.station_id
          and state = 'ready' and blocked = '' and holder is null
        order by priority desc, cut_off, id limit most for update skip locked);
    if cardinality(got) < most then
        got := got || array(
            select id from works
            where warehouse_id = w.warehouse_id and state = 'picking' and not touched and holder is not null
              and lease_until < now() and hold = '' and not cancelled and (assigned_to is null or assigned_to = w.station_id)
            order by lease_until limit most - cardinality(got) for update skip locked);
    end if;
    while cardinality(got) < most and tries < 4 loop
        few := array(
            select k.id from works k
            where k.warehouse_id = w.warehouse_id and k.id = any (array(
                select c.id from (
                    select id, priority, first_value(priority) over (order by priority desc, cut_off, id) as top
                    from (select id, priority, cut_off from works
                        where warehouse_id = w.warehouse_id and state = 'ready' and blocked = '' and holder is null and assigned_to is null
                        order by priority desc, cut_off, id limit 32 << tries) head) c
                where c.priority = c.top or tries > 0))
              and k.state = 'ready' and k.blocked = '' and k.holder is null and k.assigned_to is null and not (k.id = any (got))
            order by k.priority desc, random() limit most - cardinality(got) for update skip locked);
        got := got || few;
        tries := tries + 1;
        exit when cardinality(few) = 0 and not exists (
            select from works where warehouse_id = w.warehouse_id and state = 'ready' and blocked = ''
              and holder is null and assigned_to is null and not (id = any (got)));
    end loop;
    return got;
end $$;

-- at_place finds the work whose goods lie in a tote, a slot or a labelled box.
create function at_place(wid int, code_ text) returns bigint language sql stable as $$
    select coalesce(
        (select work_id from parked where warehouse_id = wid and slot = code_ and slot <> ''),
        (select work_id from totes where warehouse_id = wid and code = code_),
        (select l.work_id from labels l where l.warehouse_id = wid and (l.sscc = code_ or l.tracking = code_) and code_ <> ''
         order by l.requested_at desc limit 1));
$$;

-- may_resume refuses with a sentence, or answers the locked work.
create function may_resume(w writers, work bigint, how text, code_ text, person bigint) returns works language plpgsql as $$
declare
    wk works; other text;
begin
    select * into wk from works where warehouse_id = w.warehouse_id and id = work for update;
    if wk.id is null then
        perform refuse('%s holds no order.', code_);
    end if;
    select s.name into other from writers x join stations s on s.id = x.station_id where x.id = wk.holder;
    if wk.holder = w.id then
        perform refuse('The order of %s is in hand here already.', code_);
    elsif wk.holder is not null and wk.lease_until >= now() then
        perform refuse('The order of %s is at %s now.', code_, other);
    elsif wk.holder is not null and how <> 'takeover' then
        perform refuse('stuck'); -- the word that a bench knows: it asks whether to take it over
    end if;
    if wk.hold <> '' then
        perform refuse('On hold: %s. Leave it where it is.', wk.hold);
    end if;
    if wk.state in ('ready', 'handed_over', 'cancelled') or (wk.cancelled and not wk.touched and wk.state <> 'cancelling')
        or (wk.state = 'labelled' and wk.holder is null
            and not exists (select from parked where warehouse_id = w.warehouse_id and work_id = wk.id)) then
        perform refuse('%s holds no order.', code_);
    end if;
    return wk;
end $$;

-- resume_works locks the work whose place was scanned; by the packer's own
-- badge alone, what is stuck of his.
create function resume_works(w writers, how text, code_ text, person bigint, most int) returns bigint[] language plpgsql as $$
declare
    work bigint;
begin
    if how = 'takeover' and code_ = '' then
        return array(select id from works
            where warehouse_id = w.warehouse_id and packer_id = person and holder is not null and holder <> w.id
              and lease_until < now() and hold = '' and state not in ('handed_over', 'cancelled')
            order by id limit most for update);
    end if;
    work := case how
        when 'tote' then (select work_id from totes where warehouse_id = w.warehouse_id and code = code_)
        when 'slot' then (select work_id from parked where warehouse_id = w.warehouse_id and slot = code_ and code_ <> '')
        else at_place(w.warehouse_id, code_) end;
    perform may_resume(w, work, how, code_, person);
    return array[work];
end $$;

-- recounted says that what is in an open parcel was counted by another bench.
create function recounted(w writers, work bigint, before int) returns boolean language sql stable as $$
    select before is distinct from w.id and exists (
        select from parcels p join work_units u on u.warehouse_id = p.warehouse_id and u.work_id = p.work_id
            and u.place = 'parcel' and u.place_id = p.n::text and u.qty > 0
        where p.warehouse_id = w.warehouse_id and p.work_id = work and p.state = 'open');
$$;

create function claim_v1(station_ text, writer_ text, key_ text, how text, code_ text, most int,
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
