# The commands of the project; `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check bench golden format clean

help:  ## list the commands
	@grep -hE '^[a-z.]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.venv: pyproject.toml constraints.txt  ## create the virtual environment with pinned versions
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14) and "Python 3.11 to 3.13 is needed: make PYTHON=python3.12 .venv")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch .venv

test: .venv  ## run the whole test suite
	$(BIN)/python -m pytest -n 2

check: .venv  ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

clean:  ## remove what the commands made
	rm -rf .venv var
