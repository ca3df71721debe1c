# Two commands: `make crawl` and `make test`. Each sets itself up, and is quick when nothing changed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SITE   ?= sample
CONTACT ?=
LOCK   := requirements/dev.txt

.DEFAULT_GOAL := help
.PHONY: help crawl test test-lowest prove fuzz bench bench-crawl train train-text lock clean

help:
	@echo "make crawl               crawl the bundled sample site into corpus/"
	@echo "make crawl SITE=NAME CONTACT=YOU   crawl a live site (scrapy list shows the names)"
	@echo "make test                every test and check"
	@echo "make test-lowest         the tests on the lowest versions that are allowed"
	@echo "make prove               kill 200 crawls, fill disks, flip bytes …, and count what is lost"
	@echo "make fuzz                made-up input for cleaning and discovery, for three minutes (ARGS=--minutes=30)"
	@echo "make bench               quality and speed beside other extractors (needs ../shared/bench)"
	@echo "make bench-crawl         pages a second through a whole crawl, on loopback (docs/throughput.md)"
	@echo "make train               train the block model again (needs ../shared/bench)"
	@echo "make train-text          train the line model for dirty text again (needs ../shared/bench)"
	@echo "make lock                resolve requirements/*.txt again"

# The stamp is newer than the lock and the project file exactly when the environment matches them. The lock
# is complete, so pip need not resolve it again (older ones cannot: two packages ask for an extra of lxml).
define venv
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Redline needs Python 3.11 or newer; say which with: make PYTHON=python3.12")'
	test -x $(1)/bin/python || $(PYTHON) -m venv $(1)
	$(1)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r $(2)
	$(1)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(1)/.stamp
endef

$(VENV)/.stamp: $(LOCK) pyproject.toml
	@echo "setting up $(VENV) from $(LOCK)"
	@$(call venv,$(VENV),$(LOCK))

crawl: $(VENV)/.stamp
	@$(BIN)/scrapy crawl $(SITE) $(if $(CONTACT),-s CONTACT=$(CONTACT))

test: $(VENV)/.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -X dev -m pytest -n 2 --dist loadfile

.venv-lowest/.stamp: requirements/lowest.txt pyproject.toml
	@echo "setting up .venv-lowest from requirements/lowest.txt"
	@$(call venv,.venv-lowest,requirements/lowest.txt)

test-lowest: .venv-lowest/.stamp
	.venv-lowest/bin/python -m pytest -n 2 --dist loadfile

prove: $(VENV)/.stamp
	@$(BIN)/python tests/crawler/kills.py $(ARGS)

fuzz: $(VENV)/.stamp
	@$(BIN)/python -X dev tests/fuzz/run.py $(ARGS)

.venv-bench/.stamp: requirements/bench.txt pyproject.toml
	@echo "setting up .venv-bench from requirements/bench.txt"
	@$(call venv,.venv-bench,requirements/bench.txt)

bench: .venv-bench/.stamp
	@.venv-bench/bin/python benchmarks/folds.py 2> /dev/null || $(MAKE) train ARGS=--only-folds
	@.venv-bench/bin/python benchmarks/run.py $(ARGS)

bench-crawl: $(VENV)/.stamp
	@$(BIN)/python benchmarks/throughput.py $(ARGS)

.venv-train/.stamp: requirements/train.txt pyproject.toml
	@echo "setting up .venv-train from requirements/train.txt"
	@$(call venv,.venv-train,requirements/train.txt)

# The same bytes wherever it runs: sums of floats depend on the number of threads that share them.
TWO_THREADS := OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2

train: .venv-train/.stamp
	@$(TWO_THREADS) .venv-train/bin/python benchmarks/train.py $(ARGS)

train-text: .venv-train/.stamp
	@$(TWO_THREADS) .venv-train/bin/python benchmarks/train_text.py $(ARGS)

UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" pyproject.toml
lock:
	$(UV_COMPILE) --group build --group dev -o requirements/dev.txt
	$(UV_COMPILE) --group build --group dev --resolution lowest-direct -o requirements/lowest.txt
	$(UV_COMPILE) --group build --group bench -o requirements/bench.txt
	$(UV_COMPILE) --group build --group train -o requirements/train.txt

clean:
	rm -rf .venv .venv-lowest .venv-bench .venv-train .mypy_cache .ruff_cache .pytest_cache .hypothesis
