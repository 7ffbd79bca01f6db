-- Heads of the chains of facts, kept apart from the facts: who cuts off the end of
-- a chain, or writes it anew, does not agree with them any more.

-- The last fact of a writer as it was at some hour, where it had moved on since
-- the hour before. The rows are a chain themselves: hash is that of prev and the
-- rest. n has no gaps.
create table audit_heads (
    n      bigint primary key check (n > 0),
    at     timestamptz not null,
    writer text not null,
    seq    bigint not null,
    head   bytea not null check (length(head) = 32),
    prev   bytea not null check (length(prev) = 32),
    hash   bytea not null check (length(hash) = 32)
);
create index audit_heads_writer on audit_heads (writer, n);

create function head_hash(h audit_heads) returns bytea language sql stable as $$
    select sha256(h.prev || convert_to(concat_ws(' ', h.n, (extract(epoch from h.at) * 1000000)::bigint, h.seq, encode(h.head, 'hex'), h.writer), 'UTF8'));
$$;

-- store_heads_v1 stores the heads of all writers, once an hour however often it is
-- called, and says how many there were.
create function store_heads_v1() returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last audit_heads; h audit_heads; w record; stored int := 0;
begin
    lock table audit_heads in exclusive mode;
    select * into last from audit_heads order by n desc limit 1;
    if last.at > now() - interval '1 hour' then
        return 0;
    end if;
    h.n := coalesce(last.n, 0); h.hash := coalesce(last.hash, decode(repeat('00', 32), 'hex')); h.at := now();
    for w in select name, last_seq, last_hash from writers k
        where last_seq > coalesce((select seq from audit_heads a where a.writer = k.name order by a.n desc limit 1), 0) order by id
    loop
        h.n := h.n + 1; h.writer := w.name; h.seq := w.last_seq; h.head := w.last_hash; h.prev := h.hash;
        h.hash := head_hash(h);
        insert into audit_heads select h.*;
        stored := stored + 1;
    end loop;
    return stored;
end $$;

insert into rights (role, call) values ('office', 'store_heads_v1');
