# make serve    the course in your browser          make test    everything, as CI does it
# make lab      the same notebooks in JupyterLab    make check   the same without a browser
# CONTRIBUTING.md tells the rest.

PYTHON ?=
CHROME ?=
BIN := .venv/bin
SERVE := .venv/serve.stamp
TESTS := .venv/tests.stamp
NEGMAS := .venv/negmas.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest
QUICK := $(PYTEST) -n auto --dist loadfile --nbval-lax --nbval-current-env -m "not browser and not bench" tests course

.DEFAULT_GOAL := help
.PHONY: help serve lab test check lint bench specs readme format wheel binder-check pins clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -3

serve: $(SERVE)
	$(BIN)/unstuck serve

lab: $(SERVE)
	$(BIN)/unstuck lab

test: lint
	chrome=$$(CHROME="$(CHROME)" .ci/browser) && $(QUICK) && CHROME="$$chrome" $(PYTEST) -m "browser and not bench" tests/browser

check: lint
	$(QUICK)

lint: $(TESTS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/unstuck check

bench: $(TESTS) $(NEGMAS)
	chrome=$$(CHROME="$(CHROME)" .ci/browser) && CHROME="$$chrome" $(BIN)/python -m pytest -q -s -m bench tests/bench

specs: $(TESTS)
	$(BIN)/python -m unstuck.charts

readme: $(TESTS)
	$(BIN)/python .ci/readme.py

format: $(TESTS)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: $(TESTS)
	$(BIN)/python -m hatchling build -d dist

binder-check: $(TESTS)
	chrome=$$(CHROME="$(CHROME)" .ci/browser) && CHROME="$$chrome" $(BIN)/python .ci/binder_check.py

pins:
	.ci/pins "$$(PYTHON="$(PYTHON)" .ci/python)"

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f widgets/unstuck/kit/static/vega.js

# The environment: made once, made good again when what it is made from changes.
.venv/bin/python:
	python=$$(PYTHON="$(PYTHON)" .ci/python) && "$$python" -m venv .venv

$(SERVE): pyproject.toml binder/requirements.txt widgets/build_hook.py | .venv/bin/python
	$(PIP) install -r binder/requirements.txt
	$(PIP) install --no-deps --editable .
	touch $@

$(TESTS): $(SERVE) tests/requirements.txt
	$(PIP) install -r tests/requirements.txt
	touch $@

# What a benchmark measures against, in an environment of its own: it is no dependency of ours.
$(NEGMAS): | $(SERVE)
	$(BIN)/python -m venv .venv/negmas
	.venv/negmas/bin/python -m pip --disable-pip-version-check --quiet install negmas==0.16.0
	touch $@
