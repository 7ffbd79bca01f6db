-- Orders and the works that fulfil them.

create table orders (
    id           bigint generated always as identity primary key,
    warehouse_id int not null references warehouses,
    client_id    int not null references clients,
    channel_id   int not null references channels,
    external_id  text not null check (external_id <> ''),
    number       text not null default '',
    state        text not null default 'received',
    placed_at    timestamptz,
    ship_by      timestamptz not null default 'infinity',
    release_at   timestamptz not null default now(),
    priority     int not null default 0,
    service      text not null default '',
    gift         boolean not null default false,
    currency     text not null default '',
    total_cents  bigint not null default 0,
    cancelled    boolean not null default false,     -- asked for; the state follows the goods
    content_hash bytea not null,
    source       text not null default '',
    made_at      timestamptz not null default now(),
    shipped_at   timestamptz,
    unique (channel_id, external_id)
);
create index orders_due on orders (warehouse_id, release_at, id) where state = 'pending_release';
create index orders_number on orders (warehouse_id, number);
create index orders_state on orders (warehouse_id, state, id);
create index orders_shipped on orders (warehouse_id, shipped_at) where shipped_at is not null;

-- People's data lies apart, so that it can be erased when its time is over.
create table recipients (
    order_id bigint primary key references orders,
    ship_to  jsonb not null,
    note     text not null default '',
    erased_at timestamptz
);

create table order_lines (
    order_id    bigint not null references orders,
    n           int not null,
    external_id text not null default '',
    product_id  bigint not null references products,
    name        text not null default '',
    qty         int not null check (qty > 0),
    cancelled   int not null default 0,
    price_cents bigint not null default 0,
    primary key (order_id, n),
    constraint order_lines_cancelled_check check (cancelled >= 0 and cancelled <= qty)
);

create table holds (
    id          bigint generated always as identity primary key,
    order_id    bigint not null references orders,
    kind        text not null check (kind <> ''),
    placed_at   timestamptz not null default now(),
    placed_by   text not null default '',
    released_at timestamptz,
    released_by text not null default ''
);
create unique index holds_open on holds (order_id, kind) where released_at is null;

-- The unit of assignment: what one warehouse does for one order in one attempt.
-- blocked says why it cannot be claimed though it is ready: release, hold,
-- stock, parked. touched says that units are away from their locations.
create table works (
    warehouse_id int not null references warehouses,
    id           bigint generated always as identity,
    order_id     bigint not null references orders,
    attempt      int not null default 1 check (attempt > 0),
    state        text not null default 'ready',
    priority     int not null default 0,
    cut_off      timestamptz not null default 'infinity',
    blocked      text not null default 'release' check (blocked in ('', 'release', 'hold', 'stock', 'parked')),
    assigned_to  int references stations,
    holder       int references writers,
    epoch        bigint not null default 0,
    lease_until  timestamptz,
    touched      boolean not null default false,
    aside_epoch  bigint not null default -1,         -- the rest of this epoch is set aside
    asked_rev    bigint not null default 1,
    asked_seen   bigint not null default 0,
    hold         text not null default '',           -- kind of an open hold
    cancelled    boolean not null default false,
    tote         text not null default '',
    packer_id    bigint references people,
    last_writer  int references writers,
    rules        jsonb not null default '{}',
    plan         jsonb,
    made_at      timestamptz not null default now(),
    primary key (warehouse_id, id),
    unique (order_id, warehouse_id, attempt),
    constraint works_lease_check check ((holder is null) = (lease_until is null))
) with (fillfactor = 70);
create index works_claimable on works (warehouse_id, priority desc, cut_off, id)
    where state = 'ready' and blocked = '' and holder is null and assigned_to is null;
create index works_assigned on works (warehouse_id, assigned_to, priority desc, cut_off, id)
    where state = 'ready' and blocked = '' and holder is null and assigned_to is not null;
create index works_untouched on works (warehouse_id, lease_until)
    where state = 'picking' and not touched and holder is not null;
create index works_held on works (holder) where holder is not null;
create index works_waiting on works (warehouse_id, blocked, id) where state = 'ready' and blocked <> '';
create index works_stage on works (warehouse_id, state) where state not in ('ready', 'labelled', 'handed_over', 'cancelled');
create index works_picked on works (warehouse_id, cut_off) where state = 'picked' and holder is null and tote <> '';

-- picked: with the work; packed: of them in parcels; short: reported missing and
-- not settled; cancelled: no longer asked of this work.
create table work_lines (
    warehouse_id int not null,
    work_id      bigint not null,
    line         int not null,
    order_line   int not null,
    product_id   bigint not null references products,
    qty          int not null check (qty > 0),
    cancelled    int not null default 0,
    picked       int not null default 0,
    packed       int not null default 0,
    short        int not null default 0,
    cure         text not null default '' check (cure in ('', 'restock', 'wait', 'ask')),
    primary key (warehouse_id, work_id, line),
    foreign key (warehouse_id, work_id) references works,
    constraint work_lines_counts_check check (cancelled >= 0 and picked >= 0 and short >= 0
        and picked + short + cancelled <= qty),
    constraint work_lines_packed_check check (packed >= 0 and packed <= picked)
) with (fillfactor = 60);

-- A stop of the pick path. Of the units still to take, uncovered ones were
-- found damaged: no stock is promised for them any more.
create table allocations (
    warehouse_id int not null,
    work_id      bigint not null,
    id           bigint generated always as identity,
    line         int not null,
    location_id  bigint not null references locations,
    product_id   bigint not null references products,
    lot          text not null,
    qty          int not null,
    taken        int not null default 0,
    uncovered    int not null default 0,
    primary key (warehouse_id, work_id, id),
    foreign key (warehouse_id, work_id, line) references work_lines,
    constraint allocations_taken_check check (taken >= 0 and uncovered >= 0 and taken + uncovered <= qty)
) with (fillfactor = 60);

-- Where the units of a work are that left their location: each in one place.
create table work_units (
    warehouse_id int not null,
    work_id      bigint not null,
    line         int not null,
    lot          text not null default '',
    expiry       text not null default '',
    serial       text not null default '',
    place        text not null check (place in ('tote', 'parcel', 'loose', 'slot', 'cage', 'tray', 'quarantine', 'unknown')),
    place_id     text not null default '',
    product_id   bigint not null references products,
    qty          int not null,
    primary key (warehouse_id, work_id, line, lot, expiry, serial, place, place_id),
    foreign key (warehouse_id, work_id, line) references work_lines,
    constraint work_units_qty_check check (qty >= 0),
    constraint work_units_serial_check check (serial = '' or qty <= 1)
) with (fillfactor = 60);
create unique index work_units_serial on work_units (product_id, serial) where serial <> '' and qty > 0;

-- A work on the trouble shelf; slot '' when nothing of it had left its location.
create table parked (
    warehouse_id int not null,
    work_id      bigint not null,
    slot         text not null,
    reason       text not null,
    since        timestamptz not null default now(),
    person_id    bigint,
    station_id   int,
    ready        boolean not null default false,     -- the reason is cured
    primary key (warehouse_id, work_id),
    foreign key (warehouse_id, work_id) references works
);
create unique index parked_slot on parked (warehouse_id, slot) where slot <> '';

-- Whom a takeover took a work from, until that writer has heard of it.
create table losses (
    writer_id    int not null references writers,
    warehouse_id int not null,
    work_id      bigint not null,
    station_id   int not null references stations,
    at           timestamptz not null default now(),
    primary key (writer_id, work_id)
);
