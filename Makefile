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

# A Python that is there and new enough, unless PYTHON names one.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && echo $$p && break; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)

ifdef UV
install = uv pip install --quiet --python $(BIN)/python --compile-bytecode
create = uv venv --quiet --python "$(or $(PYTHON),>=3.11,<3.15)" $(VENV)
usable = $(BIN)/python -c ''
lacking = uv could not make the environment (see above); install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3
else
install = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
create = $(PYTHON) -m venv $(VENV) >&2
usable = $(BIN)/python -m pip --version >/dev/null
lacking = $(or $(PYTHON),Python) could not make an environment (see above). Install what it lacks (Debian and Ubuntu: apt install python3-venv) or uv, then run make again
endif

# An environment whose Python has gone since counts as none.
$(shell $(BIN)/python -c '' 2>/dev/null || rm -f $(VENV)/ready $(VENV)/ready-dev)

.PHONY: help setup report test test-all lint mutants fuzz figures bench docs dist lab lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10
	@echo
	@echo 'make report ARTICLES=folder OUT=folder   reports for your own articles'

# Each stamp is newer than all that shaped it, so nothing is installed twice. The lock files are whole: --no-deps keeps pip from
# asking for what they leave out on purpose (see tool.uv in pyproject.toml).
$(VENV)/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)$(UV)" || { echo 'Readout needs Python 3.11 or newer, or uv; install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(usable) 2>/dev/null || { echo 'Making $(VENV) with $(or $(UV),$(PYTHON)) ...' >&2; rm -rf $(VENV); $(create); } || \
		{ rm -rf $(VENV); echo '$(lacking)' >&2; exit 1; }
	@echo 'Installing Readout, its dependencies and the language model ...' >&2
	@$(install) --no-deps --require-hashes --only-binary :all: -r requirements.lock
	@$(install) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m ipykernel install --sys-prefix --name python3 --display-name Readout >/dev/null
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	@echo 'Installing what the tests need ...' >&2
	@$(install) --no-deps --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

setup: $(VENV)/ready ## Set up the environment only

report: $(VENV)/ready ## Turn ARTICLES (articles/) into HTML reports in OUT (reports/)
	@$(BIN)/readout report "$(ARTICLES)" --output "$(OUT)" --jobs $(JOBS) $(REPORT_OPTIONS)

# Which tests a change touches, pytest-testmon knows from the Python code that they ran; a change of any other file (words,
# weights, gold, notebooks) runs all of the quick ones. pytest's status 5 says that there was nothing to run.
data = find articles docs notebooks tests toolkit *.md *.toml *.yml *.lock -type f ! -name '*.py' ! -name '*.pyc' -exec cksum {} + | sort | cksum

test: $(VENV)/ready-dev ## Run the quick tests, and of them only those that a change touches
	@$(BIN)/python -m pytest -q -p no:testmon -m 'untraced and not slow' $$(grep -rl mark.untraced tests --include='test_*.py')
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m 'not slow and not untraced' --hypothesis-profile=quick \
		--testmon --testmon-forceselect --testmon-env="$$($(data))" || test $$? -eq 5

test-all: $(VENV)/ready-dev ## Run all tests: also those that run notebooks and a browser, and hold accuracy floors
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -p no:testmon

lint: $(VENV)/ready-dev ## Check style, types and complexity
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python tools/complexity.py

mutants: $(VENV)/ready-dev ## Name the small changes of MODULE that none of its TESTS notices (takes long)
	@$(BIN)/python tools/mutants.py $(MODULE) $(TESTS)

fuzz: $(VENV)/ready-dev ## Give each reader 10,000 cases of damaged input (CASES=n for another number)
	@READOUT_FUZZ=$(or $(CASES),10000) $(BIN)/python -m pytest -q -n $(JOBS) tests/fuzz

figures: $(VENV)/ready ## Measure anew what docs/accuracy.md says (GOLD=folder of further gold)
	@$(BIN)/readout evaluate all $(if $(GOLD),--gold "$(GOLD)") --write docs/accuracy.md

bench: $(VENV)/ready ## Measure speed as ratios, into benchmarks/RESULTS.md (BENCH=names of figures; all: 'make bench BENCH=all')
	@PYTHONPATH=. $(BIN)/python -m benchmarks $(BENCH)

docs: $(VENV)/ready-dev ## Build these pages into build/docs, to be opened from disk
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --fresh-env docs build/docs
	@echo build/docs/index.html

dist: docs ## Make wheel, source distribution and an archive for Zenodo with these pages, in dist/
	@$(BIN)/python tools/archive.py build/docs dist

lab: $(VENV)/ready ## Open JupyterLab on notebooks/
	@$(BIN)/jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks/explore.ipynb

lock: ## Renew the hash-pinned lock files (needs uv)
	@uv pip compile pyproject.toml --extra model --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' --quiet --output-file requirements.lock
	@uv pip compile pyproject.toml --extra model --extra build --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --constraint requirements.lock --custom-compile-command 'make lock' --quiet \
		--output-file requirements-dev.lock

clean: ## Remove the environment, the generated reports and pages
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .testmondata*
	@find reports -mindepth 1 ! -name README.md -delete
