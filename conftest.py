"""What every test may ask for: a database of its own, callers with tokens, settings of a service; and how tests are spread."""

pytest_plugins = [
    "tests.plugins.cluster",
    "tests.plugins.callers",
    "tests.plugins.settings",
    "tests.plugins.schedule",
]
