"""Makes the screens of tests/screens.py known to every test (pytest wants that said here)."""

pytest_plugins = ["tests.screens"]
