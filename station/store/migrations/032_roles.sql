-- Who may do what: four groups of the database, a login for each station, and
-- what each of them is allowed.

-- login is the name that the station's program signs in to the database with,
-- null while it has none.
alter table stations add login text unique check (login <> '');

-- rights are what a group may call, and of deeds which. What stands here becomes
-- true with give_rights(); what does not is for the owner of the database alone.
create table rights (
    role text not null check (role in ('station', 'supervisor', 'office', 'reader')),
    call text not null check (call <> ''),           -- of a function, or 'deed KIND'
    primary key (role, call)
);

insert into rights (role, call)
select 'station', unnest(array['apply_v1', 'claim_v1', 'resolve_v1', 'resolve_v2', 'resolve_v3', 'grant_v1', 'register_printers_v1',
    'news_v1', 'numbers_v2', 'taken_v1', 'purchase_v2', 'void_purchase_v2', 'scale_check_v1', 'schema_v1'])
union all
select 'supervisor', unnest(array['do_v1', 'person_of_v1', 'end_station_v1', 'scale_check_v1', 'schema_v1', 'weights_learnt_v1', 'cartons_told_v1',
    'deed hold', 'deed release', 'deed cancel', 'deed assign', 'deed priority', 'deed unpark', 'deed answer_call', 'deed settle', 'deed to_slot',
    'deed put', 'deed replenish', 'deed count', 'deed revoke_station', 'deed revoke'])
union all
select 'office', unnest(array['do_v1', 'import_v1', 'release_due_v1', 'schema_v1', 'scale_check_v1', 'weights_learnt_v1', 'cartons_told_v1',
    'person_of_v1', 'end_station_v1',
    'deed hold', 'deed release', 'deed cancel', 'deed assign', 'deed priority', 'deed put', 'deed set', 'deed product_weight',
    'deed channel', 'deed channel_note', 'deed station', 'deed revoke_station', 'deed locations', 'deed totes', 'deed person', 'deed revoke'])
union all
select 'reader', unnest(array['schema_v1', 'scale_check_v1', 'weights_learnt_v1', 'cartons_told_v1']);

-- group_of is the group of the cluster that stands for a role here.
create function group_of(role text) returns text language sql immutable as $$ select 'packwright_' || role $$;

-- make_groups makes the groups that the cluster lacks. Whoever may not make any
-- goes on without: give_rights says which are missing.
create function make_groups() returns void language plpgsql as $$
declare
    name text;
begin
    for name in select group_of(r) from unnest(array['station', 'supervisor', 'office', 'reader']) r loop
        continue when exists (select from pg_roles where rolname = name);
        begin
            execute format('create role %I nologin', name);
        exception
            when insufficient_privilege or duplicate_object or unique_violation then null; -- another database made it just now
        end;
    end loop;
end $$;

-- give_rights makes the rights true that stand in their table, and no others, and
-- answers the groups that are missing. It runs after every migration.
create function give_rights() returns text[] language plpgsql as $$
declare
    g record; f record;
begin
    lock table rights in exclusive mode; -- two at once would change the same rows of the catalogue
    perform make_groups();
    execute format('revoke create, temporary on database %I from public', current_database());
    revoke create on schema public from public;
    revoke execute on all functions in schema public from public;
    for g in select r as role, group_of(r) as name from unnest(array['station', 'supervisor', 'office', 'reader']) r
        where exists (select from pg_roles where rolname = group_of(r))
    loop
        execute format('revoke all on all tables in schema public from %I', g.name);
        execute format('revoke all on all sequences in schema public from %I', g.name);
        execute format('revoke execute on all functions in schema public from %I', g.name);
        execute format('grant connect on database %I to %I', current_database(), g.name);
        execute format('grant usage on schema public to %I', g.name);
        for f in select p.oid::regprocedure as name from pg_proc p join rights r on r.call = p.proname::text
            where p.pronamespace = 'public'::regnamespace and r.role = g.role
        loop
            execute format('grant execute on function %s to %I', f.name, g.name);
        end loop;
        if g.role <> 'station' then
            execute format('grant select on all tables in schema public to %I', g.name);
            execute format('revoke select on badges from %I', g.name);
        end if;
        if g.role = 'reader' then -- no people's data, and no secrets
            execute format('revoke select on recipients, deeds, claim_keys, grants from %I', g.name);
        end if;
    end loop;
    return array(select group_of(r) from unnest(array['station', 'supervisor', 'office', 'reader']) r
        where not exists (select from pg_roles where rolname = group_of(r)));
end $$;

-- of_house says that the session is the owner's: a program that signed in as the
-- owner of the tables, or as somebody who may become the owner.
create function of_house() returns boolean language sql stable as $$
    select pg_has_role(session_user, current_user, 'member');
