# Every command of Alongside. `make` or `make help` lists them.

export ALONGSIDE_VAR ?= $(CURDIR)/var
export PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
IN := $(VENV)/bin
MANAGE := $(IN)/python manage.py
DONE := $(ALONGSIDE_VAR)/done
PIP := $(IN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes
NODE_IS_HERE := command -v npm >/dev/null && node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null
WHICH := $(shell printf %s "$(DATABASE_URL)" | cksum | cut -d' ' -f1)
MIGRATIONS := $(wildcard alongside/*/migrations/*.py)
ASSETS := $(shell find alongside/shell/assets alongside/*/static -type f 2>/dev/null)

# A database that was removed by hand has to be made again, whatever is noted.
ifeq ($(DATABASE_URL)$(wildcard $(ALONGSIDE_VAR)/alongside.sqlite3),)
$(shell rm -f $(DONE)/database-$(WHICH) $(DONE)/demo-$(WHICH))
endif

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench demo screenshots messages lock backup restore

help: ## list the commands
	@echo "Alongside: a council's promises to children in care and care leavers, kept."
	@echo
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: export DEMO ?= 1
run: $(DONE)/static $(DONE)/database-$(WHICH) $(DONE)/demo-$(WHICH) ## serve the demo council at http://localhost:8000 (PORT=… for another port)
	@exec $(IN)/python -m alongside.config.serve

demo: ## build the demo council anew, as of today
ifneq ($(DATABASE_URL),)
	@echo "make demo makes the SQLite file anew. Empty the database that DATABASE_URL names by its own means, then make run."; exit 1
endif
	@rm -f $(ALONGSIDE_VAR)/alongside.sqlite3* $(DONE)/database-$(WHICH) $(DONE)/demo-$(WHICH)
	@$(MAKE) --no-print-directory DEMO=1 $(DONE)/static $(DONE)/demo-$(WHICH)

test: $(VENV)/dev $(DONE)/assets ## run every test: SQLite, PostgreSQL, journeys in Chromium
	@tests/everything

check: export DEMO = 1
check: $(VENV)/dev ## look for faults without running tests; changes nothing
	@$(IN)/ruff check .
	@$(IN)/ruff format --check --quiet . || { echo "Some files are not formatted: run make fix."; exit 1; }
	@$(IN)/mypy
	@$(IN)/lint-imports --no-cache --no-logo
	@$(MANAGE) makemigrations --check --dry-run --verbosity 0 || { echo "A migration is missing: run manage.py makemigrations."; exit 1; }
	@$(MANAGE) print_documents --check
	@$(IN)/python -m alongside.law print | cmp --silent - docs/generated/law.md || { echo "docs/generated/law.md is out of date: run make fix."; exit 1; }

fix: export DEMO = 1
fix: $(VENV)/dev ## mend what a machine can mend: lint, format, printed documents
	@$(IN)/ruff check --fix --quiet . || true
	@$(IN)/ruff format --quiet .
	@$(MANAGE) print_documents
	@$(IN)/python -m alongside.law print > docs/generated/law.md

bench: $(VENV)/dev $(DONE)/assets ## measure what has to be fast, beside what else one could pick
	@$(IN)/python -m benchmarks

screenshots: export DEMO = 1
screenshots: $(VENV)/dev $(DONE)/static $(DONE)/database-$(WHICH) $(DONE)/demo-$(WHICH) ## take the pictures in docs/screenshots
	@$(IN)/python -m tests.journeys.screenshots

messages: export DEMO = 1
messages: $(VENV)/main ## bring the catalogues of other languages up to the sentences of the public pages
	@$(MANAGE) make_messages

backup: $(VENV)/main ## write everything into one file in var/backups (TO=… for another file), while people work
	@$(MANAGE) backup $(if $(TO),--to "$(TO)")

restore: $(VENV)/main ## restore a backup into an empty database: make restore FILE=…
	@test -n "$(FILE)" || { echo "Say which: make restore FILE=var/backups/alongside-….tar.gz"; exit 1; }
	@$(MANAGE) restore "$(FILE)"

lock: $(VENV)/dev ## compile the lock files again from pyproject.toml
	@$(IN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url -o requirements.lock
	@$(IN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --group dev -c requirements.lock -o requirements-dev.lock
	@$(IN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --group assets -o requirements-assets.lock

# What the commands above stand on. Each is made once and again only when what it is made from has changed.

$(VENV)/main: requirements.lock
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Alongside needs Python 3.11 or newer (PYTHON=/path/to/python names one)."; exit 1; }
	@test -x $(IN)/python || { echo "Making a Python environment in $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what Alongside stands on (about a minute) ..."
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/main
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements-dev.lock
	@touch $@

$(DONE)/assets: package-lock.json package.json $(ASSETS) | $(VENV)/main
	@mkdir -p $(DONE)
	@$(NODE_IS_HERE) || { echo "No Node 20 here: installing it into $(VENV) ..."; $(PIP) -r requirements-assets.lock; }
	@echo "Building the style sheets ..."
	@$(NODE_IS_HERE) || export PATH="$(CURDIR)/$(IN):$$PATH"; npm ci --silent && npm run build --silent
	@touch $@

$(DONE)/static: $(DONE)/assets $(VENV)/main
	@mkdir -p $(DONE)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@

$(DONE)/database-$(WHICH): $(MIGRATIONS) $(VENV)/main
	@mkdir -p $(DONE)
	@echo "Preparing the database ..."
	@$(MANAGE) migrate --verbosity 0
	@touch $@

$(DONE)/demo-$(WHICH): | $(DONE)/database-$(WHICH)
	@echo "Building the demo council ..."
	@DEMO=1 $(MANAGE) build_demo
	@touch $(ALONGSIDE_VAR)/demo $@
