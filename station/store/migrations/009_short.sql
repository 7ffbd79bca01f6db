-- Units that are missing: where else they are, and what the house does when
-- they are nowhere.

-- next_attempt moves units of a line to a later work of the same order, which
-- waits for stock.
create function next_attempt(wk works, line_ work_lines, qty_ int) returns void language plpgsql as $$
declare
    later bigint;
begin
    select id into later from works
    where order_id = wk.order_id and warehouse_id = wk.warehouse_id and attempt > wk.attempt
      and state = 'ready' and blocked = 'stock' and holder is null
    for update;
    if later is null then
        insert into works (warehouse_id, order_id, attempt, priority, cut_off, blocked, hold)
        select wk.warehouse_id, wk.order_id, max(attempt) + 1, wk.priority, wk.cut_off, 'stock', wk.hold
        from works where order_id = wk.order_id and warehouse_id = wk.warehouse_id
        returning id into later;
    end if;
    update work_lines set qty = qty + qty_
    where warehouse_id = wk.warehouse_id and work_id = later and order_line = line_.order_line;
    if not found then
        insert into work_lines (warehouse_id, work_id, line, order_line, product_id, qty)
        select wk.warehouse_id, later, count(*), line_.order_line, line_.product_id, qty_
        from work_lines where warehouse_id = wk.warehouse_id and work_id = later;
    end if;
end $$;

-- settle decides over units of a line that are nowhere, by the rule.
create function settle(wk works, line_ int, missing int, rule text) returns void language plpgsql as $$
declare
    l work_lines; rest int;
begin
    select * into l from work_lines
    where warehouse_id = wk.warehouse_id and work_id = wk.id and line = line_ for update;
    select sum(qty - cancelled) - missing into rest from work_lines
    where warehouse_id = wk.warehouse_id and work_id = wk.id;
    if rule = 'ship_partial' and rest = 0 then
        rule := 'wait'; -- nothing else would ship
    end if;
    if rule not in ('ship_partial', 'cancel_line') then
        update work_lines set short = short + missing, cure = rule
        where warehouse_id = wk.warehouse_id and work_id = wk.id and line = line_;
        perform reserve(wk.warehouse_id, l.product_id, missing);
        return;
    end if;
    update work_lines set cancelled = cancelled + missing
    where warehouse_id = wk.warehouse_id and work_id = wk.id and line = line_;
    if rule = 'ship_partial' then
        perform reserve(wk.warehouse_id, l.product_id, missing);
        perform next_attempt(wk, l, missing);
        return;
    end if;
    update order_lines set cancelled = cancelled + missing where order_id = wk.order_id and n = l.order_line;
    if rest = 0 then
        update works set cancelled = true where warehouse_id = wk.warehouse_id and id = wk.id;
    end if;
end $$;

-- replan looks for missing units of a line: another pick location, the reserve,
-- the rule of the channel. The work is asked anew.
create function replan(wk works, line_ int, missing int) returns void language plpgsql as $$
declare
    product bigint; rest int;
begin
    select product_id into product from work_lines
    where warehouse_id = wk.warehouse_id and work_id = wk.id and line = line_;
    if product is null then
        perform broken('line ' || line_ || ' is not in the work');
    end if;
    perform lock_stock(wk.warehouse_id, array[product]);
    rest := missing - allocate_line(wk.warehouse_id, wk.id, line_, product, missing);
    if rest > 0 and ask_replenish(wk.warehouse_id, wk.id, product, rest) then
        perform settle(wk, line_, rest, 'restock');
    elsif rest > 0 then
        perform settle(wk, line_, rest, coalesce(
            (select c.short_rule from orders o join channels c on c.id = o.channel_id where o.id = wk.order_id),
            wk.rules->>'short', 'ask'));
    end if;
    update works set asked_rev = asked_rev + 1 where warehouse_id = wk.warehouse_id and id = wk.id;
end $$;

-- cure gives stock that came to the works that wait for it, oldest first.
create function cure(wid int, product bigint) returns int language plpgsql as $$
declare
    w record; got int; cured int := 0;
begin
    for w in
        select wk.id from works wk
        where wk.warehouse_id = wid and wk.state = 'ready' and wk.blocked = 'stock'
          and exists (select from work_lines l where l.warehouse_id = wid and l.work_id = wk.id and l.product_id = product)
        order by wk.priority desc, wk.cut_off, wk.id
        for update
    loop
        if allocate_work(wid, w.id) then
            cured := cured + 1;
        end if;
    end loop;
    for w in
        select l.work_id, l.line, l.short from work_lines l
        join works wk on wk.warehouse_id = l.warehouse_id and wk.id = l.work_id
        where l.warehouse_id = wid and l.product_id = product and l.short > 0
          and wk.state not in ('cancelling', 'cancelled', 'handed_over')
        order by wk.priority desc, wk.cut_off, wk.id, l.line
        for update of wk
    loop
        perform lock_stock(wid, array[product]);
        got := allocate_line(wid, w.work_id, w.line, product, w.short);
        continue when got = 0;
        perform reserve(wid, product, -got);
        update work_lines set short = short - got, cure = case when short = got then '' else work_lines.cure end
        where warehouse_id = wid and work_id = w.work_id and line = w.line;
        update works set asked_rev = asked_rev + 1 where warehouse_id = wid and id = w.work_id;
        update parked p set ready = true where p.warehouse_id = wid and p.work_id = w.work_id
          and not exists (select from work_lines l where l.warehouse_id = wid and l.work_id = w.work_id and l.short > 0);
        cured := cured + 1;
    end loop;
    return cured;
end $$;
