-- What a station says of people is looked up. Its login proves which station it is,
-- and no more: a person is who showed his badge there, a role is what his row says.

-- badges_seen are the people whose badge was shown at a station, and when last, by
-- this clock. A station that was in touch is asked about every badge; one that is
-- not takes those of a day.
create table badges_seen (
    station_id int not null references stations,
    person_id  bigint not null references people,
    seen_at    timestamptz not null default now(),
    primary key (station_id, person_id)
);

-- Who is at a bench while this migration runs goes on.
insert into badges_seen (station_id, person_id, seen_at)
select station_id, person_id, max(at) from (
    select station_id, person_id, opened_at as at from sessions
    union all select station_id, person_id, heard_at from writers where person_id is not null
    union all select w.station_id, g.person_id, g.granted_at from grants g join writers w on w.id = g.writer_id
    union all select w.station_id, f.person_id, f.applied_at from facts f join writers w on w.id = f.writer_id
        join people p on p.id = f.person_id where f.applied_at > now() - interval '2 days') s
group by station_id, person_id;

-- powers are the lowest roles that may do an action; the program has the same table.
create table powers (
    action text primary key,
    least  text not null check (least in ('packer', 'lead', 'supervisor', 'admin'))
);
insert into powers values ('pack', 'packer'), ('take_over', 'packer'), ('pass_weight', 'lead'), ('count_nobarcode', 'lead'),
    ('learn_code', 'lead'), ('print_article', 'lead'), ('print_again', 'lead'), ('type_codes', 'lead'), ('no_scale', 'lead'), ('override', 'lead'),
    ('monitor', 'lead'), ('edit_settings', 'supervisor');

create function may(role_ text, action_ text) returns boolean language sql stable as $$
    select exists (select from powers where action = action_
        and array_position(array['packer', 'lead', 'supervisor', 'admin'], role_)
         >= array_position(array['packer', 'lead', 'supervisor', 'admin'], least));
$$;

-- badge_holder is whose badge a code is, null for nobody's or one that was revoked.
create function badge_holder(code_ text) returns people language sql stable as $$
    select p from badges b join people p on p.id = b.person_id
    where b.hash = sha256(convert_to(code_, 'UTF8')) and b.revoked_at is null and p.revoked_at is null;
$$;

create function see_badge(station_ int, person_ bigint) returns void language sql as $$
    insert into badges_seen (station_id, person_id) values (station_, person_)
    on conflict (station_id, person_id) do update set seen_at = now();
$$;

-- taken_over says that a server took over within a day, which may lack the last
-- rows of the one before: what it does not know of badges and grants is no lie.
create function taken_over() returns boolean language sql stable as $$
    select exists (select from timelines where n > 1 and at > now() - interval '1 day');
$$;

-- was_at says that a person showed his badge at a station.
create function was_at(station_ int, person_ bigint) returns boolean language sql stable as $$
    select exists (select from badges_seen where station_id = station_ and person_id = person_) or taken_over();
$$;

-- leads says that a person may do an action, and may have been at the station of a
-- fact to do it: his badge was good when the station was last in touch, and it was
-- shown there within two days before. A bench may be away for longer than a day.
create function leads(f pending, person_ bigint, action_ text) returns boolean language sql stable as $$
    select exists (select from people p where p.id = person_ and may(p.role, action_) and (p.revoked_at is null or p.revoked_at >= f.caught_up_at))
        and (exists (select from badges_seen where station_id = f.station_id and person_id = person_ and seen_at >= f.caught_up_at - interval '2 days')
            or taken_over());
$$;

-- resolve_v1 says what a code is. gtin is the code with 14 digits and sscc with
-- 18, '' where it cannot be one; a badge is compared by its hash, and was seen.
create or replace function resolve_v1(station_ text, code_ text, gtin text, sscc_ text) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    s stations; wid int; told jsonb;
begin
    select * into s from stations where name = station_ and revoked_at is null;
    if s.id is null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
    perform must_act_for(s);
    wid := s.warehouse_id;
    told := meaning_of_badge(sha256(convert_to(code_, 'UTF8')));
    if told->'person'->>'id' is not null then
        perform see_badge(s.id, (told->'person'->>'id')::bigint);
    end if;
    told := coalesce(told, meaning_of_place(wid, code_));
    told := coalesce(told, meaning_of_goods(wid, code_, gtin));
    told := coalesce(told, meaning_of_parcel(wid, code_, sscc_));
    return coalesce(told, jsonb_build_object('kind', 'unknown', 'code', code_));