$$;

-- acts_for says that the session may act for the station with that login.
create function acts_for(login_ text) returns boolean language sql stable as $$
    select coalesce(login_ = session_user, false) or pg_has_role(session_user, current_user, 'member');
$$;

-- must_act_for refuses a session that is not that station's.
create function must_act_for(s stations) returns void language plpgsql stable as $$
begin
    if not acts_for(s.login) then
        perform refuse('This login is not that of station %s.', s.name);
    end if;
end $$;

-- must_hold refuses a session of a station about the key of a label, as
-- WORK.EPOCH.PARCEL.LABEL, of a work that the station does not have in hand.
create function must_hold(key_ text) returns void language plpgsql stable as $$
begin
    if of_house() then
        return;
    end if;
    if not exists (
        select from stations s
        join works w on w.warehouse_id = s.warehouse_id and w.id = substring(key_ from '^([0-9]{1,18})\.[0-9]+\.[0-9]+\.[0-9]+$')::bigint
        join writers k on k.id = w.holder and k.station_id = s.id
        where s.login = session_user and s.revoked_at is null)
    then
        perform refuse('This order is not in hand here any more.');
    end if;
end $$;

create or replace function meet_writer(station_ text, writer_ text) returns writers language plpgsql as $$
declare
    w writers; s stations;
begin
    select * into w from writers where name = writer_ for update;
    select * into s from stations where name = station_;
    if s.id is null or s.revoked_at is not null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
    perform must_act_for(s);
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

