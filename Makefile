# What people do here; `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTEST := .venv/bin/python -m pytest
# A file's tests stay together, since they share what takes long to start.
TOGETHER := -n $(or $(WORKERS),2) --dist loadfile --no-loadscope-reorder
COMPILE := .venv/bin/uv pip compile --quiet --python-version 3.10 --generate-hashes --no-header --no-emit-find-links
SOURCES := bot actions tests

.PHONY: help venv setup run chat train test check lock eval bench soak screenshots statement clean

help: ## list these
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

venv:
	@scripts/setup

setup: venv ## prepare everything; does only what is missing
	@./missi setup

run: setup ## start the assistant and the staff console; Ctrl-C stops them
	@./missi run

chat: ## talk to the running assistant
	@./missi chat

train: venv ## train the assistant when its data changed
	@./missi train

test: setup ## run every test (what CI does), several at a time but for those that measure time
	$(PYTEST) $(TOGETHER) -m "not timed"
	$(PYTEST) -m timed

check: venv ## lint, format, types and the fast tests
	.venv/bin/ruff check $(SOURCES)
	.venv/bin/ruff format --check $(SOURCES)
	.venv/bin/mypy
	$(PYTEST) $(TOGETHER) -m "not model and not browser and not postgres and not slow and not timed"

lock: venv ## renew the three lock files from pyproject.toml and bot/encoder/convert.py
	$(COMPILE) pyproject.toml --extra dev --output-file requirements.lock
	$(COMPILE) bot/encoder/convert.py --output-file bot/encoder/convert.lock
	$(COMPILE) --group installer --output-file scripts/installer.lock

eval: setup ## measure how good the answers are
	@./missi evaluate

bench: setup ## measure how fast and how large it is
	@./missi bench

soak: setup ## let many citizens talk for ten minutes (MINUTES=1 for two)
	@./missi bench soak --minutes $(or $(MINUTES),5)

screenshots: setup ## take the pictures of chat and console for docs/images (needs Chromium)
	.venv/bin/python -m tests.web.screenshots
	.venv/bin/python -m tests.console.pictures
	.venv/bin/python -m tests.console.training_pictures
	.venv/bin/python -m tests.console.knowledge_pictures
	.venv/bin/python -m tests.console.publishing_pictures

statement: setup ## check accessibility, write docs/accessibility.md (needs Chromium)
	.venv/bin/python -m tests.web.statement

clean: ## remove what can be made again; keeps the databases in var
	rm -rf .venv models .mypy_cache .pytest_cache .ruff_cache .rasa results var/encoder var/rasa-cache var/log
	find $(SOURCES) -name __pycache__ -prune -exec rm -rf {} +
