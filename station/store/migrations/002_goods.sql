-- Goods: what they are and where they lie. Lengths are mm, weights g.

create table products (
    id         bigint generated always as identity primary key,
    client_id  int not null references clients,
    sku        text not null check (sku <> ''),
    name       text not null default '',
    length_mm  int not null default 0 check (length_mm >= 0),
    width_mm   int not null default 0 check (width_mm >= 0),
    height_mm  int not null default 0 check (height_mm >= 0),
    weight_g   int not null default 0 check (weight_g >= 0),
    spread_g   int not null default 0 check (spread_g >= 0),
    lot        boolean not null default false,
    serial     boolean not null default false,
    expiry     boolean not null default false,
    keep_flat  boolean not null default false,
    fragile    boolean not null default false,
    shelf_days int not null default 0 check (shelf_days >= 0), -- left when it is sold
    unique (client_id, sku)
);

-- A GTIN is kept with 14 digits, any other code as it is read.
create table barcodes (
    client_id  int not null references clients,
    code       text not null check (code <> ''),
    product_id bigint not null references products on delete cascade,
    units      int not null default 1 check (units > 0),
    primary key (client_id, code)
);
create index barcodes_product on barcodes (product_id);
create index barcodes_code on barcodes (code);

create table locations (
    id           bigint generated always as identity primary key,
    warehouse_id int not null references warehouses,
    name         text not null check (name <> ''),   -- as printed on the rack
    code         text not null,                      -- its barcode
    kind         text not null check (kind in ('pick', 'reserve', 'quarantine', 'tray', 'slot', 'cage')),
    aisle        text not null default '',
    rack         text not null default '',
    level        text not null default '',
    check_digits text not null default '' check (check_digits ~ '^([0-9]{2,3})?$'),
    sequence     int not null default 0,             -- along the pick path
    unique (warehouse_id, name),
    unique (warehouse_id, code)
);
create index locations_kind on locations (warehouse_id, kind, sequence);

create table totes (
    warehouse_id int not null references warehouses,
    code         text not null check (code <> ''),
    work_id      bigint,
    primary key (warehouse_id, code)
) with (fillfactor = 70);
create index totes_work on totes (work_id) where work_id is not null;

-- Pieces on hand. Of them allocated are promised to works. A counting row was
-- reported wrong and is given to nobody until somebody has counted it. Without
-- a lot the lot is the expiry date, or ''.
create table stock (
    warehouse_id int not null references warehouses,
    location_id  bigint not null references locations,
    product_id   bigint not null references products,
    lot          text not null,
    client_id    int not null references clients,
    expiry       date,
    on_hand      int not null,
    allocated    int not null default 0,
    counting     boolean not null default false,
    primary key (warehouse_id, location_id, product_id, lot),
    constraint stock_on_hand_check check (on_hand >= 0),
    constraint stock_allocated_check check (allocated >= 0 and allocated <= on_hand)
) with (fillfactor = 60);
create index stock_product on stock (warehouse_id, product_id);

-- Changes of stock that no fact of a bench says: imports, counts, replenishment,
-- and what a pick took that was not on hand (why 'unknown').
create table adjustments (
    id           bigint generated always as identity primary key,
    warehouse_id int not null references warehouses,
    location_id  bigint not null references locations,
    product_id   bigint not null references products,
    lot          text not null,
    qty          int not null,
    why          text not null check (why in ('import', 'count', 'replenish', 'unknown', 'move')),
    cause        text not null default '',
    at           timestamptz not null default now()
);
create index adjustments_place on adjustments (warehouse_id, location_id, product_id, lot);

-- What somebody has to do with stock: count a place, or bring units from reserve.
create table tasks (
    id           bigint generated always as identity primary key,
    warehouse_id int not null references warehouses,
    kind         text not null check (kind in ('count', 'replenish')),
    product_id   bigint not null references products,
    location_id  bigint references locations,        -- null: wherever it is
    lot          text not null default '',
    qty          int not null default 0,
    work_id      bigint,
    why          text not null default '',
    made_at      timestamptz not null default now(),
    done_at      timestamptz
);
create unique index tasks_one_count on tasks (warehouse_id, product_id, coalesce(location_id, 0), lot)
    where kind = 'count' and done_at is null;
create index tasks_open on tasks (warehouse_id, kind, id) where done_at is null;

-- Pieces of accepted orders that are not allocated yet.
create table reservations (
    warehouse_id int not null references warehouses,
    product_id   bigint not null references products,
    qty          bigint not null check (qty >= 0),
    primary key (warehouse_id, product_id)
) with (fillfactor = 70);

create table cartons (
    warehouse_id int not null references warehouses,
    code         text not null check (code <> ''),
    name         text not null default '',
    shelf        text not null default '',
    inner_mm     int[] not null check (array_length(inner_mm, 1) = 3 and 0 < all (inner_mm)),
    outer_mm     int[] not null check (array_length(outer_mm, 1) = 3 and 0 < all (outer_mm)),
    empty_g      int not null default 0 check (empty_g >= 0),
    max_g        int not null default 0 check (max_g >= 0),
    cost_cents   bigint not null default 0,
    currency     text not null default '',
    primary key (warehouse_id, code)
);
