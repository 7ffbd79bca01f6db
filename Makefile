# Everything that is typed to work on Packwright. Go, git and make are enough:
# `make demo` and `make test` install PostgreSQL first where there is none.

GO   ?= go
SUDO  = $(if $(filter 0,$(shell id -u)),,sudo)

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT     = mvdan.cc/gofumpt@v0.10.0
DEADCODE    = golang.org/x/tools/cmd/deadcode@v0.52.0

.PHONY: help demo build test lint race e2e real bench fuzz garbage labels printers-soak bench-carton check-carton stall carriers peers install-peers sscc crash books soak failover sim-night restart install-postgres

help:
	@echo 'make demo              a bench with a demo warehouse, on a private PostgreSQL'
	@echo 'make build             the program, as bin/packwright'
	@echo 'make test              all tests, then lint'
	@echo 'make lint              go vet, gofumpt, staticcheck, deadcode'
	@echo 'make race              all tests under the race detector'
	@echo 'make e2e               orders shipped through the demo on a pseudo-terminal'
	@echo 'make real              500 orders of a real shop, every label decoded; in minutes'
	@echo 'make bench             what a person waits for, measured'
	@echo 'make fuzz              every fuzz test for 10 minutes; FUZZTIME=10s FUZZ=folder for less'
	@echo 'make garbage           100 MB of noise on every channel of scans; in minutes'
	@echo 'make labels            500 random labels of every symbology, drawn and read; in minutes'
	@echo 'make printers-soak     1,000 ship labels with faults, the bench killed 200 times at each step; in minutes'
	@echo 'make bench-carton      2,166 real orders packed, beside the best packer known'
	@echo 'make check-carton      a million drawn orders packed, every plan proven; in 15 minutes'
	@echo 'make stall             a printer that holds its line for 30 s: nothing lost, the screen answers'
	@echo 'make carriers          carriers'\'' labels drawn before and after cleaning'
	@echo 'make peers             CUPS and LPrint print on the virtual printer'
	@echo 'make sim-night         100,000 simulated shifts with every fault, every invariant checked; in minutes'
	@echo 'make sscc              20 stations take 10,000 parcel numbers each, at once; in minutes'
	@echo 'make crash             a process that writes the journal, killed 10,000 times; each fault of the disk; in minutes'
	@echo 'make failover          200 failovers of a real database under busy stations; in 15 minutes'
	@echo 'make books             what always holds, checked of 100,000 shipped orders; in minutes'
	@echo 'make restart           10,000 picks without the database, a start, everything sent'
	@echo 'make soak              four benches ship 10,000 orders, by their clocks in ten days: nothing grows; in half an hour'
	@echo 'make install-postgres  the PostgreSQL server, if it is not installed'

demo: install-postgres
	$(GO) run ./cmd/packwright demo

build:
	$(GO) build -trimpath -ldflags '-s -w' -o bin/packwright ./cmd/packwright

test: install-postgres
	$(GO) test -timeout 12m ./...
	@$(MAKE) --no-print-directory lint

race: install-postgres
	$(GO) test -race -timeout 30m ./...

e2e: install-postgres
	$(GO) test ./cmd/packwright -run TestE2E -count=1 -v

# The first part of it, in less than a minute, is among the tests.
real: install-postgres
	PACKWRIGHT_ALL=1 $(GO) test ./cmd/packwright -run TestRealInput -count=1 -v -timeout 30m

bench: install-postgres
	$(GO) test -run xxx -bench . ./...

# Every fuzz test there is, one after the other, each for FUZZTIME; FUZZ names
# the folders to look into. A new one is found by its name.
FUZZ     ?= .
FUZZTIME ?= 10m

fuzz:
	@grep -rE '^func Fuzz[A-Za-z0-9]+\(' --include='*_test.go' $(FUZZ) | \
	sed -E 's|/[^/]*:func (Fuzz[A-Za-z0-9]+).*| \1|' | sort | { \
	while read -r folder name; do \
		echo "$$folder $$name"; \
		$(GO) test "./$$folder" -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) </dev/null || exit 1; \
	done; }

