-- Ship labels that go without being scanned back, where the house wants it so;
-- and boxes that are shown before their label prints.

alter table labels add column passed text not null default '' check (passed in ('', 'counted', 'sent'));

-- pass_label lets a label go unscanned. It is no more than its print job says.
create function pass_label(f pending, by_ text) returns void language plpgsql as $$
declare
    at_ text;
begin
    select state into at_ from print_jobs where warehouse_id = f.warehouse_id and id = f.b->>'job';
    if at_ is distinct from by_ then
        perform broken('print job ' || coalesce(f.b->>'job', '') || ' is not ' || by_);
    end if;
    update labels set passed = by_
    where warehouse_id = f.warehouse_id and work_id = f.work_id and parcel = (f.b->>'parcel')::int
      and n = (f.b->>'label')::int and state in ('purchased', 'manifested');
    if not found then
        perform broken('label ' || (f.b->>'label') || ' of parcel ' || (f.b->>'parcel') || ' was not bought');
    end if;
end $$;

-- prove_label takes that a label was scanned back on its box.
create function prove_label(f pending) returns void language plpgsql as $$
begin
    update labels set proven_at = now(), proven_by = f.station_id
    where warehouse_id = f.warehouse_id and work_id = f.work_id and parcel = (f.b->>'parcel')::int
      and n = (f.b->>'label')::int and state in ('purchased', 'manifested');
    if not found then
        perform broken('label ' || (f.b->>'label') || ' of parcel ' || (f.b->>'parcel') || ' was not bought');
    end if;
    if exists (select from print_jobs where warehouse_id = f.warehouse_id and id = f.b->>'job' and state not in ('failed', 'abandoned')) then
        perform move_job(f.warehouse_id, f.b->>'job', 'confirmed');
    end if;
end $$;

-- A label that is proven, or may go without, is on its box. Where no cages are set
-- up, that is the cage.
create or replace function apply_label_proven(f pending, wk works) returns void language plpgsql as $$
declare
    n_ int := (f.b->>'parcel')::int; by_ text := coalesce(f.b->>'by', '');
begin
    if by_ in ('counted', 'sent') then
        perform pass_label(f, by_);
    else
        perform prove_label(f);
    end if;
    if exists (select from locations where warehouse_id = f.warehouse_id and kind = 'cage') then
        return;
    end if;
    update parcels set state = 'in_cage' where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_ and state <> 'in_cage';
    update work_units set place = 'cage' where warehouse_id = f.warehouse_id and work_id = f.work_id
        and place = 'parcel' and place_id = n_::text and qty > 0;
    perform derive_order(wk.order_id);
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
    when 'label_proven' then perform apply_label_proven(f, wk);
    else perform broken('this version does not know facts of kind ' || f.kind);
    end case;
end $$;
