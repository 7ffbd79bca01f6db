-- The house: warehouses, stations, people, rules.

create table warehouses (
    id             int generated always as identity primary key,
    code           text not null unique check (code <> ''),
    name           text not null default '',
    time_zone      text not null default 'UTC',
    sender         jsonb not null default '{}',     -- address on the labels
    company_prefix text not null check (company_prefix ~ '^[0-9]{4,12}$'), -- GS1
    rules_rev      bigint not null default 1        -- rises with every change of a setting
);

create table clients (
    id   int generated always as identity primary key,
    code text not null unique                       -- '' is the house's only client
);
insert into clients (code) values ('');

create table stations (
    id           int generated always as identity primary key,
    warehouse_id int not null references warehouses,
    name         text not null unique check (name <> ''),
    tray         text not null default '',
    revoked_at   timestamptz
);

-- Rules of the house; station '' is every station of the warehouse.
create table settings (
    warehouse_id int not null references warehouses,
    station      text not null default '',
    key          text not null check (key <> ''),
    value        jsonb not null,
    primary key (warehouse_id, station, key)
);

create table people (
    id         bigint generated always as identity primary key,
    name       text not null,
    role       text not null check (role in ('packer', 'lead', 'supervisor', 'admin')),
    made_at    timestamptz not null default now(),
    revoked_at timestamptz
);

-- A badge is known by the SHA-256 of its code only.
create table badges (
    hash       bytea primary key check (length(hash) = 32),
    person_id  bigint not null references people,
    made_at    timestamptz not null default now(),
    revoked_at timestamptz
);
create index badges_person on badges (person_id);

-- A writer is one journal. The row is locked while its facts are applied and
-- carries what its station last said of itself.
create table writers (
    id           int generated always as identity primary key,
    name         text not null unique check (name <> ''),
    warehouse_id int not null references warehouses,
    station_id   int not null references stations,
    last_seq     bigint not null default 0,
    last_hash    bytea not null default decode(repeat('00', 32), 'hex'),
    heard_at     timestamptz not null default now(),
    caught_up_at timestamptz not null default now(), -- last time it had sent everything
    caught_before timestamptz not null default now(), -- as it was before the last call
    scan_at      timestamptz,
    person_id    bigint references people,
    work_id      bigint,
    devices      jsonb not null default '{}',
    unsent       bigint not null default 0,
    rules_rev    bigint not null default 0            -- told last
) with (fillfactor = 50);
create index writers_station on writers (station_id, id desc);

create table sessions (
    id         bigint generated always as identity primary key,
    station_id int not null references stations,
    person_id  bigint not null references people,
    offline    boolean not null default false,
    opened_at  timestamptz not null,
    closed_at  timestamptz,
    reason     text not null default ''
);
create unique index sessions_one_open on sessions (station_id) where closed_at is null;

create table channels (
    id            int generated always as identity primary key,
    code          text not null unique check (code <> ''),
    short_rule    text check (short_rule in ('wait', 'ship_partial', 'cancel_line', 'ask')), -- null: the house's
    delay_minutes int not null default 0 check (delay_minutes >= 0)                          -- against fraud
);

-- What the WORK screen counts, at most a second old.
create table boards (
    warehouse_id int primary key references warehouses,
    ready        int not null default 0,
    late         int not null default 0,
    parked_ready int not null default 0,
    totes        int not null default 0,
    counted_at   timestamptz not null default '-infinity'
) with (fillfactor = 50);
