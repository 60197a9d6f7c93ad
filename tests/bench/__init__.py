"""Measurements of the running site: ``make bench``. Read docs/reference/benchmarks.md."""