end $$;
alter function resolve_v2(text, text, text, text, text) volatile;
alter function resolve_v3(text, text, text, text, text) volatile;

-- answered_call is the lead who said yes on the board to what a work waits for.
create function answered_call(w writers, work bigint, action_ text) returns people language sql stable as $$
    select p from lead_calls c join works k on k.warehouse_id = c.warehouse_id and k.id = c.work_id
    join people p on p.id = c.answered_by
    where c.warehouse_id = w.warehouse_id and c.work_id = work and c.writer_id = w.id and k.holder = w.id and c.epoch = k.epoch
      and c.action = action_ and c.answer = 'yes' and p.revoked_at is null;
$$;

-- allow_deed enters that a person allowed a deed on a work, if he may.
create function allow_deed(w writers, p people, work bigint, action_ text) returns jsonb language plpgsql as $$
declare
    g bigint;
begin
    if p.id is null then
        perform refuse('This badge is not valid any more.');
    end if;
    if not may(p.role, action_) then
        perform refuse('%s may not do this. A lead may.', p.name);
    end if;
    if not exists (select from works where warehouse_id = w.warehouse_id and id = work and holder = w.id) then
        perform refuse('This order is not in hand here any more.');
    end if;
    insert into grants (warehouse_id, work_id, writer_id, action, person_id)
    values (w.warehouse_id, work, w.id, action_, p.id) returning id into g;
    return jsonb_build_object('grant', g::text, 'id', p.id::text, 'name', p.name, 'role', p.role);
end $$;

