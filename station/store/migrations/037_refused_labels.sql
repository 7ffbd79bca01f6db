-- Labels that no printer can print are listed with those in doubt.
create index print_jobs_refused on print_jobs (warehouse_id, made_at)
    where doc = 'ship' and state = 'queued' and problem = 'the label cannot be printed';
