# Tenfold: what there is to do. `make` alone says it.

# A Python 3.11 or newer; name another by PYTHON=...
PYTHON ?= $(shell sh tools/find_python.sh)
BIN := .venv/bin
NPM := $(BIN)/python tools/build_frontend.py npm
# Environment for everything that runs here: nothing looks for updates.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help start run-env dev-env front check lint fast-tests test \
        words protocol figures pictures accuracy lock format clean

help:
	@echo "make start     get everything ready and open Tenfold in the browser"
	@echo "make test      run all tests: Python, TypeScript and a real browser"
	@echo "make check     format, types, layers, data and fast tests; under two minutes"
	@echo "make format    format the Python code"
	@echo "make words     renew the catalogue of words for translators"
	@echo "make protocol  renew what the page knows of the live messages"
	@echo "make figures   take the pictures of the figure again"
	@echo "make pictures  take the pictures of the pages again"
	@echo "make accuracy  measure the coach on drawn people; hours, but it goes on where it stopped"
	@echo "make lock      renew the lock files"
	@echo "make clean     remove everything that was built or installed here"

# --- for people ---------------------------------------------------------------------------

start: run-env
	@exec $(BIN)/tenfold serve

run-env:
	@python="$(PYTHON)"; test -n "$$python" && "$$python" tools/prepare.py run

# --- for developers -----------------------------------------------------------------------

dev-env:
	@python="$(PYTHON)"; test -n "$$python" && "$$python" tools/prepare.py dev

front: dev-env
	@$(BIN)/python tools/build_frontend.py

lint: dev-env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tenfold check
	$(BIN)/python tools/protocol.py --check
	$(NPM) run --silent typecheck

fast-tests: dev-env
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not browser and not slow"

check: lint fast-tests

test: dev-env
	@$(BIN)/python tools/system_packages.py
	$(NPM) run --silent typecheck
	$(NPM) test
	@rm -f .coverage .coverage.*
	$(BIN)/pytest -n 2 --dist worksteal -m traced --cov --cov-report=
	@$(BIN)/coverage json -q -o .coverage.json
	@$(BIN)/python tools/coverage_gate.py .coverage.json
	$(BIN)/pytest -n 2 --dist worksteal -m "not browser and not traced"
	@$(BIN)/python tools/patient.py 1500 \
	  $(BIN)/pytest -n 2 --dist loadfile -m browser -o faulthandler_timeout=240

format: dev-env
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: dev-env
	$(BIN)/python -m tenfold.words.extract

protocol: dev-env
	$(BIN)/python tools/protocol.py

figures: front
	@$(BIN)/python tools/make_figures.py

pictures: dev-env
	$(BIN)/python tools/pictures.py

accuracy: dev-env
	$(BIN)/python -m bench accuracy

lock:
	@python="$(PYTHON)"; test -n "$$python" && "$$python" tools/lock.py

clean:
	rm -rf .venv frontend/node_modules src/tenfold/web/static/built build dist
	rm -rf .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
