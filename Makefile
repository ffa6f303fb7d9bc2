# make demo    who decides what, from the demo notes, and the page of it
# make test    everything CI runs
# make accuracy  how much is understood, on notes labelled by reading
# make lint    ruff and mypy only
# make docs    write again what the docs repeat of the code
# make clean   remove what the others made

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WANTED := import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))

.PHONY: demo test accuracy lint docs clean venv browser types constraints

demo: venv
	@$(BIN)/graphkit demo demo

accuracy: venv
	@$(BIN)/python -m benchmarks.accuracy

test: lint browser types
	$(BIN)/python -m pytest -n 2

lint: venv
	$(BIN)/ruff check .
	$(BIN)/mypy --strict

docs: venv
	@$(BIN)/python docs/generate.py

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || { \
	  for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
	    if "$$python" -c '$(WANTED)' 2>/dev/null; then "$$python" -m venv $(VENV) && break; fi; \
	  done; \
	  test -x $(BIN)/python || { \
	    echo "No Python 3.11 or newer with venv was found: install one (Debian: apt install python3-venv)" >&2; \
	    echo "or name it: make PYTHON=/path/to/python3" >&2; exit 1; }; \
	}
	@echo "Installing what graphkit needs into $(VENV) ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[nlp]' 2>/dev/null || \
	  echo "Without spaCy's model, which this package index lacks, the tests of the parser are left out." >&2
	@touch $(STAMP)

browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else echo "Without Chromium the tests of the page are left out (Debian: apt install chromium)." >&2; fi; }

# TypeScript, of the version that package.json names: the tests check the types of the page's modules with it.
types: $(if $(shell command -v npm),node_modules/.installed)

node_modules/.installed: package.json
	@npm install --no-package-lock --no-audit --no-fund --silent && touch $@ || \
	  echo "TypeScript could not be installed: the types of the page's modules are not checked." >&2

# After a change of the dependencies, in a virtual environment made anew.
constraints: venv
	@sed -n '/^#/p' constraints.txt > constraints.new
	@$(BIN)/python -m pip freeze --exclude-editable | grep -v '@' >> constraints.new
	@mv constraints.new constraints.txt && touch $(STAMP)

clean:
	rm -rf $(VENV) node_modules demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis data/demo/vault/.graphkit
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
