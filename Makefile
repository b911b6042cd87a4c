# Everything a reader of this repository types. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help venv demo registry test test-services hostile wheel bench lock packages audit clean
MAKEFLAGS += --no-print-directory

PYTHON := $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
UV := uv==0.13.9
DEMO := --store out/demo.kg
# How many invented releases `make bench` builds an archive of; with 100000 it takes an hour or two.
ARCHIVE := 1000,10000
# Modules are compiled together, so that calls between them cost little.
WHEEL_CFLAGS := -flto=auto -fno-semantic-interposition -g0

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

venv: $(STAMP) ## make .venv with exactly the locked packages

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed (python3.11 or python3)" >&2; exit 1; }
	@echo "making .venv with $$($(PYTHON) --version)" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## build a graph from the sample releases, ask it three questions, draw it
	@$(BIN)/kg build data/releases --replace $(DEMO)
	@echo; echo '$$ kg who "Chan Kwok-ki"'
	@$(BIN)/kg who "Chan Kwok-ki" $(DEMO)
	@echo; echo '$$ kg path "Zhong Nanshan" "John Lee"'
	@$(BIN)/kg path "Zhong Nanshan" "John Lee" $(DEMO)
	@echo; echo '$$ kg rank --by degree --top 5'
	@$(BIN)/kg rank --by degree --top 5 $(DEMO)
	@$(BIN)/kg draw --out out/demo.html $(DEMO)
	@echo; echo "The graph is in out/demo.kg, its picture in out/demo.html (open it in any browser; it needs no network)."

registry: $(STAMP) ## add to data/registry.csv the ids that the sample releases have now; what has gone stays, as retired
	@mkdir -p out/registry.kg && cp data/registry.csv out/registry.kg/
	@$(BIN)/kg build data/releases --replace --store out/registry.kg
	@cp out/registry.kg/registry.csv data/registry.csv

test: $(STAMP) ## format, lint, types, imports, tests (those in Chromium and in Firefox where these are)
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > .venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }
	@$(BIN)/pytest -rs --numprocesses 2 --dist loadfile

test-services: $(STAMP) ## the same answers from a folder, an Oxigraph server and Virtuoso (apt-get install virtuoso-opensource)
	@$(BIN)/pytest -rs tests/services

hostile: $(STAMP) ## try to break the tool with thousands of hostile files, texts, writers and words; one table of what broke
	@$(BIN)/pytest -q -p no:cacheprovider tests/hostile/trials.py
	@PYTHONPATH=tests $(BIN)/python -P -m hostile

wheel: $(STAMP) ## write dist/*.whl with the reader compiled to C (needs a C compiler), and see that it writes the same bytes
	@rm -rf dist out/wheel && mkdir -p out/wheel/source
	@$(BIN)/hatchling build --target sdist > out/wheel/build.log 2>&1 || { cat out/wheel/build.log; exit 1; }
	@tar -xzf dist/*.tar.gz -C out/wheel/source --strip-components=1
	@CFLAGS="$(WHEEL_CFLAGS)" HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--wheel-dir dist out/wheel/source
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --target out/wheel/installed dist/*.whl
	@PYTHONPATH=out/wheel/installed $(BIN)/python -P -c \
		'import sys, kg.extraction; sys.exit(not kg.extraction.__file__.endswith((".so", ".pyd")))'
	@$(BIN)/kg extract data/releases tests/gold/releases --out out/wheel/python > /dev/null
	@PYTHONPATH=out/wheel/installed $(BIN)/kg extract data/releases tests/gold/releases --out out/wheel/compiled > /dev/null
	@diff -r out/wheel/python out/wheel/compiled
	@$(BIN)/python -m benchmarks.generator --releases 600 --seed 16 --out out/wheel/releases > /dev/null
	@$(BIN)/kg build out/wheel/releases --jobs 2 --store out/wheel/python.kg > /dev/null
	@PYTHONPATH=out/wheel/installed $(BIN)/python -P -m kg build out/wheel/releases --jobs 2 --store out/wheel/compiled.kg > /dev/null
	@$(BIN)/kg diff --exit-code out/wheel/python.kg out/wheel/compiled.kg
	@ls dist/*.whl

bench: wheel ## measure reading beside spaCy (which this puts into .venv), pictures, kg check, an archive (ARCHIVE=1000,100000), and kg serve
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.picture
	@$(BIN)/python -m benchmarks.check
	@$(BIN)/python -m benchmarks.archive --sizes $(ARCHIVE)
	@rm -rf out/explored && $(BIN)/python -m benchmarks.generator --releases 5200 --seed 16 --out out/explored/releases
	@PYTHONPATH=out/wheel/installed $(BIN)/python -P -m kg build out/explored/releases --store out/explored/million.kg
	@$(BIN)/python -m benchmarks.serving out/explored/million.kg
	@$(BIN)/python -m benchmarks.serving out/explored/million.kg --any

lock: ## write requirements.lock anew from pyproject.toml; what is pinned already stays unless it must change
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed (python3.11 or python3)" >&2; exit 1; }
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && $(PYTHON) -m venv "$$tools" && \
		"$$tools/bin/pip" install --quiet --disable-pip-version-check $(UV) && \
		"$$tools/bin/uv" pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-annotate \
			-o requirements.lock --custom-compile-command "make lock" --quiet

packages: $(STAMP) ## write README's table of packages anew, with sizes as installed here and dates from PyPI
	@$(PYTHON) -m venv out/uv && out/uv/bin/pip install --quiet --disable-pip-version-check $(UV)
	@$(BIN)/python tests/package_table.py out/uv/bin/uv

audit: ## ask PyPI for known vulnerabilities of all that is locked; fails where one is known or PyPI does not answer
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed (python3.11 or python3)" >&2; exit 1; }
	@rm -rf out/audit && $(PYTHON) -m venv out/audit
	@out/audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@code=0; out/audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
			$(patsubst %,-r %,$(wildcard requirements*.lock)) > out/audit/found.txt 2> out/audit/said.txt || code=$$?; \
		cat out/audit/found.txt; tail -n 1 out/audit/said.txt >&2; \
		grep -q 'known vulnerabilit' out/audit/said.txt || { echo "make: NOT AUDITED: no database of known" \
			"vulnerabilities answered for every package (all it said is in out/audit/said.txt)" >&2; exit 2; }; \
		exit $$code

clean: ## remove what the other targets made
	@rm -rf .venv out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
