-- apply_v1: the facts of one call, in one statement.

-- meet_writer answers the locked row of a writer; one never heard of is entered.
create function meet_writer(station_ text, writer_ text) returns writers language plpgsql as $$
declare
    w writers; s stations;
begin
    select * into w from writers where name = writer_ for update;
    select * into s from stations where name = station_;
    if s.id is null or s.revoked_at is not null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
    if w.id is null then
        insert into writers (name, warehouse_id, station_id) values (writer_, s.warehouse_id, s.id)
        on conflict (name) do nothing;
        select * into w from writers where name = writer_ for update;
    end if;
    if w.station_id <> s.id then
        raise exception using errcode = 'PW003', message = 'The journal of this station belongs to another one.';
    end if;
    return w;
end $$;

create function count_board(wid int) returns boards language sql as $$
    insert into boards as b (warehouse_id, ready, late, parked_ready, totes, counted_at)
    select wid,
        (select count(*) from works where warehouse_id = wid and state = 'ready' and blocked = '' and holder is null and assigned_to is null)
        + (select count(*) from works where warehouse_id = wid and state = 'ready' and blocked = '' and holder is null and assigned_to is not null),
        (select count(*) from works where warehouse_id = wid and state = 'ready' and blocked = '' and holder is null and assigned_to is null
            and cut_off < now()),
        (select count(*) from parked where warehouse_id = wid and ready and slot <> ''),
        (select count(*) from works where warehouse_id = wid and state = 'picked' and holder is null and tote <> ''),
        now()
    on conflict (warehouse_id) do update set (ready, late, parked_ready, totes, counted_at)
        = (excluded.ready, excluded.late, excluded.parked_ready, excluded.totes, excluded.counted_at)
    returning b.*;
$$;

-- board is at most a second old; while somebody counts, the others read the
-- last figures.
create function board(wid int) returns jsonb language plpgsql as $$
declare
    b boards;
begin
    select * into b from boards where warehouse_id = wid;
    if b.counted_at is null or (b.counted_at < now() - interval '1 second'
            and exists (select from boards where warehouse_id = wid for update skip locked)) then
        b := count_board(wid);
    end if;
    return jsonb_build_object('ready', b.ready, 'late', b.late, 'parked_ready', b.parked_ready, 'totes', b.totes);
end $$;

-- news of the works a writer holds, and of those it lost. Renews the leases.
create function news(w writers) returns jsonb language plpgsql as $$
declare
    h record; told jsonb;
begin
    for h in select id, asked_rev > asked_seen as fresh, lease_until from works where holder = w.id order by id loop
        if h.lease_until < now() + interval '60 seconds' then
            update works set lease_until = now() + interval '90 seconds'
            where warehouse_id = w.warehouse_id and id = h.id and holder = w.id;
        end if;
        if h.fresh then
            told := coalesce(told, '[]') || jsonb_build_object('work', h.id::text, 'asked', asked(w.warehouse_id, h.id));
        end if;
    end loop;
    for h in select l.work_id, s.name from losses l join stations s on s.id = l.station_id where l.writer_id = w.id loop
        told := coalesce(told, '[]') || jsonb_build_object('work', h.work_id::text, 'lost_to', h.name);
    end loop;
    return told;
end $$;

-- who_has says who holds a work now, for the bench whose fact was set aside.
create function who_has(wid int, work bigint, seq_ bigint, why_ text) returns jsonb language plpgsql stable as $$
begin
    return (select jsonb_build_object('seq', seq_, 'work', text_id(work), 'why', why_,
        'station', coalesce((select s.name from works w join writers wr on wr.id = coalesce(w.holder, w.last_writer)
                             join stations s on s.id = wr.station_id where w.warehouse_id = wid and w.id = work), ''),
        'person', coalesce((select p.name from works w join people p on p.id = w.packer_id
                            where w.warehouse_id = wid and w.id = work), ''),
        'at', now()));
end $$;

-- try_fact is apply_fact that sets aside what breaks a rule.
create function try_fact(f pending) returns text language plpgsql as $$
begin
    return apply_fact(f);
exception
    when sqlstate 'PW001' or integrity_constraint_violation or data_exception then
        update works set aside_epoch = f.epoch
        where warehouse_id = f.warehouse_id and id = f.work_id and epoch = f.epoch and holder = f.writer_id;
        return 'rule: ' || sqlerrm;
end $$;

-- apply_v1 makes facts of one writer true, each once, and answers with news.
-- A fact that breaks a rule ends the call with an error; called again with
-- careful it is set aside, and the facts after it of the same work.
create function apply_v1(station_ text, writer_ text, devices_ jsonb, unsent_ bigint,
    seqs bigint[], ats timestamptz[], people_ bigint[], works_ bigint[], epochs bigint[],
    kinds text[], bodies text[], prevs bytea[], hashes bytea[], careful boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w writers; f pending; known bytea; why text; asides jsonb; rules jsonb; rev bigint; scanned timestamptz;
begin
    select * into w from writers where name = writer_ for update;
    if w.id is null or not exists (select from stations where id = w.station_id and name = station_ and revoked_at is null) then
        w := meet_writer(station_, writer_);
    end if;
    f.warehouse_id := w.warehouse_id; f.writer_id := w.id; f.station_id := w.station_id; f.caught_up_at := w.caught_up_at;
    for i in 1..coalesce(array_length(seqs, 1), 0) loop
        exit when seqs[i] > w.last_seq + 1;
        if seqs[i] <= w.last_seq then
            select hash into known from facts
            where warehouse_id = w.warehouse_id and writer_id = w.id and seq = seqs[i];
            if known is not null and known <> hashes[i] then
                raise exception using errcode = 'PW002', message = 'fact ' || seqs[i] || ' is another than the one stored';
            end if;
            continue;
        end if;
        if prevs[i] <> w.last_hash then
            raise exception using errcode = 'PW002', message = 'fact ' || seqs[i] || ' does not follow the last one stored';
        end if;
        f.seq := seqs[i]; f.at := ats[i]; f.person_id := people_[i]; f.work_id := works_[i];
        f.epoch := epochs[i]; f.kind := kinds[i]; f.b := bodies[i]::jsonb;
        if careful then
            why := try_fact(f);
        else
            why := apply_fact(f);
        end if;
        insert into facts (warehouse_id, writer_id, seq, at, person_id, work_id, epoch, kind, body, prev, hash, aside)
        values (w.warehouse_id, w.id, f.seq, f.at, f.person_id, f.work_id, f.epoch, f.kind, bodies[i]::json, prevs[i], hashes[i], why);
        if why not in ('', 'lost') then
            asides := coalesce(asides, '[]') || who_has(w.warehouse_id, f.work_id, f.seq, split_part(why, ':', 1));
        end if;
        w.last_seq := f.seq; w.last_hash := hashes[i]; scanned := f.at;
    end loop;
    select rules_rev into rev from warehouses where id = w.warehouse_id;
    if rev <> w.rules_rev or seqs is null or array_length(seqs, 1) is null then
        rules := rules_of(w.warehouse_id, station_);
    end if;
    update writers set last_seq = w.last_seq, last_hash = w.last_hash, heard_at = now(),
        caught_up_at = case when unsent_ = 0 then now() else caught_up_at end,
        scan_at = coalesce(scanned, scan_at), devices = coalesce(devices_, devices), unsent = unsent_, rules_rev = rev
    where id = w.id;
    return jsonb_build_object('through', w.last_seq, 'set_aside', asides, 'works', news(w),
        'board', board(w.warehouse_id), 'rules', rules, 'now', clock_timestamp());
end $$;
