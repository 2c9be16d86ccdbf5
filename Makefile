# make demo   build the sample corpus and say what to open       make test   lint, types and all tests
# make bench  speed and memory, as ratios in one run             make lock   pin the dependencies anew
# make accuracy  train the reader, and measure it by cross-validation (hours)
# Each sets up .venv first, with the exact packages of .ci/requirements.lock, unless that is done.

PYTHON ?=
BIN := .venv/bin
READY := .venv/.installed
export PYTHON

.PHONY: demo test lint format bench accuracy docs lock clean

demo: $(READY)
	$(BIN)/kg build --out output
	@echo "Open output/graph.html in a browser."

test: $(READY) lint
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY)
	@status=0; for task in speed memory stages; do $(BIN)/python -m tests.bench.$$task || status=1; done; exit $$status

# Learning needs torch, which nothing else does; what is trained is kept in .cache/learn, to go on from there.
accuracy: $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[learn]'
	$(BIN)/kg learn --gold tests/gold

# The answers of the saved queries on the samples, the tables and the example of README.md, as the program has them.
docs: $(READY)
	$(BIN)/python -m tests.query.test_samples
	$(BIN)/python -m tests.readme

# uv resolves for every platform at once; it is not needed otherwise, so it is not among the dependencies.
lock: $(READY)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --only-binary :all: \
		--python-version 3.12 --extra dev --output-file .ci/requirements.lock pyproject.toml

$(READY): .ci/requirements.lock pyproject.toml .ci/find_python.sh
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null || { \
		python=$$(sh .ci/find_python.sh) && echo "Setting up .venv with $$python" && \
		"$$python" -m venv --clear .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
