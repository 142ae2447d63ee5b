# Chopin Studio. `make run` opens the app, `make test` tests it; both set up what is missing.

PYTHON := .venv/bin/python
RUN_LOCK := packaging/requirements-run.lock
LOCK := packaging/requirements.lock
CORE_LOCK := packaging/requirements-core.lock
RUN_STAMP := .venv/.set-up-to-run
STAMP := .venv/.set-up
CORE_STAMP := .venv-core/.set-up

TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/translations/*.ts))

# On every core, the tests of a file together, since they share what is slow to set up, and the files
# in the order of `tests/conftest.py`, the longest first.
SPREAD := --numprocesses=auto --dist=loadfile --no-loadscope-reorder

# Tests of what needs neither a window nor TensorFlow.
CORE_TESTS := --ignore=tests/ui --ignore=tests/session --ignore=tests/training --ignore=tests/end_to_end \
    --ignore=tests/export/test_full_disk.py --ignore=tests/settings/test_definition.py \
    --ignore=tests/test_activity_log.py

.PHONY: setup run test test-all test-core bench soak monkey fuzz mutants lock translations clean

setup: $(STAMP)

# What opening the app needs,
$(RUN_STAMP): $(RUN_LOCK) pyproject.toml packaging/setup.sh packaging/system.sh
	sh packaging/setup.sh .venv $(RUN_LOCK)
	touch $@

# and what testing and training need besides.
$(STAMP): $(LOCK) $(RUN_STAMP)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps -r $(LOCK)
	touch $@

run: $(RUN_STAMP) $(TRANSLATIONS)
	@sh packaging/run.sh

test: setup $(TRANSLATIONS)
	sh packaging/test-tools.sh
	$(PYTHON) -m pip check
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m pytest $(SPREAD)

# What `test` runs, and every piece of the corpus where that tries a sample.
test-all: setup $(TRANSLATIONS)
	$(PYTHON) -m pytest $(SPREAD) -m ""

# The layers below the window must stand without Qt and without TensorFlow. Whether a module can be
# imported there and does its work takes no thousand inputs by chance and no corpus.
test-core: $(CORE_STAMP)
	CHOPIN_STUDIO_CORPUS=none .venv-core/bin/python -m pytest $(SPREAD) $(CORE_TESTS) \
	    -m "not hypothesis and not whole_corpus"

$(CORE_STAMP): $(CORE_LOCK) pyproject.toml packaging/setup.sh packaging/system.sh
	sh packaging/setup.sh .venv-core $(CORE_LOCK)
	touch $@

bench: setup
	$(PYTHON) -m pytest tests/benchmarks --benchmark-only --capture=no --timeout=1200

# Half an hour of endless music at eight times speed, with a command every few seconds.
soak: setup
	$(PYTHON) -m tests.playback.soak --minutes 30

# Ten minutes of random use of the real window.
monkey: setup
	$(PYTHON) -m tests.ui.monkey --seconds 600

# Ten minutes for each reader of files that anybody may have made: bytes that it must read or refuse.
fuzz: setup
	$(PYTHON) -m tests.fuzz --seconds 600

# Change the source a little, at random places, and see whether the tests notice: for instance
# `make mutants SAMPLE=60 PACKAGE=music`. Takes a quarter of an hour for each package.
SAMPLE := 60
SEED := 1
PACKAGE :=
mutants: setup
	$(PYTHON) -m tests.mutation --sample $(SAMPLE) --seed $(SEED) $(PACKAGE:%=--package %)

# Lock anew the versions that are installed: one set for every system and Python.
COMPILE := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 \
    --no-emit-index-url --no-header --no-annotate --quiet

lock: setup
	$(COMPILE) --all-extras --output-file $(LOCK)
	$(COMPILE) --extra build --constraint $(LOCK) --output-file $(RUN_LOCK)
	$(COMPILE) --extra build --extra dev --constraint $(LOCK) \
	    --no-emit-package pyside6-essentials --no-emit-package shiboken6 \
	    --no-emit-package pytest-qt --output-file $(CORE_LOCK)

# What the window says, compiled as Qt reads it; `translations` looks for new texts in the code.
%.qm: %.ts | $(RUN_STAMP)
	.venv/bin/pyside6-lrelease -silent $< -qm $@

translations: setup
	sh packaging/update-translations.sh

clean:
	rm -rf .venv .venv-core .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
