.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Stamps: a set-up is done again only when what it installs has changed.
$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Dramawire needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.12 …" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/python.stamp requirements-dev.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

setup: $(VENV)/dev.stamp ## Set up everything that working on the bot needs

run: $(VENV)/run.stamp ## Start the bot (without a Discord token: the preview)
	@$(BIN)/dramawire run $(ARGS)

test: $(VENV)/dev.stamp ## Run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-long: $(VENV)/dev.stamp ## Run the long crash and fault tests too
	$(BIN)/python -m pytest -m long -s --timeout 3600 $(ARGS)

check: $(VENV)/dev.stamp ## Format, lint, types, import contracts, tests with branch coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test ARGS="--cov --cov-report=term"

bench: $(VENV)/dev.stamp ## Print the benchmarks, medians with spread
	$(BIN)/python -m tests.bench $(ARGS)

eval: $(VENV)/dev.stamp ## Score detection and stories, and print each error with its explanation
	$(BIN)/python -m tests.evaluation $(ARGS)

format: $(VENV)/dev.stamp ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/dev.stamp ## Pin the dependencies anew
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-strip-extras --no-header --python-version 3.11 --extra postgres --extra speed --group build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-strip-extras --no-header --python-version 3.11 --extra postgres --extra speed --group dev pyproject.toml -o requirements-dev.txt

.PHONY: help setup run test test-long check bench eval format lock
