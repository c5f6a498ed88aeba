# The commands of the project; `make help` lists them.
SHELL := /bin/bash
BIN := .venv/bin
# Where `make run` keeps inbox, archive and database.
export REPORT_ETL_HOME ?= var
SAMPLES = $(wildcard samples/*/*.pdf samples/*/*.txt)

.DEFAULT_GOAL := help
.PHONY: help .venv run next test check bench golden faults format clean

help:  ## list the commands
	@grep -hE '^[a-z.]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv: .venv/installed  ## set up the virtual environment with pinned versions

.venv/installed: pyproject.toml constraints.txt
	@fits='import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'; \
	if ! $(BIN)/python -c "$$fits" 2>/dev/null; then \
	  for name in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	    if $$name -c "$$fits" 2>/dev/null; then python=$$name; break; fi; done; \
	  if [ -z "$$python" ]; then \
	    echo "Python 3.11, 3.12 or 3.13 with its venv module is needed (on Debian: python3-venv);" \
	      "install one, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; fi; \
	  $$python -m venv --clear .venv || exit 1; fi
	@echo "setting up .venv with $$($(BIN)/python --version); a few minutes the first time" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
	  --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python -m compileall -q src flows
	@touch $@

run: .venv  ## drop the sample reports into the inbox, run the flow once, show what was loaded
	@for file in $(SAMPLES); do \
	  folder=$$REPORT_ETL_HOME/inbox/$$(basename $$(dirname $$file)); mkdir -p $$folder; cp $$file $$folder/; done
	@echo "$(words $(SAMPLES)) sample reports dropped into $$REPORT_ETL_HOME/inbox"
	@$(BIN)/report-etl ingest --prefect || [ $$? -eq 1 ]
	@echo; $(BIN)/report-etl status
	@$(MAKE) --no-print-directory next

next:
	@echo; echo "next:"; \
	export='REPORT_ETL_HOME=$(REPORT_ETL_HOME) '; [ "$$REPORT_ETL_HOME" = var ] && export=; \
	file='$(firstword $(SAMPLES))'; \
	echo "  $$export$(BIN)/report-etl log $$(basename "$$file")"; \
	echo "  $$export$(BIN)/report-etl findings"; \
	echo "  $$export$(BIN)/report-etl extract $$file --format text"; \
	echo "  cp report.pdf $$REPORT_ETL_HOME/inbox/ && $$export$(BIN)/report-etl ingest"; \
	query='select issued, issuers_text, title from policies limit 5'; \
	echo "  $(BIN)/python -c \"import sqlite3; db = sqlite3.connect('$$REPORT_ETL_HOME/report_etl.db');" \
	  "[print(*row) for row in db.execute('$$query')]\""

test: .venv  ## run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv  ## format, lint, types, import contracts, generated files, tests: what CI demands
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/report-etl schemas check
	$(BIN)/python samples/draw.py --check
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: .venv  ## measure quality and speed, print the figures
	$(BIN)/python -m tests.bench

golden: .venv  ## rewrite expected results, JSON schemas and reference pages; then read the diff
	$(BIN)/python -m tests.golden
	$(BIN)/python -m report_etl.render
	$(BIN)/python -m tests.reference

faults: .venv  ## the long fault tests: crashes, full disks, lost connections
	REPORT_ETL_TEST_LONG=1 $(BIN)/python -m pytest -n 2 --dist loadfile tests/faults

format: .venv  ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## remove what the commands made
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
