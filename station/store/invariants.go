package store

import (
	"context"
	"fmt"
	"slices"
)

// Invariant is something that always holds in a database, whoever is at work.
// N and Name are those of the simulation, where it checks the same; what only a
// database can show is numbered from 51.
type Invariant struct {
	N       int
	Name    string
	Promise string // P1 to P9, as in the README
	// Says is what the query looks for.
	Says string
	// sql answers one text for each thing that breaks it.
	sql string
}

// Invariants are all that are checked on a live database, in the order of their
// numbers.
func Invariants() []Invariant {
	return slices.Concat(invariantsOfShipping, invariantsOfFacts, invariantsOfLabels, invariantsOfWorks, invariantsOfStock, invariantsOfRights)
}

// mostTold is how many of those that break an invariant are named.
const mostTold = 3

// Broken counts what breaks an invariant now, and names a few. One statement
// reads one moment: it may run while everybody works.
func (s *Store) Broken(ctx context.Context, i Invariant) (n int, some []string, err error) {
	ctx, cancel := context.WithTimeout(ctx, reportPatience)
	defer cancel()
	sql := `select count(*)::int, coalesce((array_agg(x.what order by x.what))[1:$1], '{}') from (` + i.sql + `) x (what)`
	if err := s.db.QueryRow(ctx, sql, mostTold).Scan(&n, &some); err != nil {
		return 0, nil, fmt.Errorf("check invariant %d, %s: %w", i.N, i.Name, err)
	}
	return n, some, nil
}

// What left the house.
var invariantsOfShipping = []Invariant{
	{1, "no customer gets more than was ordered", "P2", "lines of orders of which more pieces are in cages than were ordered", `
		select o.number || ' line ' || l.n from order_lines l join orders o on o.id = l.order_id
		join works w on w.order_id = o.id
		join work_lines k on k.warehouse_id = w.warehouse_id and k.work_id = w.id and k.order_line = l.n
		join work_units u on u.warehouse_id = w.warehouse_id and u.work_id = w.id and u.line = k.line and u.place = 'cage'
		group by o.number, l.order_id, l.n, l.qty having sum(u.qty) > l.qty`},
	{2, "what has left is what was packed", "P2", "parcels in a cage with nothing in them, and units in a cage that lie in no such parcel", `
		select p.work_id || '/' || p.n from parcels p where p.state in ('in_cage', 'handed_over')
			and not exists (select from work_units u where u.warehouse_id = p.warehouse_id and u.work_id = p.work_id
				and u.place = 'cage' and u.place_id = p.n::text and u.qty > 0)
		union all
		select u.work_id || '/' || u.line from work_units u where u.place = 'cage' and u.qty > 0
			and not exists (select from parcels p where p.warehouse_id = u.warehouse_id and p.work_id = u.work_id
				and p.n::text = u.place_id and p.state in ('in_cage', 'handed_over'))`},
	{3, "a box leaves with its own label", "P2", "parcels in a cage without a label that was scanned back, or that may go without", `
		select p.work_id || '/' || p.n from parcels p where p.state in ('in_cage', 'handed_over')
			and not exists (select from labels l where l.warehouse_id = p.warehouse_id and l.work_id = p.work_id and l.parcel = p.n
				and l.state in ('purchased', 'manifested') and (l.proven_at is not null or l.passed <> ''))`},
	{18, "an order that was cancelled before its label was asked for does not leave", "P2", "cancelled orders with pieces in cages", `
		select o.number from orders o where o.state = 'cancelled' and exists (
			select from works w join work_units u on u.warehouse_id = w.warehouse_id and u.work_id = w.id
			where w.order_id = o.id and u.place = 'cage' and u.qty > 0)`},
	{35, "every order is shipped, cancelled or parked in the end", "P2", "open orders with no work that could go on", `
		select o.number from orders o where o.state in ('open', 'in_fulfilment')
			and not exists (select from works w where w.order_id = o.id and w.state <> 'cancelled')`},
	{51, "a shipped order has everything that was not cancelled", "P2", "shipped orders of which fewer pieces are in cages than are wanted", `
		select o.number from orders o where o.state = 'shipped'
			and (select sum(l.qty - l.cancelled) from order_lines l where l.order_id = o.id) > coalesce((
				select sum(u.qty) from works w join work_units u on u.warehouse_id = w.warehouse_id and u.work_id = w.id
				where w.order_id = o.id and u.place = 'cage'), 0)`},
	{52, "an order ships once", "P2", "orders that became shipped more often than they were taken out again, and once", `
		select subject from state_changes where machine = 'order' group by subject
		having count(*) filter (where to_state = 'shipped') - count(*) filter (where from_state = 'shipped') > 1`},
}