-- apply_v1 makes facts of one writer true, each once, and answers with news.
-- A fact that breaks a rule ends the call with an error; called again with
-- careful it is set aside, and the facts after it of the same work.
create or replace function apply_v1(station_ text, writer_ text, devices_ jsonb, unsent_ bigint,
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
    where wr.name = writer_ and s.id = wr.station_id and s.name = station_ and s.revoked_at is null and acts_for(s.login)
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

-- resolve_v1 says what a code is. gtin is the code with 14 digits and sscc with
-- 18, '' where it cannot be one; a badge is compared by its hash.
create or replace function resolve_v1(station_ text, code_ text, gtin text, sscc_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
    told := coalesce(told, meaning_of_place(wid, code_));
    told := coalesce(told, meaning_of_goods(wid, code_, gtin));
    told := coalesce(told, meaning_of_parcel(wid, code_, sscc_));
    return coalesce(told, jsonb_build_object('kind', 'unknown', 'code', code_));
end $$;

-- register_printers_v1 enters the printers of a station in the place of those
-- that it had, and answers how many they are.
create or replace function register_printers_v1(station_ text, own jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    s stations; p printers; other record;
begin
    select * into s from stations where name = station_ and revoked_at is null for update;
    if s.id is null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
    perform must_act_for(s);
    if own = coalesce((select jsonb_agg(printer_told(x, station_) order by x.name) from printers x where x.station_id = s.id), '[]') then
        return jsonb_array_length(own);
    end if;
    delete from printers where station_id = s.id;
    for p in select s.warehouse_id, x->>'name', x->>'code', s.id, x->>'kind', coalesce(x->>'address', ''), (x->>'dpmm')::int,
            coalesce(x->>'language', 'zpl'), coalesce((x->>'main')::boolean, false) from jsonb_array_elements(own) x loop
        select t.name into other from printers o join stations t on t.id = o.station_id
        where o.warehouse_id = p.warehouse_id and (o.name = p.name or o.code = p.code);
        if found then
            perform refuse('Printer %s is one of %s already.', p.name, other.name);
        end if;
        insert into printers select p.*;
    end loop;
    perform told_again(s.warehouse_id);
    return jsonb_array_length(own);
end $$;

-- numbers_v2, taken_v1, purchase_v2 and void_purchase_v2 are about labels of works
-- in hand: another station's are nobody's business.
create function numbers_v2(warehouse_ text, key_ text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform must_hold(key_);
    return numbers_v1(warehouse_, key_);
end $$;

create function taken_v1(key_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    perform must_hold(key_);
    return (select jsonb_build_object('sscc', sscc, 'tracking', tracking) from numbers where key = key_);
end $$;

create function purchase_v2(key_ text, bought_ jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform must_hold(key_);
    return purchase_v1(key_, bought_);
end $$;

create function void_purchase_v2(key_ text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform must_hold(key_);
    return void_purchase_v1(key_);
end $$;

-- news_v1 says that the house asks something else of a work that the writer has
-- in hand.
create function news_v1(writer_ text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (
        select from works w join writers k on k.id = w.holder join stations s on s.id = k.station_id
        where k.name = writer_ and w.asked_rev > w.asked_seen and acts_for(s.login));
end $$;

-- scale_check_v1 is the last check of a station's scale, null for none. A station
-- sees its own.
create function scale_check_v1(station_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    s stations;
begin
    select * into s from stations where name = station_;
    if exists (select from stations where login = session_user) then
        perform must_act_for(s);
    end if;
    return (select jsonb_build_object('day', day, 'grams', grams, 'nominal_g', nominal_g, 'ok', ok, 'skipped', skipped_by is not null)
        from scale_checks where station_id = s.id order by at desc limit 1);
end $$;

-- schema_v1 is the number of the last migration.
create function schema_v1() returns int
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select version from schema_version);
end $$;

-- person_of_v1 is whose badge it is, by its hash.
create function person_of_v1(hash_ text) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select person_id::text from badges where hash = decode(hash_, 'hex') and revoked_at is null);
end $$;

create function weights_learnt_v1(warehouse_ text, since timestamptz, until_ timestamptz)
returns table (client text, sku text, name text, today_g int, proposed_g int, parcels int, spread_g int)
language sql stable security definer set search_path = public, pg_temp as $$
    select * from weights_learnt((select id from warehouses where code = warehouse_), since, until_);
$$;

create function cartons_told_v1(warehouse_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select cartons_told(id) from warehouses where code = warehouse_);
end $$;

-- deed_allowed refuses a deed that the session has no right to.
create function deed_allowed() returns trigger language plpgsql as $$
begin
    if not of_house() and not exists (
        select from rights r join pg_roles g on g.rolname = group_of(r.role)
        where r.call = 'deed ' || new.kind and pg_has_role(session_user, g.oid, 'member'))
    then
        perform refuse('This login may not do that: %s.', new.kind);
    end if;
    return new;
end $$;

create trigger deeds_allowed before insert on deeds for each row execute function deed_allowed();

-- station_login_v1 gives a station a login, or its login another password, and
-- enters that as a deed. verifier is what SCRAM keeps of the password.
create function station_login_v1(warehouse_ text, key_ text, by_ text, station_ text, login_ text, verifier text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    s stations; wanted text;
begin
    select st.* into s from stations st join warehouses h on h.id = st.warehouse_id where st.name = station_ and h.code = warehouse_ for update of st;
    if s.id is null or s.revoked_at is not null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
    if verifier !~ '^SCRAM-SHA-256\$' then
        raise exception 'the verifier is not one of SCRAM';
    end if;
    if not exists (select from pg_roles where rolname = group_of('station')) then
        perform refuse('The database has no group %s yet: run packwright migrate as a role that may create roles.', group_of('station'));
    end if;
    wanted := coalesce(s.login, login_);
    insert into deeds (key, kind, body, person, warehouse_id)
    values (key_, 'station_login', jsonb_build_object('name', station_, 'login', wanted), by_, s.warehouse_id);
    if s.login is null and exists (select from pg_roles where rolname = wanted) then
        perform refuse('The database server has a role %s already, which is not that of station %s.', wanted, station_);
    end if;
    if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I in role %I', wanted, group_of('station'));
        execute format('grant %I to %I', wanted, current_user); -- so that its owner may end its sessions
    end if;
    execute format('alter role %I login connection limit 3 password %L', wanted, verifier);
    perform limit_login(wanted, '5s');
    update stations set login = wanted where id = s.id;
    return wanted;
end $$;

-- limit_login bounds what one login can do to the others: long statements, locks,
-- and connections that a dead network leaves behind.
create function limit_login(login_ text, statement text) returns void language plpgsql as $$
declare
    bound record;
begin
    for bound in select * from (values
        ('statement_timeout', statement), ('lock_timeout', '300ms'), ('idle_in_transaction_session_timeout', '10s'),
        ('tcp_keepalives_idle', '5'), ('tcp_keepalives_interval', '2'), ('tcp_keepalives_count', '3')) b(name, value)
    loop
        execute format('alter role %I set %I = %L', login_, bound.name, bound.value);
    end loop;
end $$;

-- shut_login takes the login from a station that is revoked. It stays shut when the
-- station is entered again, until it is given a new password.
create function shut_login() returns trigger language plpgsql as $$
begin
    execute format('alter role %I nologin password null', new.login);
    return null;
exception
    when undefined_object or insufficient_privilege then
        return null; -- revoked_at shuts the station out as well
end $$;

create trigger stations_shut after update of revoked_at on stations for each row
    when (new.revoked_at is not null and new.login is not null) execute function shut_login();

-- end_station_v1 ends the connections of a station that was revoked, and says how
-- many there were.
create function end_station_v1(station_ text) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    return (select count(pg_terminate_backend(a.pid))::int
        from pg_stat_activity a join stations s on s.login = a.usename
        where s.name = station_ and s.revoked_at is not null and a.pid <> pg_backend_pid());
end $$;

select give_rights();
