# Everything a person runs. `make demo` and `make test` need Python 3.11 and make, nothing else.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
CATALOGUES := $(wildcard assistance/locale/*/LC_MESSAGES/django.po)
COMPILED := $(CATALOGUES:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types contracts migrations-check pytest pytest-database bench floor schema examples format messages lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: .venv/installed .env $(COMPILED) ## Make .venv from the lock, .env with a secret key, and the compiled catalogues

demo: setup staticfiles/staticfiles.json ## Read the demo's releases, replay the decisions on them, serve the site and work in the background (PORT=8000)
	@$(BIN)/python -c "import socket; socket.create_server(('127.0.0.1', $(PORT))).close()" 2>/dev/null \
		|| { echo "Port $(PORT) is taken. Choose another one: make demo PORT=8001"; exit 1; }
	@$(MANAGE) migrate -v0
	@echo "Reading the releases in fixtures/releases …"
	@$(MANAGE) demo_login >.venv/login
	@$(MANAGE) import_releases -v0 --by staff fixtures/releases
	@echo "Replaying the staff's decisions on them …"
	@$(MANAGE) replay_decisions --by staff fixtures/decisions fixtures/releases
	@echo "Reading exchange rates …"
	@$(MANAGE) import_rates -v0 --ecb --by staff
	@echo
	@echo "Public pages:  http://127.0.0.1:$(PORT)/"
	@echo "Admin:         http://127.0.0.1:$(PORT)/admin/"
	@echo "API:           http://127.0.0.1:$(PORT)/api/v1/"
	@cat .venv/login
	@echo "Stop with Ctrl+C."
	@$(MANAGE) db_worker -v0 --interval 2 --no-reload & worker=$$!; \
		trap 'kill -TERM $$worker 2>/dev/null; wait $$worker 2>/dev/null' EXIT; trap : INT TERM; \
		$(BIN)/gunicorn tracker.wsgi --bind 127.0.0.1:$(PORT) --worker-class gthread --workers 2 --threads 4 --log-level warning

test: lint types contracts migrations-check pytest ## All checks: lint, types, contracts, migrations, tests

lint: .venv/installed-dev ## Style of Python and templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --check --quiet assistance/templates

types: .venv/installed-dev .env ## mypy, strict
	$(BIN)/mypy

contracts: .venv/installed-dev ## The four floors: which part may import which
	$(BIN)/lint-imports

migrations-check: .venv/installed-dev .env ## Whether a model changed without its migration
	$(MANAGE) makemigrations --check --dry-run

pytest: .venv/installed-dev .env $(COMPILED) ## The tests, on the database in DATABASE_URL (SQLite unless set)
	$(BIN)/pytest -n auto --dist worksteal -m "not browser"

pytest-database: .venv/installed-dev .env $(COMPILED) ## Those tests that a database or a cache can fail: all but those of plain Python and the walks over every address
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not walk" --database-only

bench: .venv/installed-dev .env ## How fast reading and importing are; SIZES="500 1000 2500 5000" (kB) for long texts
	@$(BIN)/python -m tests.bench $(SIZES)

floor: .venv/installed-dev .env ## Lift the floor of the extractor's figures to what it reaches; LOWER=1 lets it fall too
	@$(BIN)/python -m tests.extraction.floor $(if $(filter 1,$(LOWER)),--lower)

schema: .venv/installed-dev .env ## Write the API's schema, as the tests hold it, anew
	$(MANAGE) spectacular --fail-on-warn --validate --format openapi-json | $(BIN)/python -m json.tool --indent 1 --no-ensure-ascii - tests/api/schema.json

examples: .venv/installed-dev .env ## Take the examples in the API's schema anew from the demo's database, then write the schema
	$(BIN)/python -m tests.api.examples
	@$(MAKE) -s schema

format: .venv/installed-dev ## Put Python and templates into form
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	$(BIN)/djlint --reformat --quiet assistance/templates

messages: .venv/installed-dev .env ## Gather the texts to translate (needs GNU gettext)
	$(MANAGE) makemessages --locale uk --no-obsolete --no-wrap --ignore .venv

lock: .venv/installed-dev ## Resolve the dependencies of pyproject.toml anew into the lock files
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --group dev --constraint requirements.lock -o requirements-dev.lock

clean: ## Remove what was made: environment, database, settings, caches
	rm -rf .venv .env tracker.sqlite3* staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info[:2] < (3, 11) and 'Python 3.11 is needed: make PYTHON=/path/to/python3.11 …')"
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/installed

.env: | .venv/bin/python
	@$(BIN)/python -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(50)); print('DEMO_PASSWORD=' + secrets.token_urlsafe(9)); print('HTTPS=false')" > .env
	@chmod 600 .env
	@echo "Wrote .env with a new secret key, for this machine only."

staticfiles/staticfiles.json: .venv/installed $(shell find assistance/static -type f) | .env
	@$(MANAGE) collectstatic -v0 --noinput
	@touch $@

%.mo: %.po | .venv/installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
