package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/pglocal"
	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// The demo's database and warehouse.
const (
	demoCluster   = "demo"
	demoDatabase  = "packwright"
	demoWarehouse = "main"
	demoStation   = "BENCH-07"
)

type demoOptions struct {
	seed   uint64
	orders int
	fresh  bool
	yes    bool
	// theirs: the carrier makes its labels itself.
	theirs bool
}

func demoCommand(f *flags) *cobra.Command {
	var o demoOptions
	c := &cobra.Command{
		Use: "demo", Short: "a bench with a demo warehouse, on a private PostgreSQL and virtual devices", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.demo(cmd.Context(), o) },
	}
	c.Flags().Uint64Var(&o.seed, "seed", 1, "what the warehouse and its orders are made from")
	c.Flags().IntVar(&o.orders, "orders", 30, "orders to wait at least")
	c.Flags().BoolVar(&o.fresh, "fresh", false, "begin with a new warehouse")
	c.Flags().BoolVar(&o.yes, "yes", false, "install PostgreSQL without asking, where there is none")
	c.Flags().BoolVar(&o.theirs, "carrier-labels", false, "the carrier answers with labels of its own, with commands that would set up the printer")
	return c
}

// demo runs the whole: database, warehouse, devices, bench.
func (f *flags) demo(ctx context.Context, o demoOptions) error {
	if o.orders < 0 {
		return failure{code: exitUsage, err: fmt.Errorf("--orders %d is fewer than none", o.orders), remedy: "Use 0 or more."}
	}
	c, err := f.demoConfig()
	if err != nil {
		return err
	}
	unlock, err := lockDemo(filepath.Dir(c.Journal))
	if err != nil {
		return err
	}
	defer unlock()
	cluster, err := startDemo(ctx, o, filepath.Dir(filepath.Dir(c.Journal)))
	if err != nil {
		return outside(err)
	}
	defer cluster.Close()
	if c.Database, err = demoStore(ctx, cluster, o, c); err != nil {
		return outside(err)
	}
	s, err := openStore(ctx, c.Database)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := fillDemo(ctx, s, o); err != nil {
		return outside(err)
	}
	if err := os.WriteFile(demoMark(c.Journal), []byte(c.Database), 0o600); err != nil {
		return outside(err)
	}
	defer os.Remove(demoMark(c.Journal))
	tape := filepath.Join(filepath.Dir(c.Journal), "tape")
	v, err := newVirtualDevices(tape)
	if err != nil {
		return outside(err)
	}
	defer v.unplug()
	v.configure(&c)
	if err := runDemo(ctx, c, s, v, o.carrier(s)); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "What came out of the virtual printer lies in", tape)
	return nil
}

// lockDemo makes this the only demo in its folder, so that a second one does not
// take the warehouse from under the first.
func lockDemo(home string) (unlock func(), err error) {
	lock, err := os.OpenFile(filepath.Join(home, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, outside(err)
	}
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		lock.Close()
		return nil, failure{
			code: exitOutside, err: errors.New("the demo runs already"),
			remedy: "Leave it in the other terminal first (ctrl+c twice). packwright monitor shows its floor.",
		}
	}
	return func() { lock.Close() }, nil
}

// demoConfig is the configuration of the demo's bench: language and glyphs are
// those of the file, the rest is the demo's own. It lives beside the journal of
// the configuration, its database as well: another journal is another demo.
func (f *flags) demoConfig() (config.Config, error) {
	c, err := f.load()
	if err != nil {
		return c, err
	}
	home := filepath.Join(filepath.Dir(c.Journal), "demo")
	c.Station, c.Warehouse, c.Journal, c.Log = demoStation, demoWarehouse, filepath.Join(home, "journal"), filepath.Join(home, "packwright.log")
	c.Printer, c.Scale, c.Scanner = config.Printers{}, config.Scale{}, config.Scanner{}
	return c, os.MkdirAll(home, 0o700)
}

// demoMark is the file beside the demo's journal that says where its database
// is, while the demo runs.
func demoMark(journal string) string { return filepath.Join(filepath.Dir(journal), "database") }

// runningDemo is the database of a demo that runs, "" when none does: a second
// terminal finds it without being told.
func runningDemo(c config.Config) string {
	url, err := os.ReadFile(demoMark(filepath.Join(filepath.Dir(c.Journal), "demo", "journal")))
	if err != nil {
		return ""
	}
	return string(url)
}

// startDemo starts the private PostgreSQL in the folder in which everything of
// this user lies. Where none is installed it offers to run the one command that
// installs it.
func startDemo(ctx context.Context, o demoOptions, dir string) (*pglocal.Cluster, error) {
	private := pglocal.Options{Name: demoCluster, Dir: dir}
	cluster, err := pglocal.Start(ctx, private)
	var missing pglocal.ErrNotInstalled
	if !errors.As(err, &missing) {
		return cluster, err
	}
	if !o.yes && !agrees(missing) {
		return nil, missing
	}
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", missing.Install)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w", missing.Install, err)
	}
	return pglocal.Start(ctx, private)
}

// agrees asks on a terminal whether PostgreSQL may be installed.
func agrees(missing pglocal.ErrNotInstalled) bool {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return false
	}
	fmt.Fprintf(os.Stderr, "%s\nThis installs it:\n  %s\nRun it now? [y/N] ", missing.Error(), missing.Install)
	answer, err := bufio.NewReader(os.Stdin).ReadString('\n')
	return err == nil && strings.EqualFold(strings.TrimSpace(answer), "y")
}

