-- release_due_v1: what is due goes to the floor.

-- release_order opens an order and promises stock to its works. As for a hold,
-- its works are locked first, so that neither slips past the other.
create function release_order(o_id bigint) returns boolean language plpgsql as $$
declare
    w record;
begin
    perform from works where order_id = o_id order by warehouse_id, id for update;
    update orders set state = 'open'
    where id = o_id and state = 'pending_release'
      and not exists (select from holds where order_id = o_id and released_at is null);
    if not found then
        return false;
    end if;
    for w in select warehouse_id, id from works where order_id = o_id and state = 'ready' order by id loop
        perform allocate_work(w.warehouse_id, w.id);
    end loop;
    return true;
end $$;

-- release_due_v1 opens up to most orders whose delay is over and that nothing
-- holds, and tries again up to most works that waited for stock.
create function release_due_v1(warehouse_ text, most int) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wid int; o record; released int := 0; allocated int := 0;
begin
    select id into wid from warehouses where code = warehouse_;
    perform due_to('timer');
    for o in
        select id from orders d
        where d.warehouse_id = wid and d.state = 'pending_release' and d.release_at <= now()
          and not exists (select from holds h where h.order_id = d.id and h.released_at is null)
        order by d.release_at, d.id limit most
    loop
        released := released + release_order(o.id)::int;
    end loop;
    for o in
        select w.id from works w
        where w.warehouse_id = wid and w.state = 'ready' and w.blocked = 'stock'
          and not exists (select from work_lines l where l.warehouse_id = wid and l.work_id = w.id
              and not exists (select from on_offer(wid, l.product_id, 'pick')))
        order by w.id limit most for update
    loop
        if allocate_work(wid, o.id) then
            allocated := allocated + 1;
        end if;
    end loop;
    delete from claim_keys where made_at < now() - interval '1 day';
    perform make_months(2);
    return jsonb_build_object('released', released, 'allocated', allocated);
end $$;
