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

-- news of the works a writer holds, and of those it lost.
create function news(wid int, writer int) returns jsonb language plpgsql as $$
declare
    h record; told jsonb;
begin
    for h in select id from works where holder = writer and asked_rev > asked_seen order by id loop
        told := coalesce(told, '[]') || jsonb_build_object('work', h.id::text, 'asked', asked(wid, h.id));
    end loop;
    for h in select l.work_id, s.name from losses l join stations s on s.id = l.station_id where l.writer_id = writer order by l.work_id loop
        told := coalesce(told, '[]') || jsonb_build_object('work', h.work_id::text, 'lost_to', h.name);
    end loop;
    return told;
end $$;

-- answer is what the store says to every call: the board, at most a second old
-- (while somebody counts, the others read the last figures), and news. It
-- renews leases that have less than a minute left.
create function answer(wid int, writer int, through bigint, asides jsonb, rules jsonb) returns jsonb language plpgsql as $$
declare
    b record; c boards;
begin
    select ready, late, parked_ready, totes, counted_at,
        exists (select from works where holder = writer and asked_rev > asked_seen)
            or exists (select from losses where writer_id = writer) as fresh,
        (select min(lease_until) from works where holder = writer) as lease
    into b from boards where warehouse_id = wid;
    if b.lease < now() + interval '60 seconds' then
        update works set lease_until = now() + interval '90 seconds' where holder = writer;
    end if;
    if b.counted_at < now() - interval '1 second'
        and exists (select from boards where warehouse_id = wid for update skip locked) then
        c := count_board(wid);
        b.ready := c.ready; b.late := c.late; b.parked_ready := c.parked_ready; b.totes := c.totes;
    end if;
    return jsonb_build_object('through', through, 'set_aside', asides, 'works', case when b.fresh then news(wid, writer) end,
        'board', jsonb_build_object('ready', b.ready, 'late', b.late, 'parked_ready', b.parked_ready, 'totes', b.totes),
        'rules', rules, 'now', clock_timestamp());
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

-- stored_already says how many facts of a call the writer's row says are
-- stored. Of these the last one must be the same; one that does not follow is
-- of another journal.
create function stored_already(w writers, seqs bigint[], prevs bytea[], hashes bytea[]) returns int language plpgsql as $$
declare
    n int := 0;
begin
    for i in 1..cardinality(seqs) loop
        exit when seqs[i] > w.last_seq;
        if exists (select from facts where warehouse_id = w.warehouse_id and writer_id = w.id and seq = seqs[i] and hash <> hashes[i]) then
            raise exception using errcode = 'PW002', message = 'fact ' || seqs[i] || ' is another than the one stored';
        end if;
        n := i;
    end loop;
    if n < cardinality(seqs) and seqs[n + 1] = w.last_seq + 1 and prevs[n + 1] <> w.last_hash then
        raise exception using errcode = 'PW002', message = 'fact ' || seqs[n + 1] || ' does not follow the last one stored';
    end if;
    return n;
end $$;

-- chained says that each fact of a call follows the one before.
create function chained(seqs bigint[], prevs bytea[], hashes bytea[]) returns boolean language plpgsql immutable as $$
begin
    for i in 2..cardinality(seqs) loop
        if seqs[i] <> seqs[i - 1] + 1 or prevs[i] <> hashes[i - 1] then
            return false;
        end if;
    end loop;
    return true;
end $$;

-- apply_rest is a call that does not begin right after the last fact stored: of
-- a new writer, sent again, or with a gap. A gap stores nothing: the answer
-- says from where to send.
create function apply_rest(station_ text, writer_ text, devices_ jsonb, unsent_ bigint,
    seqs bigint[], ats timestamptz[], people_ bigint[], works_ bigint[], epochs bigint[],
    kinds text[], bodies text[], prevs bytea[], hashes bytea[], careful boolean) returns jsonb
language plpgsql as $$
declare
    w writers := meet_writer(station_, writer_); n int := stored_already(w, seqs, prevs, hashes); last int := cardinality(seqs);
begin
    if n < last and seqs[n + 1] <> w.last_seq + 1 then
        n := last;
    end if;
    return apply_v1(station_, writer_, devices_, unsent_, seqs[n + 1:last], ats[n + 1:last], people_[n + 1:last], works_[n + 1:last],
        epochs[n + 1:last], kinds[n + 1:last], bodies[n + 1:last], prevs[n + 1:last], hashes[n + 1:last], careful);
end $$;

-- apply_v1 makes facts of one writer true, each once, and answers with news.
-- A fact that breaks a rule ends the call with an error; called again with
-- careful it is set aside, and the facts after it of the same work.
create function apply_v1(station_ text, writer_ text, devices_ jsonb, unsent_ bigint,
    seqs bigint[], ats timestamptz[], people_ bigint[], works_ bigint[], epochs bigint[],
    kinds text[], bodies text[], prevs bytea[], hashes bytea[], careful boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    w record; f pending; why text; asides jsonb; last int := cardinality(seqs);
begin
    if last > 1 and not chained(seqs, prevs, hashes) then
        raise exception using errcode = 'PW002', message = 'the facts of a call do not follow each other';
    end if;
    update writers wr set last_seq = coalesce(seqs[last], wr.last_seq), last_hash = coalesce(hashes[last], wr.last_hash),
        heard_at = now(), caught_before = wr.caught_up_at, caught_up_at = case when unsent_ = 0 then now() else wr.caught_up_at end,
        scan_at = coalesce(ats[last], wr.scan_at), devices = devices_, unsent = unsent_
    from stations s, warehouses h
    where wr.name = writer_ and s.id = wr.station_id and s.name = station_ and s.revoked_at is null
      and h.id = wr.warehouse_id and (last = 0 or (wr.last_seq = seqs[1] - 1 and wr.last_hash = prevs[1]))
    returning wr.id, wr.warehouse_id, wr.station_id, wr.last_seq, wr.caught_before, h.rules_rev, wr.rules_rev <> h.rules_rev as news into w;
    if not found then
        return apply_rest(station_, writer_, devices_, unsent_, seqs, ats, people_, works_, epochs, kinds, bodies, prevs, hashes, careful);
    end if;
    f.warehouse_id := w.warehouse_id; f.writer_id := w.id; f.station_id := w.station_id; f.caught_up_at := w.caught_before;
    for i in 1..last loop
        f.seq := seqs[i]; f.at := ats[i]; f.person_id := people_[i]; f.work_id := works_[i];
        f.epoch := epochs[i]; f.kind := kinds[i]; f.b := bodies[i]::jsonb;
        why := case when careful then try_fact(f) else apply_fact(f) end;
        insert into facts (warehouse_id, writer_id, seq, at, person_id, work_id, epoch, kind, body, prev, hash, aside)
        values (w.warehouse_id, w.id, f.seq, f.at, f.person_id, f.work_id, f.epoch, f.kind, bodies[i]::json, prevs[i], hashes[i], why);
        if why not in ('', 'lost') then
            asides := coalesce(asides, '[]') || who_has(w.warehouse_id, f.work_id, f.seq, split_part(why, ':', 1));
        end if;
    end loop;
    if w.news then
        update writers set rules_rev = w.rules_rev where id = w.id;
    end if;
    return answer(w.warehouse_id, w.id, w.last_seq, asides,
        case when w.news or last = 0 then rules_of(w.warehouse_id, station_) end);
end $$;