// The facts themselves.
var invariantsOfFacts = []Invariant{
	{6, "the facts of a writer have no gap, on the disk and in the database", "P1", "facts that do not follow the number before", `
		select writer_id || '/' || seq from (select writer_id, seq, lag(seq) over (partition by warehouse_id, writer_id order by seq) as before from facts) f
		where seq > before + 1`},
	{7, "a fact is applied once, in the order of the numbers", "P6", "numbers stored twice, writers whose last number is not their newest fact, facts applied before an earlier one", `
		select writer_id || '/' || seq from (
			select writer_id, seq, n, lag(seq) over w as before, lag(n) over w as sooner from facts
			window w as (partition by warehouse_id, writer_id order by seq, n)) f
		where seq = before or n < sooner
		union all
		select w.name from writers w
		where w.last_seq <> coalesce((select max(f.seq) from facts f where f.warehouse_id = w.warehouse_id and f.writer_id = w.id), w.last_seq)`},
	{8, "each fact carries the hash of the one before, and is what was written", "P5", "facts whose link is not the hash of the fact before, and writers whose head is not that of their newest fact", `
		select writer_id || '/' || seq from (
			select writer_id, seq, prev, lag(hash) over w as before, lag(seq) over w as last from facts
			window w as (partition by warehouse_id, writer_id order by seq)) f
		where last = seq - 1 and prev <> before
		union all
		select w.name from writers w join facts f on f.warehouse_id = w.warehouse_id and f.writer_id = w.id and f.seq = w.last_seq
		where f.hash <> w.last_hash`},
	{21, "the epoch of a work rises with each holder", "P4", "applied facts of an epoch that was over, or that no holder had yet", `
		select f.work_id || ': ' || f.epoch from (
			select work_id, epoch, max(epoch) over (partition by work_id order by n rows between unbounded preceding and 1 preceding) as before
			from facts where aside = '' and work_id is not null) f
		where f.epoch < f.before
		union all
		select w.id::text from works w where w.epoch < (select max(f.epoch) from facts f where f.work_id = w.id and f.aside = '')`},
	{23, "a fact of an epoch that is over changes nothing", "P4", "works with applied facts of two writers in one epoch", `
		select work_id || ': ' || epoch from facts where aside = '' and work_id is not null
		group by work_id, epoch having min(writer_id) <> max(writer_id)`},
	{26, "a work changes its state along the table, each change is one fact", "P5", "changes of a state that the table does not have, or that do not begin where the one before ended", `
		select c.machine || ' ' || c.subject from (
			select *, lag(to_state) over (partition by machine, subject order by id) as before from state_changes) c
		where c.from_state <> c.before
			or not exists (select from transitions t where t.machine = c.machine and t.from_state = c.from_state and t.to_state = c.to_state)`},
	{53, "a state is where its last change ended", "P5", "orders, works and print jobs whose state no change led to", `
		with last as (select distinct on (machine, subject) machine, subject, to_state from state_changes order by machine, subject, id desc)
		select 'order ' || o.number from orders o join last c on c.machine = 'order' and c.subject = o.id::text where c.to_state <> o.state
		union all
		select 'work ' || w.id from works w left join last c on c.machine = 'work' and c.subject = w.id::text where coalesce(c.to_state, 'ready') <> w.state
		union all
		select 'print job ' || j.id from print_jobs j left join last c on c.machine = 'print_job' and c.subject = j.id where coalesce(c.to_state, 'queued') <> j.state`},
	{36, "a fact that was set aside is told to its bench", "P4", "facts that were set aside and stand on no list of exceptions", `
		select f.writer_id || '/' || f.seq from facts f where f.aside not in ('', 'lost') and not exists (
			select from exceptions e where e.warehouse_id = f.warehouse_id and e.writer_id = f.writer_id
				and e.work_id is not distinct from f.work_id and e.epoch = f.epoch and e.first_seq <= f.seq)`},
	{54, "whoever is named by a fact is a person of the house", "P5", "people named by facts whom nobody entered", `
		select distinct f.person_id::text from facts f where f.person_id is not null and not exists (select from people p where p.id = f.person_id)`},
}

