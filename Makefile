# make serve    the course in your browser          make test    everything, as CI does it
# make lab      the same notebooks in JupyterLab    make check   the same without a browser
# make site     the course as files for any web host, in site/
# CONTRIBUTING.md tells the rest.

PYTHON ?=
CHROME ?=
NGINX ?=
BIN := .venv/bin
SERVE := .venv/serve.stamp
TESTS := .venv/tests.stamp
NEGMAS := .venv/negmas.stamp
HUB := .venv/hub.stamp
SITE := .venv/site.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest
QUICK := $(PYTEST) -n auto --dist loadfile --nbval-lax --nbval-current-env -m "not browser and not bench" tests course

.DEFAULT_GOAL := help
.PHONY: help serve lab site test check lint bench bench-class capacity soak specs readme format wheel binder-check pins clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -4

serve: $(SERVE)
	$(BIN)/unstuck serve

site: $(SITE)
	$(BIN)/python -m unstuck.site

lab: $(SERVE)
	$(BIN)/unstuck lab

test: lint $(HUB) $(SITE)
	chrome=$$(CHROME="$(CHROME)" .ci/browser) && nginx=$$(NGINX="$(NGINX)" .ci/nginx) && $(QUICK) && export CHROME="$$chrome" NGINX="$$nginx" && $(PYTEST) -m "browser and not bench" tests/browser && $(PYTEST) -m "browser and not bench" tests/deploy

check: lint
	$(QUICK)

lint: $(TESTS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/unstuck check

bench: $(TESTS) $(NEGMAS) $(SITE)
	chrome=$$(CHROME="$(CHROME)" .ci/browser) && CHROME="$$chrome" $(PYTEST) -q -s -m bench tests/bench --ignore=tests/bench/test_class.py

bench-class: $(TESTS)
	$(PYTEST) -q -s -m bench tests/bench/test_class.py

capacity: $(TESTS)
	PYTHONPATH=tests/support $(BIN)/python tests/bench/capacity.py

soak: $(TESTS)
	$(PYTEST) -q -s -m bench tests/soak

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
	rm -rf .venv build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis
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

# What builds the notebooks of the site, apart from us: its packages want other versions.
$(SITE): widgets/unstuck/site/requirements.txt | $(SERVE)
	$(BIN)/python -m venv .venv/site
	.venv/site/bin/python -m pip --disable-pip-version-check --quiet install -r widgets/unstuck/site/requirements.txt
	touch $@

# A JupyterHub and its proxy, for tests alone, in an environment as an image has it.
$(HUB): pyproject.toml binder/requirements.txt tests/deploy/requirements.txt tests/deploy/package.json tests/deploy/package-lock.json | $(SERVE)
	@command -v npm >/dev/null || { echo "The tests of JupyterHub need Node.js with npm: install them (on Debian and Ubuntu: apt install npm). make check does without." >&2; exit 1; }
	$(BIN)/python -m venv .venv/hub
	.venv/hub/bin/python -m pip --disable-pip-version-check --quiet install -r tests/deploy/requirements.txt
	.venv/hub/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --editable .
	cp tests/deploy/package.json tests/deploy/package-lock.json .venv/hub
	npm ci --prefix .venv/hub --no-audit --no-fund --silent
	touch $@

# What a benchmark measures against, in an environment of its own: it is no dependency of ours.
$(NEGMAS): | $(SERVE)
	$(BIN)/python -m venv .venv/negmas
	.venv/negmas/bin/python -m pip --disable-pip-version-check --quiet install negmas==0.16.0
	touch $@
