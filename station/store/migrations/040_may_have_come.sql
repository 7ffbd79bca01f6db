-- A fact that was set aside may say that a ship label began to print which, for the
-- books, still waits: a failover forgot who had the work, or a rule was broken before
-- it. The paper is there all the same. So whoever opens the work next is told that it
-- began, and asks what came out before it prints again.

alter table facts add column begun boolean not null default false; -- set aside, but told

-- note_begun marks such a fact. What cannot be read says nothing.
create function note_begun() returns trigger language plpgsql as $$
declare
    job text;
begin
    begin
        select id into job from print_jobs where warehouse_id = new.warehouse_id and id = new.body->>'job'
            and work_id = new.work_id and doc = 'ship' and state = 'queued' for update;
    exception when data_exception then null;
    end;
    if job is null then
        return new;
    end if;
    perform due_to(new.writer_id || '/' || new.seq);
    perform move_job(new.warehouse_id, job, 'sending');
    update print_jobs set problem = '' where warehouse_id = new.warehouse_id and id = job;
    new.begun := true;
    return new;
end $$;

create trigger facts_begun before insert on facts for each row
    when (new.kind = 'print_started' and new.aside not in ('', 'lost')) execute function note_begun();

create or replace function history(work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'writer', wr.name, 'seq', f.seq, 'at', f.at, 'operator', text_id(f.person_id),
        'work', f.work_id::text, 'epoch', f.epoch, 'kind', f.kind, 'body', f.body,
        'prev', encode(f.prev, 'hex'), 'hash', encode(f.hash, 'hex')) order by f.n), '[]')
    from facts f join writers wr on wr.id = f.writer_id
    where f.work_id = work and (f.aside = '' or f.begun));
end $$;
