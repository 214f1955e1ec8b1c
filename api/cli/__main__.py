"""`python -m api.cli` is the same as `swc`."""

from api.cli.main import run

run()
