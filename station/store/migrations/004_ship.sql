-- Parcels, labels, printing; numbers and purchases; what comes in and back.

create table parcels (
    warehouse_id int not null,
    work_id      bigint not null,
    n            int not null check (n > 0),
    state        text not null default 'open',
    carton       text not null,
    planned      text not null default '',
    weight_g     int not null default 0 check (weight_g >= 0),
    expected_g   int not null default 0 check (expected_g >= 0),
    tolerance_g  int not null default 0,
    outcome      text not null default '',
    cage_id      bigint references locations,
    made_at      timestamptz not null default now(),
    primary key (warehouse_id, work_id, n),
    foreign key (warehouse_id, work_id) references works
);

create table labels (
    warehouse_id int not null,
    work_id      bigint not null,
    parcel       int not null,
    n            int not null check (n > 0),
    state        text not null default 'requested',
    key          text not null unique,                -- the carrier's idempotency key
    address_hash text not null default '',
    carrier      text not null default '',
    service      text not null default '',
    tracking     text not null default '',
    sscc         text not null default '' check (sscc ~ '^([0-9]{18})?$'),
    routing      text not null default '',
    lane         text not null default '',
    price_cents  bigint not null default 0,
    currency     text not null default '',
    code         text not null default '',            -- why it failed or is voided
    requested_at timestamptz not null default now(),
    proven_at    timestamptz,
    proven_by    int references stations,
    primary key (warehouse_id, work_id, parcel, n),
    foreign key (warehouse_id, work_id, parcel) references parcels
);
create unique index labels_one_live on labels (warehouse_id, work_id, parcel) where state not in ('failed', 'voided');
create unique index labels_tracking on labels (carrier, tracking) where tracking <> '';
create unique index labels_sscc on labels (sscc) where sscc <> '';
create index labels_by_tracking on labels (tracking) where tracking <> '';

create table print_jobs (
    warehouse_id int not null,
    id           text not null check (id <> ''),
    work_id      bigint not null,
    station_id   int not null references stations,
    doc          text not null,
    parcel       int not null default 0,
    label        int not null default 0,
    copy         int not null check (copy > 0),
    reason       text not null default '',
    person_id    bigint,
    state        text not null default 'queued',
    counter      bigint not null default -1,
    problem      text not null default '',
    made_at      timestamptz not null default now(),
    primary key (warehouse_id, id),
    foreign key (warehouse_id, work_id) references works,
    constraint print_jobs_again_check check (copy = 1 or (reason <> '' and person_id is not null))
);
create index print_jobs_work on print_jobs (warehouse_id, work_id);

-- Number ranges. A number that was given out is never given out again; a gap
-- harms nobody.
create table counters (
    warehouse_id int not null references warehouses,
    name         text not null,
    value        bigint not null default 0 check (value >= 0),
    primary key (warehouse_id, name)
) with (fillfactor = 50);

-- The same key gives the same numbers.
create table numbers (
    key          text primary key,
    warehouse_id int not null references warehouses,
    sscc         text not null unique check (sscc ~ '^[0-9]{18}$'),
    tracking     text not null unique,
    made_at      timestamptz not null default now()
);

-- The book of the own carrier: what was bought under which key.
create table purchases (
    key       text primary key check (key <> ''),
    bought    jsonb not null,
    made_at   timestamptz not null default now(),
    voided_at timestamptz
);

-- Events of shops and carriers, each once.
create table inbound (
    channel_id int not null references channels,
    event_key  text not null,
    kind       text not null default '',
    body       jsonb not null default '{}',
    heard_at   timestamptz not null default now(),
    done_at    timestamptz,
    outcome    text not null default '',
    primary key (channel_id, event_key)
);

create table returns (
    id           bigint generated always as identity primary key,
    warehouse_id int not null references warehouses,
    order_id     bigint references orders,           -- null: without a request
    state        text not null default 'requested',
    tracking     text not null default '',
    reason       text not null default '',
    made_at      timestamptz not null default now()
);

create table return_units (
    return_id   bigint not null references returns,
    n           int not null,
    product_id  bigint not null references products,
    lot         text not null default '',
    serial      text not null default '',
    disposition text not null default '' check (disposition in ('', 'restock', 'quarantine', 'scrap', 'vendor')),
    location_id bigint references locations,
    primary key (return_id, n)
);
