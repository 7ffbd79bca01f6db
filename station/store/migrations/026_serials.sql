-- A serial number that has left the house is no unit on a shelf.

-- resolve_v2 is resolve_v1 that tells of an article with its serial number, ''
-- for none, with which order the unit left.
create function resolve_v2(station_ text, code_ text, gtin text, sscc_ text, serial_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    told jsonb := resolve_v1(station_, code_, gtin, sscc_); no text;
begin
    if serial_ = '' or told->>'kind' <> 'product' then
        return told;
    end if;
    select o.number into no from work_units u
    join works w on w.warehouse_id = u.warehouse_id and w.id = u.work_id
    join orders o on o.id = w.order_id
    where u.product_id in (select b.product_id from barcodes b where b.code = gtin) and u.serial = serial_ and u.place = 'cage' and u.qty > 0
    order by o.id desc limit 1;
    return told || case when no is null then '{}' else jsonb_build_object('shipped', true, 'order_no', no) end;
end $$;

revoke execute on all functions in schema public from public;
