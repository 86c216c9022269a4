# The commands that people call. `make run` needs nothing but Python 3.11 and make; the rest is in tools/.
PYTHON ?= python3
PORT ?= 8000
RUN = .venv/bin/python
COMPILE = .venv/bin/uv -q pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

# One level of make never runs two steps at once: they share .venv and var/.
.NOTPARALLEL:
.PHONY: run test check format bench services services-stop install lock clean

run: ## a filled portal on http://localhost:8000 (PORT=…)
	@PORT=$(PORT) exec $(PYTHON) -m tools.portal

test: install ## everything, on PostgreSQL, Elasticsearch and Chromium; then once more on SQLite what must run there
	@$(RUN) -m tools.services exec -- $(RUN) -m tools.suite $(TESTS)

check: install ## only the linters
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint --lint --quiet templates
	PYTHONPATH=site .venv/bin/lint-imports
	.venv/bin/mypy

format: install ## bring the code into its form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: install ## what it takes: publishing, searching, pages; each beside its yardstick
	@$(RUN) -m tools.services exec -- $(RUN) -m tests.bench

services: install ## PostgreSQL and Elasticsearch for development, without root rights
	@$(RUN) -m tools.services start

services-stop:
	@$(RUN) -m tools.services stop

install:
	@$(PYTHON) -m tools.install

lock: install ## renew the lock files from pyproject.toml and package.json
	$(COMPILE) --upgrade pyproject.toml --extra semantic --extra demo -o requirements.txt
	$(COMPILE) --upgrade pyproject.toml --all-extras -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --upgrade --group uv -o requirements-uv.txt
	$(COMPILE) --upgrade --group node -o requirements-node.txt
	npm install --package-lock-only

clean: ## remove what was installed and built; the data in var/ stays
	rm -rf .venv node_modules site/static/build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
