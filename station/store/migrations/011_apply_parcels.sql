-- Facts about parcels, labels and print jobs. The trigger on state refuses what
-- the table of states does not have.

-- derive_order lets the state of an order follow its works and its parcels.
create function derive_order(o_id bigint) returns void language plpgsql as $$
declare
    o orders; wanted int; caged int; started int; alive int;
begin
    select * into o from orders where id = o_id for update;
    if o.state not in ('open', 'in_fulfilment', 'part_shipped') then
        return;
    end if;
    select count(*) filter (where state not in ('ready', 'cancelled')), count(*) filter (where state <> 'cancelled')
    into started, alive from works where order_id = o_id;
    select sum(qty - cancelled) into wanted from order_lines where order_id = o_id;
    select coalesce(sum(u.qty), 0) into caged from works w
    join work_units u on u.warehouse_id = w.warehouse_id and u.work_id = w.id and u.place = 'cage'
    where w.order_id = o_id;
    if o.state = 'open' and started > 0 then
        update orders set state = 'in_fulfilment' where id = o_id returning * into o;
    end if;
    if o.state in ('in_fulfilment', 'part_shipped') and wanted > 0 and caged >= wanted then
        update orders set state = 'shipped', shipped_at = now() where id = o_id;
    elsif o.state = 'in_fulfilment' and caged > 0 then
        update orders set state = 'part_shipped' where id = o_id;
    elsif alive = 0 and (o.cancelled or wanted = 0) and o.state <> 'part_shipped' then
        update orders set state = 'cancelled' where id = o_id;
    elsif o.state = 'in_fulfilment' and started = 0 and not o.cancelled then
        update orders set state = 'open' where id = o_id;
    end if;
end $$;

create function move_parcel(f pending, n_ int, to_ text) returns void language plpgsql as $$
begin
    update parcels set state = to_ where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_ and state <> to_;
    if not found then
        perform broken('parcel ' || coalesce(n_::text, '') || ' cannot become ' || to_);
    end if;
end $$;

create function parcel_units(wid int, work bigint, n_ int) returns int language sql stable as $$
    select coalesce(sum(qty), 0)::int from work_units
    where warehouse_id = wid and work_id = work and place in ('parcel', 'loose') and place_id = n_::text;
$$;

create function live_label(wid int, work bigint, n_ int) returns boolean language sql stable as $$
    select exists (select from labels where warehouse_id = wid and work_id = work and parcel = n_
                   and state not in ('failed', 'voided'));
$$;

create function apply_parcel(f pending, wk works) returns void language plpgsql as $$
declare
    n_ int := (f.b->>'parcel')::int;
begin
    case f.kind
    when 'parcel_opened' then
        insert into parcels (warehouse_id, work_id, n, carton, planned)
        values (f.warehouse_id, f.work_id, n_, f.b->>'carton', coalesce(f.b->>'planned', ''));
    when 'carton_changed' then
        perform check_open_parcel(f.warehouse_id, f.work_id, f.b->>'parcel');
        update parcels set carton = f.b->>'carton' where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_;
    when 'parcel_sealed' then
        if parcel_units(f.warehouse_id, f.work_id, n_) = 0 then
            perform broken('parcel ' || n_ || ' is empty');
        end if;
        perform move_parcel(f, n_, 'sealed');
        update parcels set weight_g = 0, expected_g = 0, outcome = ''
        where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_;
    when 'parcel_reopened' then
        if live_label(f.warehouse_id, f.work_id, n_) then
            perform broken('parcel ' || n_ || ' has a label');
        end if;
        perform move_parcel(f, n_, 'open');
    when 'parcel_discarded' then
        if live_label(f.warehouse_id, f.work_id, n_)
            or (wk.state <> 'cancelling' and parcel_units(f.warehouse_id, f.work_id, n_) > 0) then
            perform broken('parcel ' || n_ || ' is not empty');
        end if;
        perform move_parcel(f, n_, 'voided');
    when 'parcel_weighed' then
        perform use_grant(f, 'pass_weight');
        update parcels set weight_g = (f.b->>'grams')::int, expected_g = (f.b->>'expected_g')::int,
            tolerance_g = (f.b->>'tolerance_g')::int, outcome = f.b->>'outcome'
        where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_ and state in ('sealed', 'labelled');
        if not found then
            perform broken('parcel ' || n_ || ' is not sealed');
        end if;
    end case;
end $$;

create function move_label(f pending, to_ text) returns void language plpgsql as $$
begin
    update labels set state = to_, code = case when f.b ? 'code' then f.b->>'code' when f.b ? 'reason' then f.b->>'reason' else code end
    where warehouse_id = f.warehouse_id and work_id = f.work_id and parcel = (f.b->>'parcel')::int
      and n = (f.b->>'label')::int and key = f.b->>'key' and state <> to_;
    if not found then
        perform broken('label ' || coalesce(f.b->>'key', '') || ' cannot become ' || to_);
    end if;
end $$;

