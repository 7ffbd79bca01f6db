package carton

import (
	"cmp"
	"os"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// How many of the reference's lower bounds the proofs reach on real orders, one
// in ten of them; PACKWRIGHT_ALL_ORDERS=1 takes them all.
func TestProofsReachTheReference(t *testing.T) {
	every := 10
	if os.Getenv("PACKWRIGHT_ALL_ORDERS") != "" {
		every = 1
	}
	for _, c := range []struct{ orders, reference string }{
		{"dev/orders.csv", "dev/reference_any.csv"},
		{"dev/orders_keepflat.csv", "dev/reference_keepflat.csv"},
	} {
		t.Run(c.orders, func(t *testing.T) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			cartons := readCartons(t, "boxes.csv")
			reference := readTable(t, c.reference)
			var r reached
			for n, task := range readOrders(t, c.orders) {
				if n%every != 0 {
					continue
				}
				start := threadTime()
				boxes, mm3 := firstConceivable(task, cartons)
				r.took = append(r.took, threadTime()-start)
				than := func(who string) int {
					row := reference[n]
					return cmp.Or(cmp.Compare(boxes, number(t, row[who+"_boxes"])), cmp.Compare(mm3, number(t, row[who+"_box_volume_mm3"])))
				}
				if than("bks") > 0 {
					t.Errorf("order %d is said to need %d boxes, %d mm3, and has a packing into less", n, boxes, mm3)
				}
				r.add(than("lb"), than("bks"))
			}
			r.tell(t)
		})
	}
}

// reached counts orders by how their bound compares.
type reached struct {
	below, equal, above, closed int
	took                        []time.Duration
}

func (r *reached) add(lower, best int) {
	switch {
	case lower < 0:
		r.below++
	case lower == 0:
		r.equal++
	default:
		r.above++
	}
	if best == 0 {
		r.closed++
	}
}

func (r *reached) tell(t *testing.T) {
	n := len(r.took)
	slices.Sort(r.took)
	t.Logf("%d orders: the reference's bound reached %d times, exceeded %d times, missed %d times; the best plan known is proven for %d; p50 %s, p99 %s, longest %s",
		n, r.equal, r.above, r.below, r.closed, r.took[n/2], r.took[n*99/100], r.took[n-1])
	if r.below > 0 {
		t.Errorf("%d of %d bounds were missed", r.below, n)
	}
}

func threadTime() time.Duration {
	var t syscall.Timespec
	const cpuOfThread = 3
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, cpuOfThread, uintptr(unsafe.Pointer(&t)), 0)
	return time.Duration(t.Nano())
}

// proofWork is what one multiset of cartons may cost, about a millisecond.
const proofWork = 30_000

// firstConceivable is the first multiset of cartons, fewest and then smallest,
// that is not proven impossible: their number and volume.
func firstConceivable(t Task, cartons []Carton) (boxes, mm3 int) {
	units := measure(t)
	volume := 0
	for _, u := range units {
		volume += u.n * u.volume
	}
	for n := 1; ; n++ {
		for _, set := range multisets(cartons, n) {
			if set.mm3 < volume {
				continue
			}
			left := proofWork
			if !splitImpossible(units, set.rooms, set.nets, &left) {
				return n, set.mm3
			}
		}
	}
}

type multiset struct {
	rooms [][3]int
	nets  []int
	mm3   int
}

// multisets are all of n cartons, the smallest first.
func multisets(cartons []Carton, n int) []multiset {
	var all []multiset
	var add func(s multiset, from int)
	add = func(s multiset, from int) {
		if len(s.rooms) == n {
			all = append(all, s)
			return
		}
		for c := from; c < len(cartons); c++ {
			room := cartons[c].InnerMM
			add(multiset{append(slices.Clone(s.rooms), room), append(slices.Clone(s.nets), cartons[c].netG()), s.mm3 + volume(room)}, c)
		}
	}
	add(multiset{}, 0)
	slices.SortStableFunc(all, func(a, b multiset) int { return cmp.Compare(a.mm3, b.mm3) })
	return all
}

// measure sorts the items of the task into kinds.
func measure(t Task) (units []measured) {
	type same struct {
		size     [3]int
		rotation Rotation
		g        int
	}
	at := map[same]int{}
	for _, i := range t.Items {
		key := same{i.normal(), i.Rotation, i.WeightG}
		k, known := at[key]
		if !known {
			k = len(units)
			at[key] = k
			units = append(units, measured{turns: i.turns(), volume: volume(i.SizeMM), g: i.WeightG})
		}
		units[k].n += i.Count
	}
	return units
}

// BenchmarkProofs is the cost of a bound: of orders that differ, one after the
// other.
func BenchmarkProofs(b *testing.B) {
	for _, c := range []struct {
		name   string
		proven func(units []measured, boxes [][3]int, nets []int, left *int) bool
	}{
		{"overfull", provenImpossible}, {"exactly", exactlyImpossible}, {"split", splitImpossible},
	} {
		b.Run(c.name, func(b *testing.B) {
			var orders [][]measured
			for n := range 50 {
				task := mixed(6 + n%24)
				orders = append(orders, measure(task))
			}
			box := [3]int{400, 300, 250}
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				left := proofWork
				c.proven(orders[n%len(orders)], [][3]int{box, {300, 200, 150}}, []int{20_000, 10_000}, &left)
			}
		})
	}
}
