# Everything runs from here. `make demo` and `make test` do their own set-up.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.stamp-run
DEV_STAMP := $(VENV)/.stamp-dev
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser test-services lint types format bench lock static pdf-libs clean

help: ## Show what you can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(VENV)/bin/python:
	@echo "→ Python-omgeving maken in $(VENV)"
	@command -v $(PYTHON) >/dev/null || { echo "Python ontbreekt. Installeer het met: apt-get install python3 python3-venv python3-pip"; exit 1; }
	@$(PYTHON) -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' || { echo "Python 3.11 of nieuwer is nodig; hier staat $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Het onderdeel venv ontbreekt. Installeer het met: apt-get install python3-venv"; exit 1; }

$(RUN_STAMP): requirements.txt | $(VENV)/bin/python
	@echo "→ Pakketten installeren (vast op versie en hash)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt | $(VENV)/bin/python
	@echo "→ Pakketten voor de tests installeren (vast op versie en hash)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(RUN_STAMP)

static: $(RUN_STAMP) ## Make the style sheet and the letter
	@echo "→ Stijlblad en lettertype klaarzetten"
	@$(MANAGE) build_static

demo: $(RUN_STAMP) static ## Run the portal with real reference data and a made-up province (PORT=8000)
	@DEMO=1 $(MANAGE) demo --port $(PORT)

test: $(DEV_STAMP) lint types ## Run the suite on SQLite, without browser or servers
	@echo "→ Tests op SQLite"
	@$(BIN)/python -m pytest

test-browser: $(DEV_STAMP) static ## Run the journeys in a real browser (ONLY=tests/journeys/test_x.py for some)
	@$(BIN)/python -m tests.browser $(ONLY)

test-services: $(DEV_STAMP) ## Run the suite on PostgreSQL and Redis
	@$(BIN)/python -m tests.services

lint: $(DEV_STAMP) ## Check style, imports, templates and migrations
	@echo "→ Stijl, ladder, sjablonen en migraties nakijken"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djlint --quiet --lint templates
	@DJANGO_SETTINGS_MODULE=steunpunt.settings.test $(MANAGE) makemigrations --check --dry-run >/dev/null
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml

types: $(DEV_STAMP) ## Check types
	@echo "→ Types nakijken"
	@$(BIN)/mypy

format: $(DEV_STAMP) ## Put style right
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: $(DEV_STAMP) ## Measure the engine and the pages
	@$(BIN)/python -m benchmarks.engine
	@$(BIN)/python -m benchmarks.engine_database
	@$(BIN)/python -m benchmarks.max_dual
	@$(BIN)/python -m benchmarks.wake_up
	@$(BIN)/python -m benchmarks.import_rows
	@$(BIN)/python -m benchmarks.supply_demand
	@$(BIN)/python -m benchmarks.what_if
	@$(BIN)/python -m benchmarks.dossier
	@$(BIN)/python -m benchmarks.pages

lock: ## Renew the locked requirements (maintainers; needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

pdf-libs: ## Bring Pango, for PDF files
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null && echo "Pango is er al." || { echo "→ Pango installeren"; apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 || echo "Vraag je beheerder: apt-get install libpango-1.0-0 libpangoft2-1.0-0"; }

clean: ## Remove what the commands above made
	rm -rf $(VENV) var staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis
