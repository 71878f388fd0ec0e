# Two commands for everybody: `make graph` builds the graph of the seeds and shows first answers, `make test` runs the tests.
# `make score` holds what is read against hand-made truth, `make web` builds the scripts of the pages. `make check` is all that continuous integration runs. Nothing but python3 (3.11 or later) and make is needed to begin with.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= store
EXPORTS ?= exports
PYTEST ?= -m pytest -n auto --dist loadfile
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

.PHONY: graph test score web check clean

graph: $(VENV)/.installed
	@$(BIN)/kg build --store $(STORE)
	@echo
	@echo "First answers"
	@echo "============="
	@.ci/first-answers $(BIN)/kg --store $(STORE)
	@echo
	@echo "Exports"
	@echo "======="
	@$(BIN)/kg --store $(STORE) export --to $(EXPORTS)
	@$(BIN)/kg --store $(STORE) network --top 3 --to $(EXPORTS)/network.svg --to $(EXPORTS)/network.png --to $(EXPORTS)/network.gexf
	@echo
	@echo "The store is in $(STORE)/, the exports are in $(EXPORTS)/. Ask on with: $(BIN)/kg ask"

test: $(VENV)/.tested
	$(BIN)/python $(PYTEST)

score: $(VENV)/.tested
	@$(BIN)/python .ci/score

# the scripts of the pages, which a wheel carries; without them the pages are the same, and do less
web: $(VENV)/.web
	@$(BIN)/python web/build.py

check:
	bash .ci/run

clean:
	rm -rf $(VENV) $(STORE) $(EXPORTS) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage* kg/pages/built web/node_modules

# the environment is made again when what it holds changes
$(VENV)/.made: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Line of Sight needs Python 3.11 or later, not " + sys.version.split()[0])'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "Installing into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/.web: $(VENV)/.installed
	@echo "Installing Node into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --editable '.[web]'
	@touch $@
