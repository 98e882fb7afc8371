# SPDX-License-Identifier: Apache-2.0
# The verbs. Meson does the work; this file only remembers how to ask it. `./bootstrap VERB` gets what a verb needs.
#   all test asan lint golden fuzz soak walk bench demo docs format clean install
# BUILD names the build folder, CC the compiler (`make CC=clang BUILD=build-clang test`), DUCKDB_DIR another DuckDB.

BUILD ?= build
FUZZ_SECONDS ?= 60
SOAK_STEPS ?= 10000
JOBS ?= $(shell nproc)
export PATH := $(CURDIR)/.tools/bin:$(PATH)
ifneq ($(origin CC),default)
export CC
endif
MESON_OPTIONS += $(if $(DUCKDB_DIR),-Dduckdb_dir=$(abspath $(DUCKDB_DIR)))

# The page: built before Meson is asked, because its files have their hash in their name.
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
WEB_PACKAGES := $(if $(wildcard web/package-lock.json),web/node_modules/.package-lock.json)
PAGE := $(if $(wildcard web/apps/web/index.html),web/apps/web/dist/index.html)

all: $(PAGE)
	@tools/configure $(BUILD) $(MESON_OPTIONS)
	@ninja -C $(BUILD) -j $(JOBS) --quiet

$(WEB_PACKAGES): web/package-lock.json
	@echo "web: fetching packages"
	@cd web && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json

$(PAGE): $(WEB_PACKAGES) $(WEB_SOURCES)
	@echo "web: building the page"
	@cd web && { npm run --silent build >build.log 2>&1 || { cat build.log; exit 1; }; }
	@touch $@

# Every suite prints TAP; the log of `meson test` has it all, and tools/test-summary counts it. A suite waits for disks, servers
# and browsers half of its time, so twice as many run as there are cores.
test: all
	@meson test -C $(BUILD) --no-rebuild --num-processes $$((2 * $(JOBS))) --quiet >/dev/null 2>&1 || true
	@tools/test-summary $(BUILD)/meson-logs/testlog.json

# The sanitizers make gcc warn of things that are not so; warnings are the ordinary build's business.
SANITIZED := -Db_sanitize=address,undefined -Db_lundef=false -Dc_args=-w

asan:
	@$(MAKE) --no-print-directory BUILD=build-asan MESON_OPTIONS="$(MESON_OPTIONS) $(SANITIZED)" test

lint: all
	@tools/lint $(BUILD)

golden: all
	@CENTAVO_GOLDEN=write CENTAVO_BIN=$(abspath $(BUILD))/centavo tests/golden/view/run

fuzz: $(PAGE)
	@CC=clang tools/configure build-fuzz $(MESON_OPTIONS) -Dfuzz=true $(SANITIZED)
	@ninja -C build-fuzz -j $(JOBS) --quiet
	@tools/fuzz build-fuzz $(FUZZ_SECONDS)

# Ten thousand steps in the lives of deliveries, an hour or two on two cores.
soak: all
	@CENTAVO_BIN=$(abspath $(BUILD))/centavo CENTAVO_WORLD_STEPS=$(SOAK_STEPS) CENTAVO_WORLD_JOBS=$(JOBS) tests/world/run

# Every screen as every kind of reader, with pictures in build/screenshots.
walk: all
	@CENTAVO_BIN=$(abspath $(BUILD))/centavo CENTAVO_SCREENSHOTS=$(abspath $(BUILD))/screenshots CENTAVO_WALK=all tests/walk/run

bench: all
	@ninja -C $(BUILD) --quiet bench_duckdb_run bench_hello
	@bench/run $(BUILD)

demo: all
	@tools/demo $(BUILD)/centavo

format:
	@clang-format -i $(shell find src tests bench -name "*.[ch]" 2>/dev/null)

docs: all
	@tools/docs $(BUILD)/centavo write

install: all
	@meson install -C $(BUILD) --no-rebuild

clean:
	@rm -rf build build-* web/apps/web/dist

.PHONY: all test asan lint golden fuzz soak walk bench demo docs install clean