# 10 MB a channel are among the tests.
garbage: install-postgres
	PACKWRIGHT_ALL=1 $(GO) test ./cmd/packwright -run TestGarbage -count=1 -v -timeout 30m

# Drawn and read by programs of others, in ../shared or where PACKWRIGHT_SHARED
# says. Six of them are among the tests.
labels:
	PACKWRIGHT_ALL=1 $(GO) test ./printers/zpl -run TestRandomLabels -count=1 -v -timeout 30m
	PACKWRIGHT_ALL=1 PACKWRIGHT_LABELS=500 $(GO) test ./printers/label -run 'TestEveryBarcode|TestNoField' -count=1 -v -timeout 30m

# 300 of them are among the tests. It fails when a rule is broken, or when a fault
# did not happen as often as EACH. A seed that fails is played again with SEEDS=1
# SEED=its number EACH=0.
SEEDS ?= 100000
SEED  ?= 1
EACH  ?= $(shell expr $(SEEDS) / 100)

sim-night: build
	bin/packwright sim --seeds $(SEEDS) --seed $(SEED) --each $(EACH) --workers $(or $(WORKERS),$(shell nproc 2>/dev/null || echo 1))

# A tenth of it is among the tests. A seed that fails is drawn again with
# PACKWRIGHT_SEED.
printers-soak:
	PACKWRIGHT_ALL=1 $(GO) test ./station/sim -run TestPaper -count=1 -v -timeout 30m

# Needs the real orders, in ../shared or where PACKWRIGHT_SHARED says. It fails
# when a goal is missed. One order in twenty is among the tests.
bench-carton:
	PACKWRIGHT_ALL=1 $(GO) test ./cmd/packwright -run TestCartonGoals -count=1 -v

# 2,000 of them are among the tests. A seed that fails is drawn again, alone,
# with PACKWRIGHT_CARTON_SEED.
check-carton:
	PACKWRIGHT_CARTON_ORDERS=1000000 $(GO) test ./station/carton -run TestEveryPlanIsValid -count=1 -v -timeout 12h

# 250 KB into a printer of 1 KB, in real time, and what a packer waits for
# meanwhile. Shorter ones are among the tests.
stall: install-postgres
	PACKWRIGHT_ALL=1 $(GO) test ./printers -run TestTheKernelHoldsALargeLabelBack -count=1 -v
	PACKWRIGHT_ALL=1 $(GO) test ./cmd/packwright -run TestScansWhileThePrinterHoldsTheLine -count=1 -v

# Every sample of a carrier's label, drawn before and after it is cleaned. A few
# are among the tests.
carriers:
	PACKWRIGHT_ALL=1 $(GO) test ./printers/zpl/foreign -run TestDrawnPixels -count=1 -v -timeout 10m

# Programs of others as clients of the virtual printer. Their servers run on
# sockets of their own in a folder that goes: nothing of the system is changed.
peers: install-peers
	PATH="$$PATH:/usr/sbin" PACKWRIGHT_PEERS=1 $(GO) test ./printers -run TestPeer -count=1 -v -timeout 10m

install-peers:
	@missing=; for p in cupsd:cups lp:cups-client lprint:lprint; do \
		PATH="$$PATH:/usr/sbin" command -v $${p%%:*} >/dev/null 2>&1 || missing="$$missing $${p##*:}"; done; \
	[ -z "$$missing" ] || if command -v apt-get >/dev/null 2>&1; then \
		$(SUDO) apt-get update && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing; \
	else echo "Install$$missing with the package manager of this system." >&2; exit 1; fi

# 200 each are among the tests.
sscc: install-postgres
	PACKWRIGHT_ALL=1 $(GO) test ./station/store -run TestNoSSCCIsGivenTwice -count=1 -v -timeout 30m

