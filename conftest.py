"""What every test may ask for: a database, callers with tokens, settings; and how tests are spread."""

pytest_plugins = [
    "tests.plugins.cluster",
    "tests.plugins.callers",
    "tests.plugins.settings",
    "tests.plugins.schedule",
]
