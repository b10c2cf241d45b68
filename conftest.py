"""What every test may ask for: a database of its own, and callers with tokens."""

pytest_plugins = ["tests.plugins.cluster", "tests.plugins.callers"]
