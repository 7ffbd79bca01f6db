-- A station that takes a work for lost while it is its own lets go of it: with nothing
-- picked it is there for the next one, as one that is given back. One of which facts
-- broke a rule waits for a person.
create or replace function apply_work_closed(f pending, wk works) returns void language plpgsql as $$
begin
    update works set holder = null, lease_until = null where warehouse_id = f.warehouse_id and id = f.work_id;
    update writers set work_id = null where id = f.writer_id and work_id = f.work_id;
    perform free_tote(f.warehouse_id, f.work_id);
    if wk.cancelled then
        perform end_cancelled(wk);
    elsif (f.b->>'why' = 'released' or f.b->>'why' = 'lost' and wk.aside_epoch is distinct from f.epoch) and not wk.touched then
        perform make_ready(f.warehouse_id, f.work_id);
    end if;
    perform set_blocked(f.warehouse_id, f.work_id);
    perform derive_order(wk.order_id);
end $$;
