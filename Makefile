# Readout: `make report` turns articles into reports, `make test` runs the tests, `make help` lists all targets.
SHELL := /bin/sh
.DEFAULT_GOAL := help

ARTICLES ?= articles
OUT ?= reports
JOBS ?= 2

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# The newest Python that is there and new enough, unless PYTHON names one.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
install = uv pip install --quiet --python $(BIN)/python --compile-bytecode
create = uv venv --quiet --python $(PYTHON) $(VENV)
else
install = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
create = $(PYTHON) -m venv $(VENV)
endif

.PHONY: help setup report test lint figures lab lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10
	@echo
	@echo 'make report ARTICLES=folder OUT=folder   reports for your own articles'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Readout needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@echo 'Making $(VENV) with $(PYTHON) ...' >&2
	@$(create)

# Each stamp is newer than all that shaped it, so nothing is installed twice.
$(VENV)/ready: requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Installing Readout, its dependencies and the language model ...' >&2
	@$(install) --require-hashes --only-binary :all: -r requirements.lock
	@$(install) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m ipykernel install --sys-prefix --name python3 --display-name Readout >/dev/null
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	@echo 'Installing what the tests need ...' >&2
	@$(install) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

setup: $(VENV)/ready ## Set up the environment only

report: $(VENV)/ready ## Turn ARTICLES (articles/) into HTML reports in OUT (reports/)
	@$(BIN)/readout report "$(ARTICLES)" --output "$(OUT)" --jobs $(JOBS) $(REPORT_OPTIONS)

test: $(VENV)/ready-dev ## Run the tests
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile

lint: $(VENV)/ready-dev ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

figures: $(VENV)/ready ## Measure anew what docs/accuracy.md says (GOLD=folder of further gold)
	@$(BIN)/readout evaluate all $(if $(GOLD),--gold "$(GOLD)") --write docs/accuracy.md

lab: $(VENV)/ready ## Open JupyterLab on notebooks/
	@$(BIN)/jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks/explore.ipynb

lock: ## Renew the hash-pinned lock files (needs uv)
	@uv pip compile pyproject.toml --extra model --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' --quiet --output-file requirements.lock
	@uv pip compile pyproject.toml --extra model --extra build --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --constraint requirements.lock --custom-compile-command 'make lock' --quiet \
		--output-file requirements-dev.lock

clean: ## Remove the environment and the generated reports
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
	@find reports -mindepth 1 ! -name README.md -delete
