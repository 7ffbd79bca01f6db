-- Labels of which nobody knows whether they came out are listed often, and few.
create index print_jobs_doubtful on print_jobs (warehouse_id, made_at)
    where doc = 'ship' and state in ('sending', 'sent', 'unknown');