// demoStore makes and migrates the demo's database and answers its URL.
func demoStore(ctx context.Context, cluster *pglocal.Cluster, o demoOptions, c config.Config) (string, error) {
	if o.fresh {
		if err := cluster.DropDatabase(ctx, demoDatabase); err != nil {
			return "", err
		}
		for _, dir := range []string{c.Journal, filepath.Join(filepath.Dir(c.Journal), "tape")} {
			if err := os.RemoveAll(dir); err != nil {
				return "", err
			}
		}
	}
	if err := cluster.CreateDatabase(ctx, demoDatabase, ""); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	url := cluster.URL(demoDatabase)
	if _, _, err := store.Migrate(ctx, url); err != nil {
		return "", err
	}
	return url, nil
}

// demoKey is the key of a deed that fills the warehouse: the same deed again
// does nothing.
func demoKey(what string) store.Stamp {
	return store.Stamp{Key: "demo." + what, Warehouse: demoWarehouse, By: "demo"}
}

// fillDemo fills the warehouse once, and tops its orders up.
func fillDemo(ctx context.Context, s *store.Store, o demoOptions) error {
	w := sim.NewWarehouse(o.seed, time.Now().UTC().Truncate(24*time.Hour))
	deeds := map[string]store.Deed{}
	order := []string{"warehouse", "station", "channel", "card", "locations", "totes"}
	deeds["warehouse"] = store.Warehouse{Code: demoWarehouse, Name: "Demo", TimeZone: "Europe/Berlin", Sender: w.Sender, CompanyPrefix: w.CompanyPrefix}
	deeds["station"] = store.AddStation{Name: demoStation}
	deeds["channel"] = store.Channel{Code: "demo"}
	deeds["card"] = store.ChannelNote{Channel: "demo", Text: sim.CardNote, Grams: 8}
	deeds["locations"] = store.Locations{Locations: demoLocations(w)}
	deeds["totes"] = store.Totes{Codes: w.Totes}
	for _, p := range w.People {
		name := "person." + p.Name
		order, deeds[name] = append(order, name), store.AddPerson{Name: p.Name, Role: p.Role, BadgeHash: store.BadgeHash(p.Badge)}
	}
	if err := doAll(ctx, s, order, deeds); err != nil {
		return err
	}
	if _, err := s.ImportProducts(ctx, demoWarehouse, w.Products, nil); err != nil {
		return err
	}
	if _, err := s.ImportCartons(ctx, demoWarehouse, w.Cartons, nil); err != nil {
		return err
	}
	stock := map[string]store.Deed{}
	var names []string
	for _, x := range w.Stock {
		name := "stock." + x.SKU + "." + x.Lot
		names, stock[name] = append(names, name), store.Put{SKU: x.SKU, Location: x.Location, Lot: x.Lot, Expiry: x.Expiry, Qty: x.Qty}
	}
	if err := doAll(ctx, s, names, stock); err != nil {
		return err
	}
	return topUp(ctx, s, w, o)
}

func doAll(ctx context.Context, s *store.Store, order []string, deeds map[string]store.Deed) error {
	for _, name := range order {
		if _, err := s.Do(ctx, demoKey(name), deeds[name]); err != nil {
			return fmt.Errorf("fill the demo warehouse: %s: %w", name, err)
		}
	}
	return nil
}

func demoLocations(w sim.Warehouse) []store.Location {
	list := make([]store.Location, len(w.Places))
	for i, p := range w.Places {
		list[i] = store.Location{Name: p.Name, Kind: p.Kind, Aisle: p.Aisle, Rack: p.Rack, Level: p.Level, CheckDigits: p.CheckDigits, Sequence: p.Sequence}
	}
	return list
}

// topUp takes in orders until enough wait.
func topUp(ctx context.Context, s *store.Store, w sim.Warehouse, o demoOptions) error {
	if _, err := s.Release(ctx, demoWarehouse, releaseMost); err != nil {
		return err
	}
	waiting, err := s.Orders(ctx, demoWarehouse, view.OrderFilter{State: "open", Limit: o.orders})
	if err != nil || len(waiting) >= o.orders {
		return err
	}
	all, err := s.Orders(ctx, demoWarehouse, view.OrderFilter{Limit: 1_000_000})
	if err != nil {
		return err
	}
	if _, err := s.ImportOrders(ctx, demoWarehouse, w.Orders(o.seed, 10001+len(all), o.orders-len(waiting), time.Now().UTC()), nil); err != nil {
		return err
	}
	_, err = s.Release(ctx, demoWarehouse, releaseMost)
	return err
}

// carrier is whom the demo's bench buys from.
func (o demoOptions) carrier(s *store.Store) carrier.Carrier {
	house := houseCarrier(s, demoWarehouse)
	if o.theirs {
		return carrier.NewVirtual(house, nil).Drawing()
	}
	return house
}

// runDemo runs bench, timers and devices until the packer leaves.
func runDemo(ctx context.Context, c config.Config, s *store.Store, v *virtualDevices, sells carrier.Carrier) error {
	restore, err := logTo(c.Log)
	if err != nil {
		return outside(err)
	}
	defer restore()
	b, err := newBench(c, s, sells)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	house := sim.NewWarehouse(1, time.Now())
	h := newHand(v, sim.Person{Badge: house.People[0].Badge, Totes: house.Totes, Slots: house.Slots()},
		func(line string) {
			b.engine.Send(station.Scanned{Device: "keyboard", Text: line, At: time.Since(b.began)})
		})
	all.Go(func() { v.run(ctx) })
	all.Go(func() { serve(ctx, s, station.ID(c.Warehouse)) })
	all.Go(func() { h.run(ctx) })
	return runScreen(ctx, c, b, screenOptions{hand: h})
}
