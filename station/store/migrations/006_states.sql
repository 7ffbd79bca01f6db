-- Every change of a state goes along this table, and leaves a row behind.

insert into transitions (machine, from_state, to_state, event) values
    ('order', 'received', 'pending_release', 'accept'),
    ('order', 'received', 'rejected', 'reject'),
    ('order', 'pending_release', 'open', 'release'),
    ('order', 'pending_release', 'cancelled', 'cancel'),
    ('order', 'open', 'in_fulfilment', 'work_claimed'),
    ('order', 'open', 'cancelled', 'cancel'),
    ('order', 'in_fulfilment', 'open', 'all_work_released'),
    ('order', 'in_fulfilment', 'cancelled', 'cancel_confirmed'),
    ('order', 'part_shipped', 'shipped', 'remainder_cancelled'),
    ('order', 'shipped', 'completed', 'close'),
    ('order', 'in_fulfilment', 'part_shipped', 'parcel_in_cage'),
    ('order', 'in_fulfilment', 'shipped', 'parcel_in_cage'),
    ('order', 'part_shipped', 'shipped', 'parcel_in_cage'),
    ('order', 'shipped', 'in_fulfilment', 'taken_out'),
    ('order', 'part_shipped', 'in_fulfilment', 'taken_out'),
    ('work', 'ready', 'picking', 'claim'),
    ('work', 'ready', 'cancelled', 'cancel'),
    ('work', 'picking', 'ready', 'release'),
    ('work', 'picking', 'picked', 'all_lines_settled'),
    ('work', 'picking', 'short', 'all_lines_settled'),
    ('work', 'picking', 'cancelling', 'cancel'),
    ('work', 'short', 'picked', 'supervisor_ship_partial'),
    ('work', 'short', 'picking', 'restocked'),
    ('work', 'short', 'cancelling', 'cancel'),
    ('work', 'picked', 'packing', 'open_at_station'),
    ('work', 'picked', 'picking', 'unpick'),
    ('work', 'picked', 'cancelling', 'cancel'),
    ('work', 'packing', 'picked', 'suspend'),
    ('work', 'packing', 'packed', 'seal_last_parcel'),
    ('work', 'packing', 'cancelling', 'cancel'),
    ('work', 'packed', 'packing', 'unpack'),
    ('work', 'packed', 'labelled', 'labels_ready'),
    ('work', 'packed', 'cancelling', 'cancel'),
    ('work', 'labelled', 'packed', 'void_all'),
    ('work', 'labelled', 'handed_over', 'cage_closed'),
    ('work', 'labelled', 'cancelling', 'cancel'),
    ('work', 'cancelling', 'cancelled', 'put_back_done'),
    ('work', 'picking', 'picking', 'takeover'),
    ('work', 'short', 'short', 'takeover'),
    ('work', 'picked', 'picked', 'takeover'),
    ('work', 'packing', 'packing', 'takeover'),
    ('work', 'packed', 'packed', 'takeover'),
    ('work', 'labelled', 'labelled', 'takeover'),
    ('work', 'cancelling', 'cancelling', 'takeover'),
    ('work', 'short', 'picked', 'rule'),
    ('work', 'short', 'ready', 'reroute'),
    ('work', 'packing', 'packing', 'replace_unit'),
    ('work', 'picking', 'packing', 'one_pass'),
    ('parcel', 'open', 'sealed', 'seal'),
    ('parcel', 'open', 'voided', 'discard'),
    ('parcel', 'sealed', 'open', 'reopen'),
    ('parcel', 'sealed', 'labelled', 'label_purchased'),
    ('parcel', 'labelled', 'sealed', 'label_voided'),
    ('parcel', 'sealed', 'voided', 'discard'),
    ('parcel', 'labelled', 'in_cage', 'scan_to_cage'),
    ('parcel', 'in_cage', 'labelled', 'taken_out'),
    ('parcel', 'in_cage', 'handed_over', 'cage_closed'),
    ('label', 'requested', 'purchased', 'carrier_ok'),
    ('label', 'requested', 'failed', 'carrier_refused'),
    ('label', 'requested', 'in_doubt', 'timeout'),
    ('label', 'in_doubt', 'purchased', 'reconciled'),
    ('label', 'in_doubt', 'failed', 'reconciled'),
    ('label', 'purchased', 'void_requested', 'void'),
    ('label', 'void_requested', 'voided', 'carrier_ok'),
    ('label', 'void_requested', 'purchased', 'carrier_refused'),
    ('label', 'purchased', 'manifested', 'end_of_day'),
    ('print_job', 'queued', 'sending', 'printer_ready'),
    ('print_job', 'queued', 'abandoned', 'label_voided'),
    ('print_job', 'sending', 'sent', 'bytes_flushed'),
    ('print_job', 'sending', 'unknown', 'link_lost'),
    ('print_job', 'sending', 'queued', 'printer_not_ready'),
    ('print_job', 'sent', 'confirmed', 'label_scanned_back'),
    ('print_job', 'sent', 'unknown', 'error_after_send'),
    ('print_job', 'unknown', 'confirmed', 'worker_yes_or_scan'),
    ('print_job', 'unknown', 'queued', 'worker_no'),
    ('print_job', 'sent', 'failed', 'worker_rejects'),
    ('print_job', 'unknown', 'failed', 'give_up'),
    ('print_job', 'sent', 'counted', 'counter'),
    ('print_job', 'counted', 'confirmed', 'label_scanned_back'),
    ('print_job', 'counted', 'failed', 'worker_rejects'),
    ('return', 'requested', 'approved', 'approve'),
    ('return', 'requested', 'denied', 'deny'),
    ('return', 'approved', 'in_transit', 'label_scanned'),
    ('return', 'approved', 'received', 'scan_in'),
    ('return', 'approved', 'cancelled', 'expire'),
    ('return', 'in_transit', 'received', 'scan_in'),
    ('return', 'received', 'inspected', 'grade'),
    ('return', 'inspected', 'closed', 'disposed'),
    ('return', 'requested', 'received', 'unannounced');


create function check_state() returns trigger language plpgsql as $$
declare
    r jsonb := to_jsonb(new);
    machine_ text := tg_argv[0];
    subject_ text;
begin
    if not exists (select from transitions t
                   where t.machine = machine_ and t.from_state = old.state and t.to_state = new.state) then
        raise exception '% cannot go from % to %', machine_, old.state, new.state using errcode = 'PW001';
    end if;
    subject_ := case machine_
        when 'parcel' then concat_ws('/', r->>'work_id', r->>'n')
        when 'label' then concat_ws('/', r->>'work_id', r->>'parcel', r->>'n')
        else r->>'id' end;
    insert into state_changes (machine, subject, from_state, to_state, cause)
    values (machine_, subject_, old.state, new.state, coalesce(current_setting('packwright.cause', true), ''));
    return null;
end $$;

create trigger orders_state after update of state on orders for each row
    when (old.state is distinct from new.state) execute function check_state('order');
create trigger works_state after update of state on works for each row
    when (old.state is distinct from new.state) execute function check_state('work');
create trigger parcels_state after update of state on parcels for each row
    when (old.state is distinct from new.state) execute function check_state('parcel');
create trigger labels_state after update of state on labels for each row
    when (old.state is distinct from new.state) execute function check_state('label');
create trigger print_jobs_state after update of state on print_jobs for each row
    when (old.state is distinct from new.state) execute function check_state('print_job');
create trigger returns_state after update of state on returns for each row
    when (old.state is distinct from new.state) execute function check_state('return');