create function apply_label_bought(f pending) returns void language plpgsql as $$
begin
    perform move_label(f, 'purchased');
    update labels set carrier = f.b->>'carrier', service = coalesce(f.b->>'service', ''),
        tracking = coalesce(f.b->>'tracking', ''), sscc = coalesce(f.b->>'sscc', ''),
        routing = coalesce(f.b->>'routing', ''), lane = coalesce(f.b->>'lane', ''),
        price_cents = coalesce((f.b->>'price_cents')::bigint, 0), currency = coalesce(f.b->>'currency', '')
    where key = f.b->>'key';
    perform move_parcel(f, (f.b->>'parcel')::int, 'labelled');
end $$;

-- A label that is asked for while the order is on hold or cancelled is asked
-- for; the same answer tells the hold again, and the bench does not buy.
create function apply_label(f pending, wk works) returns void language plpgsql as $$
begin
    case f.kind
    when 'label_requested' then
        if wk.hold <> '' or wk.cancelled then
            update works set asked_rev = asked_rev + 1 where warehouse_id = f.warehouse_id and id = f.work_id;
        end if;
        if not exists (select from parcels where warehouse_id = f.warehouse_id and work_id = f.work_id
                       and n = (f.b->>'parcel')::int and state = 'sealed') then
            perform broken('parcel ' || (f.b->>'parcel') || ' is not sealed');
        end if;
        insert into labels (warehouse_id, work_id, parcel, n, key, address_hash)
        values (f.warehouse_id, f.work_id, (f.b->>'parcel')::int, (f.b->>'label')::int, f.b->>'key', coalesce(f.b->>'address_hash', ''));
    when 'label_bought' then perform apply_label_bought(f);
    when 'label_failed' then perform move_label(f, 'failed');
    when 'label_in_doubt' then perform move_label(f, 'in_doubt');
    when 'label_void_requested' then perform move_label(f, 'void_requested');
    when 'void_refused' then perform move_label(f, 'purchased');
    when 'label_voided' then
        perform move_label(f, 'voided');
        perform move_parcel(f, (f.b->>'parcel')::int, 'sealed');
        update print_jobs set state = 'abandoned' where warehouse_id = f.warehouse_id and work_id = f.work_id
            and parcel = (f.b->>'parcel')::int and label = (f.b->>'label')::int and state = 'queued';
    end case;
end $$;

-- move_job takes a print job to a state, through those the bench did not name.
create function move_job(wid int, job text, to_ text) returns void language plpgsql as $$
declare
    at_ text;
begin
    select state into at_ from print_jobs where warehouse_id = wid and id = job for update;
    if at_ is null then
        perform broken('print job ' || coalesce(job, '') || ' is not known');
    end if;
    if at_ = to_ then
        return;
    end if;
    if at_ = 'queued' and to_ not in ('sending', 'abandoned') then
        update print_jobs set state = 'sending' where warehouse_id = wid and id = job;
        at_ := 'sending';
    end if;
    if at_ = 'sending' and to_ in ('counted', 'confirmed') then
        update print_jobs set state = 'sent' where warehouse_id = wid and id = job;
    elsif at_ = 'sending' and to_ = 'failed' then
        update print_jobs set state = 'unknown' where warehouse_id = wid and id = job;
    end if;
    update print_jobs set state = to_ where warehouse_id = wid and id = job;
end $$;

create function apply_print(f pending) returns void language plpgsql as $$
begin
    if f.kind = 'print_requested' then
        insert into print_jobs (warehouse_id, id, work_id, station_id, doc, parcel, label, copy, reason, person_id)
        values (f.warehouse_id, f.b->>'job', f.work_id, f.station_id, f.b->>'doc', coalesce((f.b->>'parcel')::int, 0),
            coalesce((f.b->>'label')::int, 0), (f.b->>'copy')::int, coalesce(f.b->>'reason', ''), f.person_id);
        return;
    end if;
    perform move_job(f.warehouse_id, f.b->>'job', case f.kind when 'print_started' then 'sending' else f.b->>'state' end);
    update print_jobs set counter = coalesce((f.b->>'counter')::bigint, -1), problem = coalesce(f.b->>'problem', '')
    where warehouse_id = f.warehouse_id and id = f.b->>'job';
end $$;

-- A proven label is on its box. Where no cages are set up, that is the cage.
create function apply_label_proven(f pending, wk works) returns void language plpgsql as $$
declare
    n_ int := (f.b->>'parcel')::int; u record;
begin
    update labels set proven_at = now(), proven_by = f.station_id
    where warehouse_id = f.warehouse_id and work_id = f.work_id and parcel = n_ and n = (f.b->>'label')::int
      and state in ('purchased', 'manifested');
    if not found then
        perform broken('label ' || (f.b->>'label') || ' of parcel ' || n_ || ' was not bought');
    end if;
    if exists (select from print_jobs where warehouse_id = f.warehouse_id and id = f.b->>'job' and state not in ('failed', 'abandoned')) then
        perform move_job(f.warehouse_id, f.b->>'job', 'confirmed');
    end if;
    if exists (select from locations where warehouse_id = f.warehouse_id and kind = 'cage') then
        return;
    end if;
    update parcels set state = 'in_cage' where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_ and state <> 'in_cage';
    update work_units set place = 'cage' where warehouse_id = f.warehouse_id and work_id = f.work_id
        and place = 'parcel' and place_id = n_::text and qty > 0;
    perform derive_order(wk.order_id);
end $$;