// Labels, print jobs and what was paid.
var invariantsOfLabels = []Invariant{
	{9, "no label begins before its intent is durable", "P3", "print jobs that no fact asked for", `
		select j.id from print_jobs j where not exists (
			select from facts f where f.work_id = j.work_id and f.aside = '' and f.kind = 'print_requested' and f.body->>'job' = j.id)`},
	{10, "each print job comes out once at most, each further copy has a reason", "P3", "ship labels with two copies of one number, and further copies without a person and a reason", `
		select work_id || '/' || parcel || ' copy ' || copy from print_jobs where doc = 'ship'
		group by warehouse_id, work_id, parcel, label, copy having count(*) > 1
		union all
		select id from print_jobs where copy > 1 and (reason = '' or person_id is null)`},
	{11, "what is proven by a scan lies on paper, whole", "P3", "labels that were scanned back though no print job of theirs ever began", `
		select l.work_id || '/' || l.parcel from labels l where l.proven_at is not null and not exists (
			select from print_jobs j where j.warehouse_id = l.warehouse_id and j.work_id = l.work_id and j.parcel = l.parcel and j.label = l.n
				and j.doc = 'ship' and j.state not in ('queued', 'abandoned'))`},
	{12, "at most one label lies loose at a bench", "P3", "stations with two ship labels printed for works in hand and scanned back by nobody", `
		select s.name from print_jobs j
		join works w on w.warehouse_id = j.warehouse_id and w.id = j.work_id
		join writers h on h.id = w.holder and h.station_id = j.station_id
		join stations s on s.id = j.station_id
		join labels l on l.warehouse_id = j.warehouse_id and l.work_id = j.work_id and l.parcel = j.parcel and l.n = j.label
		where j.doc = 'ship' and j.state in ('sending', 'sent', 'counted') and l.proven_at is null and l.passed = ''
			and l.state in ('purchased', 'manifested')
		group by s.name having count(distinct (l.work_id, l.parcel, l.n)) > 1`},
	{13, "only a label that was bought, and not taken back, is printed", "P3", "ship labels that began to print and were never bought", `
		select j.id from print_jobs j left join labels l on l.warehouse_id = j.warehouse_id and l.work_id = j.work_id and l.parcel = j.parcel and l.n = j.label
		where j.doc = 'ship' and j.state not in ('queued', 'abandoned') and (l.key is null or l.state in ('requested', 'in_doubt', 'failed'))`},
	{15, "money is spent when its request is applied, not before", "P3", "purchases in the book of the own carrier that no label asked for", `
		select p.key from purchases p where not exists (select from labels l where l.key = p.key)`},
	{16, "a parcel has one label that is paid and not taken back", "P2", "parcels with two labels", `
		select work_id || '/' || parcel from labels where state not in ('failed', 'voided')
		group by warehouse_id, work_id, parcel having count(*) > 1`},
	{55, "no number stands on two labels", "P3", "tracking numbers and SSCCs of two labels", `
		select tracking from labels where tracking <> '' group by carrier, tracking having count(*) > 1
		union all
		select sscc from labels where sscc <> '' group by sscc having count(*) > 1`},
	{56, "a label carries the number that was given to it", "P3", "labels with a number that was given to another key", `
		select l.key from labels l join numbers n on n.sscc = l.sscc where n.key <> l.key`},
}

// Works, and whose they are.
var invariantsOfWorks = []Invariant{
	{19, "a work has one holder, until its lease is over", "P4", "works that are held though nobody could work on them, or by a station of another warehouse", `
		select w.id::text from works w join writers h on h.id = w.holder
		where w.state in ('ready', 'handed_over', 'cancelled') or h.warehouse_id <> w.warehouse_id or w.last_writer is distinct from w.holder`},
	{20, "a work of which something is picked is not handed out as the next order", "P4", "works that are taken for untouched though units are away, or the other way round", `
		select w.id::text from works w where w.state not in ('labelled', 'handed_over')
			and w.touched <> exists (select from work_units u where u.warehouse_id = w.warehouse_id and u.work_id = w.id and u.qty > 0 and with_work(u.place))`},
	{24, "leases run by the database's clock alone", "P4", "leases that end later than 90 seconds from now", `
		select id::text from works where lease_until > now() + interval '90 seconds'`},
	{25, "an override carries a grant of a lead for this deed and this work, used once", "P2", "facts that carry a grant of another work or writer, one that nobody spent, or one that another fact spent", `
		with used as (select f.writer_id, f.work_id, f.seq, nullif(f.body->>'grant', '')::bigint as grant_id from facts f
			where f.aside = '' and f.body::text like '%"grant"%')
		select u.writer_id || '/' || u.seq from used u left join grants g on g.id = u.grant_id
		where u.grant_id is not null and (g.used_at is null or g.writer_id <> u.writer_id or g.work_id <> u.work_id)
		union all
		select 'grant ' || grant_id from used where grant_id is not null group by grant_id having count(*) > 1`},
	{29, "every unit that left its location is in one place", "P2", "lines whose counts are not those of their units, and serial numbers in two places", `
		select l.work_id || '/' || l.line from work_lines l
		left join work_units u on u.warehouse_id = l.warehouse_id and u.work_id = l.work_id and u.line = l.line
		group by l.warehouse_id, l.work_id, l.line, l.picked, l.packed
		having l.picked <> coalesce(sum(u.qty) filter (where with_work(u.place)), 0) or l.packed <> coalesce(sum(u.qty) filter (where in_parcel(u.place)), 0)
		union all
		select serial from work_units where serial <> '' and qty > 0 group by product_id, serial having sum(qty) > 1`},
	{57, "a work is packed when all that is wanted is in its parcels", "P2", "works after packing of which something is not packed", `
		select distinct l.work_id::text from works w join work_lines l on l.warehouse_id = w.warehouse_id and l.work_id = w.id
		where w.state in ('packed', 'labelled', 'handed_over') and not w.cancelled and (l.packed <> l.picked or l.picked < l.qty - l.cancelled)`},
	{58, "a work has its labels when all its parcels have", "P2", "works after labelling with a parcel that has no label", `
		select p.work_id || '/' || p.n from works w join parcels p on p.warehouse_id = w.warehouse_id and p.work_id = w.id
		where w.state in ('labelled', 'handed_over') and p.state not in ('voided', 'labelled', 'in_cage', 'handed_over')`},
	{59, "a tote holds one work, which knows it", "P2", "totes that are bound to a work which is not in them", `
		select t.code from totes t join works w on w.warehouse_id = t.warehouse_id and w.id = t.work_id where w.tote <> t.code`},
	{60, "a line asks for no more than its order", "P2", "works that together want more of a line than was ordered", `
		select o.number || ' line ' || l.n from order_lines l join orders o on o.id = l.order_id
		join works w on w.order_id = o.id and w.state <> 'cancelled'
		join work_lines k on k.warehouse_id = w.warehouse_id and k.work_id = w.id and k.order_line = l.n
		group by o.number, l.order_id, l.n, l.qty having sum(k.qty - k.cancelled) > l.qty`},
}

