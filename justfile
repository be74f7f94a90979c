# The chores of linimasa; `just` lists them. Each runs in the virtual environment of the README.

python := ".venv/bin/python"

_list:
    @just --list

# Install for development, with what tests need
install:
    python3 -m venv .venv && .venv/bin/pip install -e '.[test]'

# Everything that must hold before a change is taken
check: style types test evaluate

# Lint and formatting
style:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .

# Types, strictly
types:
    .venv/bin/mypy

# Tests; arguments go to pytest
test *arguments:
    .venv/bin/pytest {{ arguments }}

# Score the gold reports against the pinned floors
evaluate *arguments:
    {{ python }} tools/evaluate.py {{ arguments }}

# Speed and memory on one core
benchmark *arguments:
    {{ python }} benchmarks/news.py {{ arguments }}

# Write the pages that are made from the program itself
docs:
    {{ python }} tools/build_cli_docs.py
    {{ python }} tools/build_readme.py
