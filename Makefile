# Two targets for a fresh machine: `make demo` shows the work, `make test` proves it. Both build .venv.
# `make bundle` writes dist/perfcheck-VERSION-windows.zip and -linux.zip, which install without a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench docs bundle clean

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "perfcheck needs Python 3.11 or newer (found: $$($(PYTHON) --version 2>&1)); set PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "perfcheck needs Python's venv module (Debian: apt install python3-venv)"; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]" --group dev
	@$(BIN)/python -m compileall -q perfcheck
	@touch $@

demo: $(VENV)/.ready
	@$(BIN)/perfcheck check examples/tables examples/office; status=$$?; [ $$status -le 1 ]

test: $(VENV)/.ready lint
	@$(BIN)/python -m pytest --quiet

lint: $(VENV)/.ready
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

# What is written from the source: the parser's tables, the rule pages, the example reports.
docs: $(VENV)/.ready
	@$(BIN)/python -m perfcheck.values.compile
	@$(BIN)/python -c 'from perfcheck.reports.catalogue import rules_page; from perfcheck.rules import all_rules; print(rules_page(all_rules()), end="")' > docs/rules.md
	@$(BIN)/python -m perfcheck.config.page docs/policy.md
	@$(BIN)/python examples/expected.py

bench: $(VENV)/.ready
	@$(BIN)/python benchmarks/values.py
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/readers.py
	@$(BIN)/python benchmarks/pdf.py
	@$(BIN)/python benchmarks/serving.py

bundle: $(VENV)/.ready
	@$(BIN)/python -m bundle

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
