# make run, make test, make check, make bench – each sets up what it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.SILENT:

PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
PYTHON ?= python3
PY := .venv/bin/python
export DATA_DIR PORT

help:
	echo "make run    the site with its demonstration on http://127.0.0.1:$(PORT)"
	echo "make test   every test"
	echo "make check  formatting, lint, migrations, translations, import direction, deployment"
	echo "make bench  measurements (FULL=1 for the large sizes, ONLY=name for one)"

.venv/.installed: requirements.txt
	test -x $(PY) || $(PYTHON) -m venv .venv
	echo "Installing what the site needs …"
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.installed-dev: requirements-dev.txt Makefile .venv/.installed
	echo "Installing what development needs …"
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps 'iiif-prezi3>=3.1,<4'
	touch $@

run: .venv/.installed
	$(PY) -m config.run

test: .venv/.installed-dev
	bash tests/run.sh

check: .venv/.installed-dev
	bash tests/check.sh

bench: .venv/.installed-dev
	$(PY) -m tests.bench

.PHONY: help run test check bench
