# The only commands to know. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench serve build lock clean
SHELL := /bin/bash

PYTHON ?= python3
PORT ?= 8000
DATA ?= data
T ?= tests

# Python's bytecode is kept whatever the machine says: the tests start hundreds of processes.
export PYTHONDONTWRITEBYTECODE :=

# What does not need one another is done at once; what each of it says stays together.
AT_ONCE := $(MAKE) -j $(shell nproc 2>/dev/null || echo 2) --no-print-directory \
           $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
ON_EVERY_CORE := -n auto --dist worksteal

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STATIC := server/cairn_server/static/index.html
LOCALES := pwa/src/locales/.compiled
PO := $(shell find pwa/locales server/cairn_server/worksheets/locales -name '*.po' 2>/dev/null)
APP := $(shell find pwa/src pwa/public pwa/build pwa/index.html pwa/vite.config.ts -type f -not -path '*/locales/*' 2>/dev/null) \
       $(shell find server/cairn_server/worksheets/templates -type f 2>/dev/null)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(BIN)/.run $(STATIC) ## start Cairn with demo data on http://127.0.0.1:8000 (PORT=, DATA=)
	@$(BIN)/cairn serve --demo --port $(PORT) --data $(DATA)

test: ## everything: format, lint, types, and every test (T=tests/sync for a part)
	@$(AT_ONCE) lint test-app $(STATIC) tests/stock/node_modules/.installed chromium
	$(BIN)/pytest $(ON_EVERY_CORE) $(T)

check: ## the quick half: format, lint, types, tests without a browser
	@$(AT_ONCE) lint test-app $(STATIC)
	$(BIN)/pytest $(ON_EVERY_CORE) tests -m "not browser" --ignore tests/browser --ignore tests/simulation

.PHONY: lint lint-server lint-app test-app chromium
lint: lint-server lint-app

lint-server: $(BIN)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell server sync tests pwa/src docs README.md CHANGELOG.md
	$(BIN)/python -m cairn_server.translations check

lint-app: pwa/node_modules/.installed $(LOCALES)
	npm --prefix pwa run check --silent

test-app: pwa/node_modules/.installed $(LOCALES)
	npm --prefix pwa test --silent

chromium: | $(BIN)/python # one apt-get at a time
	@.ci/chromium

fix: $(BIN)/.dev pwa/node_modules/.installed ## format, and apply the safe fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm --prefix pwa run fix --silent

bench: $(BIN)/.dev $(STATIC) tests/stock/node_modules/.installed ## speed and memory, as ratios measured in one run
	$(BIN)/python -m tests.benchmarks

serve: $(BIN)/.dev $(STATIC) ## development: the server reloads, the app rebuilds, on PORT
	@npm --prefix pwa run build -- --watch & trap 'kill %1' EXIT; \
	$(BIN)/cairn serve --demo --reload --port $(PORT) --data $(DATA)

build: $(STATIC) ## build the app into server/cairn_server/static

lock: ## renew the locks (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --group build pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --group build --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove what was built or installed; the data folder stays
	rm -rf .venv pwa/node_modules tests/stock/node_modules server/cairn_server/static pwa/src/locales

# -- What the commands above need; made once, and again when what they stand on changes ---------

$(BIN)/python:
	@.ci/venv $(PYTHON)

$(BIN)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/.dev: requirements-dev.txt $(BIN)/.run
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

%/node_modules/.installed: %/package-lock.json
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
	    || { echo "Cairn's app needs Node 20.19 or later to build."; exit 1; }
	npm --prefix $* ci --no-audit --no-fund --loglevel=error
	@touch $@

$(LOCALES): $(PO) $(wildcard server/cairn_server/plain/*.py server/cairn_server/routes/plain*.py) $(wildcard server/cairn_server/translations/*.py) | $(BIN)/.run
	$(BIN)/python -m cairn_server.translations compile
	@touch $@

$(STATIC): $(APP) $(LOCALES) pwa/node_modules/.installed
	npm --prefix pwa run build --silent
	@touch $@