// Stock, and what it is promised to.
var invariantsOfStock = []Invariant{
	{27, "stock is never below zero, nor below what is promised", "P5", "places with less than nothing, or with less than is promised", `
		select concat_ws('/', location_id, product_id, lot) from stock where on_hand < 0 or allocated < 0 or allocated > on_hand`},
	{28, "stock is the sum of its moves", "P5", "places whose pieces are not what came less what went", `
		select concat_ws('/', location_id, product_id, lot) from stock s
		full join (select warehouse_id, location_id, product_id, lot, sum(qty) as qty from stock_moves group by 1, 2, 3, 4) m
			using (warehouse_id, location_id, product_id, lot)
		where coalesce(s.on_hand, 0) <> coalesce(m.qty, 0)`},
	{61, "what is promised of a place is what works are promised there", "P5", "places whose promises are not those of works", `
		select concat_ws('/', location_id, product_id, lot) from stock s
		full join (select warehouse_id, location_id, product_id, lot, sum(qty - taken - uncovered) as qty from allocations group by 1, 2, 3, 4) a
			using (warehouse_id, location_id, product_id, lot)
		where coalesce(s.allocated, 0) <> coalesce(a.qty, 0)`},
	{62, "what is reserved is what orders want and nobody promised", "P5", "articles whose reserved pieces are not those of waiting works", `
		select p.sku from (
			select w.warehouse_id, l.product_id, sum(case when w.state = 'ready' then l.qty - l.cancelled - coalesce(a.qty, 0) else l.short end) as qty
			from works w join work_lines l on l.warehouse_id = w.warehouse_id and l.work_id = w.id
			left join (select warehouse_id, work_id, line, sum(qty) as qty from allocations group by 1, 2, 3) a
				on a.warehouse_id = w.warehouse_id and a.work_id = w.id and a.line = l.line
			where w.state not in ('cancelled', 'labelled', 'handed_over') group by 1, 2) d
		full join reservations r using (warehouse_id, product_id)
		join products p on p.id = product_id
		where coalesce(r.qty, 0) <> coalesce(d.qty, 0)`},
	{63, "a place that somebody reported wrong is counted", "P5", "places that are given to nobody though no count is asked for", `
		select concat_ws('/', s.location_id, s.product_id, s.lot) from stock s where s.counting and not exists (
			select from tasks t where t.warehouse_id = s.warehouse_id and t.kind = 'count' and t.done_at is null
				and t.location_id = s.location_id and t.product_id = s.product_id and t.lot = s.lot)`},
}

// Who may do what.
var invariantsOfRights = []Invariant{
	{64, "a function that writes for others looks nowhere else", "P9", "functions that run with the owner's rights and without a fixed search path", `
		select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
			and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`},
	{65, "nobody may call what was not given to him", "P9", "functions that everybody may call", `
		select p.oid::regprocedure::text from pg_proc p
		where p.pronamespace = 'public'::regnamespace and has_function_privilege('public', p.oid, 'execute')
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`},
	{66, "a station that was revoked writes nothing more", "P9", "facts of stations that were applied after these were revoked", `
		select s.name || ': ' || f.seq from stations s join writers w on w.station_id = s.id
		join facts f on f.warehouse_id = w.warehouse_id and f.writer_id = w.id
		where s.revoked_at is not null and f.applied_at > s.revoked_at + interval '10 seconds'`},
}
