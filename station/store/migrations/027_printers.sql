-- Printers of the floor: labels of a bench may come out of another one's printer.

-- A station enters its own printers when it starts. Only those on the network
-- can be reached by others; the rest stand here so that a bench can say why not.
create table printers (
    warehouse_id int not null references warehouses,
    name         text not null check (name <> ''),
    code         text not null check (code <> ''),   -- of the barcode on it
    station_id   int not null references stations,
    kind         text not null check (kind <> ''),
    address      text not null default '',
    dpmm         int not null check (dpmm > 0),
    language     text not null default 'zpl',
    main         boolean not null,                   -- ship labels of its station come out of it
    primary key (warehouse_id, name),
    unique (warehouse_id, code)
);
create index printers_station on printers (station_id);

-- Which printer the labels of a station come out of, where it is not its own.
create table printers_lent (
    warehouse_id int not null references warehouses,
    station_id   int not null references stations,
    printer      text not null check (printer <> ''),
    since        timestamptz not null,
    person_id    bigint,
    primary key (warehouse_id, station_id)
);
create index printers_lent_station on printers_lent (station_id);

-- printer_shared says that others print on a station's main printer too: its
-- counter counts their labels as well.
create function printer_shared(wid int, sid int) returns boolean language sql stable as $$
    select exists (select from printers m
        where m.warehouse_id = wid and m.station_id = sid and m.main
          and (exists (select from printers_lent l where l.warehouse_id = wid and l.printer = m.name and l.station_id <> sid)
            or m.kind in ('tcp', 'cups') and exists (select from printers p
                where p.warehouse_id = wid and p.station_id <> sid and p.kind = m.kind and p.address = m.address)));
$$;

-- told_again has every bench of the warehouse told its rules once more.
create function told_again(wid int) returns void language sql as $$
    update warehouses set rules_rev = rules_rev + 1 where id = wid;
$$;

-- register_printers_v1 enters the printers of a station in the place of those
-- that it had, and answers how many they are.
create function register_printers_v1(station_ text, own jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    s stations; p printers; other record;
begin
    select * into s from stations where name = station_ and revoked_at is null for update;
    if s.id is null then
        perform refuse('Station %s is not set up here.', station_);
    end if;
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

-- printer_told is a printer as benches are told of it.
create function printer_told(p printers, station_ text) returns jsonb language sql immutable as $$
    select jsonb_build_object('name', p.name, 'code', p.code, 'station', station_, 'kind', p.kind, 'dpmm', p.dpmm, 'language', p.language)
        || case when p.address <> '' then jsonb_build_object('address', p.address) else '{}' end
        || case when p.main then jsonb_build_object('main', true) else '{}' end;
$$;

-- apply_printer_chosen: labels of the station come out of another printer, '' for
-- its own.
create function apply_printer_chosen(f pending) returns void language plpgsql as $$
begin
    delete from printers_lent where warehouse_id = f.warehouse_id and station_id = f.station_id;
    if coalesce(f.b->>'printer', '') <> '' then
        insert into printers_lent (warehouse_id, station_id, printer, since, person_id)
        values (f.warehouse_id, f.station_id, f.b->>'printer', f.at, f.person_id);
    end if;
    perform told_again(f.warehouse_id);
end $$;

-- rules_of are the settings of a station, over those of its warehouse. What
-- nobody has set is missing: the program knows the default. printer_shared is no
-- setting, but changes as seldom.
create or replace function rules_of(wid int, station_ text) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_object_agg(key, value), '{}') from (
        select distinct on (key) key, value from settings
        where warehouse_id = wid and station in ('', station_)
        order by key, station desc) s)
        || jsonb_build_object('printer_shared', printer_shared(wid, (select id from stations where name = station_)));
end $$;

-- apply_fact makes one fact true, or answers why it is set aside: epoch (somebody
-- else has the work), rule (an earlier fact of the work broke one), lost (the
-- bench only says that it knows).
create or replace function apply_fact(f pending) returns text language plpgsql as $$
declare
    wk works;
begin
    if f.work_id is null then
        case f.kind
        when 'signed_in', 'signed_out' then perform apply_session(f);
        when 'to_tray' then perform apply_to_tray(f);
        when 'typing_allowed' then perform apply_typing_allowed(f);
        when 'carton_emptied', 'carton_refilled' then perform apply_shelf(f);
        when 'printer_chosen' then perform apply_printer_chosen(f);
        when 'scan_refused', 'prompted', 'acknowledged' then null;
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

-- resolve_v3 is resolve_v2 that knows the printers of the floor by their codes.
create function resolve_v3(station_ text, code_ text, gtin text, sscc_ text, serial_ text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    told jsonb := resolve_v2(station_, code_, gtin, sscc_, serial_); known jsonb;
begin
    if told->>'kind' not in ('unknown', 'printer') then
        return told;
    end if;
    select jsonb_build_object('kind', 'printer', 'code', p.name, 'station', o.name, 'printer', printer_told(p, o.name)) into known
    from printers p join stations o on o.id = p.station_id join stations s on s.warehouse_id = p.warehouse_id
    where s.name = station_ and p.code in (code_, upper(code_)) and o.revoked_at is null;
    return coalesce(known, told);
end $$;

revoke execute on all functions in schema public from public;
