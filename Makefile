# One verb each. Every target sets itself up (scripts/setup), quietly, and at once when nothing has changed.
# Arguments for the program behind a target: make demo ARGS=--once, make test ARGS="-k locked".
.DEFAULT_GOAL := help
.PHONY: help setup demo test check faults bench

BIN := .venv/bin
# The Graph SDK takes seconds to compile: what was compiled once is kept, whatever this shell says.
unexport PYTHONDONTWRITEBYTECODE
ARGS ?=

help:
	@echo "make demo    a simulated province, the function app, people working (ARGS=--once ends when all is settled)"
	@echo "make test    all tests"
	@echo "make faults  20,000 requests to the simulator, 200 filings undone, 2,000 runs of anything"
	@echo "             in any order, 6,000 damaged files read, a crash at each request and commit"
	@echo "             (ARGS='crash_matrix --kind undo' or ARGS='undo_many --filings 20' for a part)"
	@echo "make check   format, lint, types, who may import whom"
	@echo "make bench   what was measured, as JSON in build/bench (ARGS='learned types --seeds 3' for a part)"

setup:
	@scripts/setup

demo: setup
	@$(BIN)/dossier demo $(ARGS)

# Four workers on two cores: journeys wait for other processes as often as they compute.
test: setup
	@$(BIN)/python -m pytest -n 4 --dist worksteal $(ARGS)

faults: setup
	@$(if $(ARGS),$(BIN)/python -m tests.faults.$(ARGS),$(BIN)/python -m tests.graph_simulator.many_requests)
	@$(if $(ARGS),,$(BIN)/python -m tests.faults.undo_many)
	@$(if $(ARGS),,$(BIN)/python -m tests.faults.state_machine)
	@$(if $(ARGS),,$(BIN)/python -m tests.faults.fuzzed_documents)
	@$(if $(ARGS),,$(BIN)/python -m tests.faults.crash_matrix)

bench: setup
	@$(BIN)/python -m benchmarks $(ARGS)

check: setup
	@$(BIN)/ruff format --check --quiet . || { echo "make check: run '$(BIN)/ruff format .'" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --cache-dir .venv/cache/import-linter --no-logo
