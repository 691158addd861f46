# `make run` opens the app, `make test` runs every check. Both set up what they need first.

PYTHON ?= python3
BIN := .venv/bin
SOURCES := pyproject.toml uv.lock scripts/set_up.py

# The bytecode is compiled by the set-up; this would only slow every start down.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint format types contracts unit wheel bench screenshots note-sheets acceptance fuzz clean

run: .venv/.ready-run
	@$(BIN)/flashcards

test: lint types contracts unit wheel

lint: .venv/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/.ready-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.ready-test
	$(BIN)/mypy

contracts: .venv/.ready-test
	$(BIN)/lint-imports

unit: .venv/.ready-test
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n logical --dist worksteal

wheel: .venv/.ready-test
	$(BIN)/python scripts/check_wheel.py

bench: .venv/.ready-test
	$(BIN)/python -m bench

# Damaged files for the readers of all formats; those that are not dealt with are kept in fuzz/.
fuzz: .venv/.ready-test
	$(BIN)/python -m scripts.fuzz

screenshots: .venv/.ready-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m scripts.screenshots

note-sheets: .venv/.ready-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m scripts.note_sheets

clean:
	rm -rf .venv .tools dist build screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/.ready-run: $(SOURCES)
	@$(PYTHON) scripts/set_up.py run

.venv/.ready-test: $(SOURCES)
	@$(PYTHON) scripts/set_up.py test

# By keyboard on a virtual screen, killed in the middle: needs Debian's xvfb and xdotool.
acceptance: .venv/.ready-test
	$(BIN)/python scripts/acceptance.py
	$(BIN)/python -m scripts.acceptance_exam