-- grant_v2 allows one deed on one work, once, to whom the badge belongs that was
-- shown; without a badge, to the lead who said yes on the board.
create function grant_v2(station_ text, writer_ text, work bigint, action_ text, badge_ text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w writers := meet_writer(station_, writer_);
begin
    if badge_ = '' then
        return allow_deed(w, answered_call(w, work, action_), work, action_);
    end if;
    return allow_deed(w, badge_holder(badge_), work, action_);
end $$;

-- grant_v1 is for stations of the version before, which name a person and the roles
-- that may. Neither is believed: the badge was shown at that station within half a
-- minute, or he said yes on the board, and his role is that of his row.
create or replace function grant_v1(station_ text, writer_ text, work bigint, action_ text, person bigint, roles text[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w writers := meet_writer(station_, writer_); p people; board people := answered_call(w, work, action_);
begin
    if board.id = person then
        return allow_deed(w, board, work, action_);
    end if;
    select x.* into p from people x join badges_seen s on s.person_id = x.id and s.station_id = w.station_id
    where x.id = person and x.revoked_at is null and s.seen_at > now() - interval '30 seconds';
    return allow_deed(w, p, work, action_);
end $$;

-- allowed_by refuses what nobody allowed: neither a person with a grant, nor he in
-- whose session it was, where he may or the house lets every packer.
create function allowed_by(f pending, action_ text, setting_ text) returns void language plpgsql as $$
declare
    by_ bigint := nullif(f.b->>'by', '')::bigint; rule text;
begin
    if coalesce(f.b->>'grant', '') <> '' then
        update grants set used_at = now()
        where id = (f.b->>'grant')::bigint and writer_id = f.writer_id and action = action_ and person_id = by_ and used_at is null;
        if not found and not taken_over() then
            perform broken('that was not granted');
        end if;
        return;
    end if;
    select value #>> '{}' into rule from settings
    where warehouse_id = f.warehouse_id and key = setting_ and station in ('', (select name from stations where id = f.station_id))
    order by station desc limit 1;
    if by_ is null or by_ is distinct from f.person_id or not (rule is not distinct from 'packer' or leads(f, by_, action_)) then
        perform broken('that was not allowed by somebody who may');
    end if;
end $$;

create or replace function apply_typing_allowed(f pending) returns void language sql as $$
    select allowed_by(f, 'type_codes', 'typed_entry');
$$;

create or replace function apply_scale_dropped(f pending) returns void language sql as $$
    select allowed_by(f, 'no_scale', 'no_scale');
$$;

create or replace function apply_scale_checked(f pending) returns void language plpgsql as $$
begin
    if coalesce(f.b->>'by', '') <> '' and not leads(f, (f.b->>'by')::bigint, 'override') then
        perform broken('the check of the scale was left out by somebody who may not');
    end if;
    insert into scale_checks (warehouse_id, station_id, at, day, grams, nominal_g, tolerance_g, ok, person_id, skipped_by)
    values (f.warehouse_id, f.station_id, f.at, f.b->>'day', (f.b->>'grams')::int, (f.b->>'nominal_g')::int, (f.b->>'tolerance_g')::int,
        (f.b->>'ok')::boolean, f.person_id, nullif(f.b->>'by', '')::bigint)
    on conflict do nothing;
end $$;

create or replace function apply_session(f pending) returns void language plpgsql as $$
declare
    person bigint := nullif(f.b->>'person', '')::bigint;
begin
    if f.kind = 'signed_in' and not was_at(f.station_id, person) then
        perform broken('person ' || coalesce(person::text, '') || ' showed no badge at this station');
    end if;
    update sessions set closed_at = f.at, reason = coalesce(nullif(f.b->>'reason', ''), f.kind)
    where station_id = f.station_id and closed_at is null;
    if f.kind = 'signed_out' then
        update writers set person_id = null where id = f.writer_id;
        return;
    end if;
    insert into sessions (station_id, person_id, offline, opened_at)
    values (f.station_id, person, coalesce((f.b->>'offline')::boolean, false), f.at);
    update writers set person_id = person where id = f.writer_id;
end $$;

-- A unit nobody asked for lies in the red tray, one at a time; where it is missing,
-- a count will tell.
create or replace function apply_to_tray(f pending) returns void language plpgsql as $$
declare
    product bigint := nullif(f.b->>'product', '')::bigint; tray bigint; q int := (f.b->>'qty')::int;
begin
    if product is null then
        return;
    end if;
    select id into tray from locations where warehouse_id = f.warehouse_id and name = f.b->>'tray' and kind = 'tray';
    if tray is null or q is distinct from 1 then
        perform broken('one unit goes into a tray');
    end if;
    perform give_stock(f.warehouse_id, tray, product, '', '', q, 0);
end $$;

-- must_be_of refuses the key of a label or the name of a print job that is another
-- work's: both begin with their work.
create function must_be_of(f pending, key_ text) returns void language plpgsql as $$
begin
    if not starts_with(coalesce(key_, ''), f.work_id || '.') then
        perform broken(coalesce(key_, '') || ' is not of this work');
    end if;
end $$;

create or replace function apply_label(f pending, wk works) returns void language plpgsql as $$
begin
    perform must_be_of(f, f.b->>'key');
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

create or replace function apply_print(f pending) returns void language plpgsql as $$
begin
    perform must_be_of(f, f.b->>'job');
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

-- A label that is proven, or may go without, is on its box. Where no cages are set
-- up, that is the cage.
create or replace function apply_label_proven(f pending, wk works) returns void language plpgsql as $$
declare
    n_ int := (f.b->>'parcel')::int; by_ text := coalesce(f.b->>'by', '');
begin
    if coalesce(f.b->>'job', '') <> '' then
        perform must_be_of(f, f.b->>'job');
    end if;
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

create or replace function apply_parcel(f pending, wk works) returns void language plpgsql as $$
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
        if f.b->>'outcome' = 'override' and coalesce(f.b->>'grant', '') = '' then
            perform broken('a weight is passed with the yes of a lead');
        end if;
        perform use_grant(f, 'pass_weight');
        update parcels set weight_g = (f.b->>'grams')::int, expected_g = (f.b->>'expected_g')::int,
            tolerance_g = (f.b->>'tolerance_g')::int, outcome = f.b->>'outcome'
        where warehouse_id = f.warehouse_id and work_id = f.work_id and n = n_ and state in ('sealed', 'labelled');
        if not found then
            perform broken('parcel ' || n_ || ' is not sealed');
        end if;
    end case;
end $$;

-- apply_fact makes one fact true, or answers why it is set aside: epoch (somebody
-- else has the work), rule (an earlier fact of the work broke one), lost (the
-- bench only says that it knows). It is somebody's whose badge the station showed,
-- or nobody's.
create or replace function apply_fact(f pending) returns text language plpgsql as $$
declare
    wk works;
begin
    if f.person_id is not null and not was_at(f.station_id, f.person_id) then
        perform broken('person ' || f.person_id || ' showed no badge at this station');
    end if;
    if f.work_id is null then
        case f.kind
        when 'signed_in', 'signed_out' then perform apply_session(f);
        when 'to_tray' then perform apply_to_tray(f);
        when 'scale_dropped' then perform apply_scale_dropped(f);
        when 'scale_checked' then perform apply_scale_checked(f);
        when 'typing_allowed' then perform apply_typing_allowed(f);
        when 'carton_emptied', 'carton_refilled' then perform apply_shelf(f);
        when 'printer_chosen' then perform apply_printer_chosen(f);
        when 'scan_refused', 'prompted', 'acknowledged', 'roll_loaded' then null;
        else perform broken('a fact of kind ' || f.kind || ' needs a work');
        end case;
        return '';
    end if;
    select * into wk from works where warehouse_id = f.warehouse_id and id = f.work_id for update;
    if wk.id is null or wk.epoch <> f.epoch or wk.holder is distinct from f.writer_id then
        if f.kind = 'work_lost' or (f.kind = 'work_closed' and f.b->>'why' = 'lost') then
            delete from losses where writer_id = f.writer_id and work_id = f.work_id;
            update writers set work_id = null where id = f.writer_id and work_id = f.work_id;
            return 'lost';
        end if;
        return case when f.kind = 'scan_refused' then 'lost' else 'epoch' end;
    end if;
    if wk.aside_epoch = f.epoch and f.kind <> 'work_closed' then
        return 'rule';
    end if;
    if f.kind = 'unit_picked' then -- the most frequent ones change no state
        perform apply_unit_picked(f, wk);
    elsif f.kind = 'unit_packed' then
        perform apply_unit_packed(f, wk);
    else
        perform due_to(f.writer_id || '/' || f.seq);
        perform apply_of_work(f, wk);
    end if;
    return '';
end $$;

-- hands_full is how many works a station has in hand that nobody else may take.
create function hands_full(station_ int) returns int language sql stable as $$
    select count(*)::int from works k join writers w on w.id = k.holder where w.station_id = station_ and k.lease_until >= now();
$$;

-- claim_v1 hands out works. A station holds eleven at most of those that come next,
-- and claims for people whose badge was shown there.
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
    if person is not null and not was_at(w.station_id, person) then
        perform refuse('This badge was not shown at %s. Scan it again.', station_);
    end if;
    rules_ := rules_of(w.warehouse_id, station_);
    if how = 'next' then
        ids := next_works(w, greatest(least(most, 11 - hands_full(w.station_id)), 0));
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

-- must_be_asked refuses a station's login what costs a number or money for a label
-- that no fact asked for.
create function must_be_asked(key_ text) returns void language plpgsql stable as $$
begin
    if not of_house() and not exists (select from labels where key = key_) then
        perform refuse('Nobody asked for this label yet.');
    end if;
end $$;

create or replace function numbers_v2(warehouse_ text, key_ text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform must_hold(key_);
    if not exists (select from numbers where key = key_) then
        perform must_be_asked(key_);
    end if;
    if not of_house() and not exists (select from stations s join warehouses h on h.id = s.warehouse_id
            where s.login = session_user and h.code = warehouse_) then
        perform refuse('This station is not of warehouse %s.', warehouse_);
    end if;
    return numbers_v1(warehouse_, key_);
end $$;

create or replace function purchase_v2(key_ text, bought_ jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform must_hold(key_);
    if bought_ is not null and not exists (select from purchases where key = key_) then
        perform must_be_asked(key_);
    end if;
    return purchase_v1(key_, bought_);
end $$;

insert into rights (role, call) values ('station', 'grant_v2');

revoke execute on all functions in schema public from public;
