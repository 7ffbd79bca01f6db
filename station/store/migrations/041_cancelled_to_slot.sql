-- do_to_slot takes a stuck work from the bench that went away: a person found
-- its goods and put them on a slot. One that was cancelled meanwhile is over, where
-- nothing of it was picked, and put back from the slot otherwise.
create or replace function do_to_slot(wid int, d jsonb) returns void language plpgsql as $$
declare
    wk works := lock_work(wid, d);
begin
    if wk.lease_until >= now() or wk.state in ('ready', 'labelled', 'handed_over', 'cancelled')
        or exists (select from parked where warehouse_id = wid and work_id = wk.id) then
        perform refuse('Work %s is not stuck.', d->>'work');
    end if;
    if not exists (select from locations where warehouse_id = wid and kind = 'slot' and name = d->>'slot')
        or exists (select from parked where warehouse_id = wid and slot = d->>'slot') then
        perform refuse('Slot %s is not free.', d->>'slot');
    end if;
    insert into losses (writer_id, warehouse_id, work_id, station_id)
    select wr.id, wid, wk.id, wr.station_id from writers wr where wr.id = wk.holder on conflict do nothing;
    update works set holder = null, lease_until = null, epoch = epoch + 1 where warehouse_id = wid and id = wk.id;
    insert into parked (warehouse_id, work_id, slot, reason, ready) values (wid, wk.id, d->>'slot', 'lead', true);
    if wk.cancelled then
        perform end_cancelled(wk);
    end if;
    perform derive_order(wk.order_id);
end $$;