# 40 kills, and one fault in sixteen, are among the tests. The faults need strace.
CRASH ?= 10000

crash:
	PACKWRIGHT_CRASH=$(CRASH) $(GO) test ./station/journal -run 'TestNothingIsLostByAKill|TestFaultsOfTheSystem|TestNoFault|TestNoFlippedBit' -count=1 -v -timeout 120m

# Half of them with a standby in step, half with one that is 50 ms behind. Two are
# among the tests.
FAILOVERS ?= 200

failover: install-postgres
	PACKWRIGHT_FAILOVERS=$(FAILOVERS) $(GO) test ./station/store/failover -count=1 -v -timeout 60m

# How long packwright doctor books takes where so many orders were shipped.
BOOKS ?= 100000

books: install-postgres
	PACKWRIGHT_BOOKS=$(BOOKS) $(GO) test ./station/store -run TestTheBooksOfAYear -count=1 -v -timeout 30m
# A twentieth of it is among the tests.
restart: install-postgres
	PACKWRIGHT_ALL=1 $(GO) test ./cmd/packwright -run TestRestartAfterALongOutage -count=1 -v -timeout 10m

# 8 orders are among the tests.
ORDERS ?= 10000

soak: install-postgres
	PACKWRIGHT_SOAK=$(ORDERS) $(GO) test ./cmd/packwright -run TestSoak -count=1 -v -timeout 180m

# deadcode counts tests as callers: it finds what nobody calls at all.
lint:
	$(GO) vet ./...
	@echo gofumpt -l .
	@files=$$($(GO) run $(GOFUMPT) -l .) && if [ -n "$$files" ]; then \
		echo "not formatted, run $(GO) run $(GOFUMPT) -w on:" >&2; echo "$$files" >&2; exit 1; fi
	$(GO) run $(STATICCHECK) ./...
	@echo deadcode -test ./...
	@dead=$$($(GO) run $(DEADCODE) -test ./...) && if [ -n "$$dead" ]; then \
		echo "nobody calls:" >&2; echo "$$dead" >&2; exit 1; fi

# The server's programs, wherever the packages of different systems put them.
postgres = $(firstword $(wildcard $(addsuffix /initdb, $(PACKWRIGHT_PGBIN) \
	/usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/lib/postgresql[0-9]*/bin \
	/usr/lib64/postgresql-*/bin /usr/libexec/postgresql[0-9]* \
	/opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
	/opt/local/lib/postgresql*/bin /usr/local/pgsql/bin \
	$(subst :, ,$(PATH)))))

# On Debian a drop-in keeps the package from setting up and starting a cluster
# of its own: only the programs are wanted.
no_cluster = /etc/postgresql-common/createcluster.d/packwright.conf

install-postgres:
ifeq ($(postgres),)
	@echo 'PostgreSQL is not installed on this machine. Installing it.'
	@set -e; has() { command -v "$$1" >/dev/null 2>&1; }; \
	if has apt-get; then \
		$(SUDO) mkdir -p $(dir $(no_cluster)); \
		echo 'create_main_cluster = false' | $(SUDO) tee $(no_cluster) >/dev/null; \
		trap '$(SUDO) rm -f $(no_cluster)' EXIT; \
		$(SUDO) apt-get update; \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; \
	elif has dnf; then $(SUDO) dnf install -y postgresql-server postgresql-contrib; \
	elif has zypper; then $(SUDO) zypper --non-interactive install postgresql-server postgresql-contrib; \
	elif has pacman; then $(SUDO) pacman -S --needed --noconfirm postgresql; \
	elif has apk; then $(SUDO) apk add postgresql postgresql-contrib; \
	elif has brew; then brew install postgresql@17; \
	else echo 'Install the PostgreSQL server, 15 or newer, with the package manager of this system.' >&2; exit 1; fi
endif
