# Everything a developer or a newcomer runs. Needs Python 3.11 or later and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 4

.DEFAULT_GOAL := help
.PHONY: help demo test test-changed test-clocks check check-types check-rest bench eval clean pins

help:
	@echo 'make demo     try the bot on this machine, with a Slack of its own (FRESH=1 starts over, PORT=8201 moves)'
	@echo 'make test     run the tests, on SQLite and PostgreSQL (BROWSER=1: in Chromium too)'
	@echo 'make test-changed  in 3 minutes, those that reach what changed since the last commit (or BASE=main)'
	@echo 'make test-clocks  those that read a clock, on days that are special (needs faketime)'
	@echo 'make check    style, types, layers, dependencies, the app manifest and the packs'
	@echo 'make bench    measure, and print a table'
	@echo 'make eval     how well messages are understood, by labelled sets (ARGS=--failures)'
	@echo 'make clean    remove what was installed and built; the demo keeps its data'
	@echo 'make pins     compile requirements*.txt anew from pyproject.toml (needs uv)'

demo: $(STAMP)
	$(BIN)/cpdbot demo $(if $(FRESH),--fresh) $(if $(PORT),--port $(PORT))

# Tests start processes: they start sooner where compiled files are kept.
test: $(STAMP)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal \
		$(if $(BROWSER),,-m 'not browser') $(ARGS)

# "Did I break it?": what is near to the change and cheap comes first.
test-changed: $(STAMP)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.changed $(or $(BASE),HEAD) $(ARGS)

# What reads the machine's clock, in the middle of a working day, on the Sunday on which clocks go
# back, on 29 February, and while the year changes; each in another time zone. Rules, services and
# storage are given a clock and never read one, which ruff sees to (`banned-api`): services are
# tried while the year changes, furthest from UTC, and their tests stay out of the other three. On
# SQLite alone, since the PostgreSQL server is started with a sleep that libfaketime refuses
# (and so are subprocesses that are given a time limit).
CLOCKS := '2027-02-10 12:00:00 America/Los_Angeles' '2027-10-31 01:59:30 BST Europe/London' \
	'2028-02-29 09:30:00 Asia/Kolkata' '2027-12-31 23:59:40 Pacific/Auckland'
CLOCKED := $(addprefix tests/,upgrade/test_records.py \
	integration/bench/test_slack.py $(patsubst %,unit/bench/test_%.py,serving slack targets team) \
	$(patsubst %,scenario/%.py,intake/test_commands intake/test_events intake/test_requests \
	members/test_home members/test_onboarding nudges/test_nudges record/test_flagship \
	record/test_planned record/test_what_is_this_message))

# Clocks that only count go on as they are: threads and event loops wait by them.
test-clocks: export FAKETIME_DONT_FAKE_MONOTONIC = 1
test-clocks: export FAKETIME_FORCE_MONOTONIC_FIX = 0
test-clocks: export NO_FAKE_STAT = 1
test-clocks: $(STAMP)
	@command -v faketime > /dev/null || { echo 'faketime is needed: apt-get install faketime'; exit 1; }
	@set -e; export PYTHONDONTWRITEBYTECODE=; for clock in $(CLOCKS); do \
		export TZ=$${clock##* }; at=$${clock% *}; \
		faketime "$$at" date; \
		faketime "$$at" $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal \
			-m 'not postgresql' $(CLOCKED) $$(test $$TZ = Pacific/Auckland && echo tests/services) \
			$(ARGS); \
	done

# In two parts, for `make -j2 check`: types take as long as all the rest.
check: check-types check-rest

check-types: $(STAMP)
	$(BIN)/mypy

check-rest: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/deptry sandbox/src --config sandbox/pyproject.toml
	$(BIN)/cpdbot manifest > /dev/null
	for pack in bot/policy/packs/*.yaml; do $(BIN)/cpdbot policy check $$pack || exit 1; done

bench: $(STAMP)
	$(BIN)/python -m bench $(ARGS)

eval: $(STAMP)
	$(BIN)/python -m evaluation $(ARGS)

clean:
	rm -rf $(VENV) build dist sandbox/dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache bench/.previous
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Done once, and again when the pins change. Nothing is fetched but what the pins' hashes name.
$(STAMP): requirements-dev.txt pyproject.toml sandbox/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed: make PYTHON=/path/to/python3.11'; exit 1; }
	$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation \
		--editable . --editable sandbox
	@touch $@

# What the bot needs where it runs, and what developers need, the sandbox included.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make pins' --quiet

pins:
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) sandbox/pyproject.toml --group dev --output-file requirements-dev.txt
