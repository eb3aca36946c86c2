"""Makes the screens of tests/screens.py and the bus of tests/engine/a11y_bus.py known to every test
(pytest wants that said here)."""

import game  # noqa: F401  first: it keeps linear algebra to one thread, before numpy is there

pytest_plugins = ["tests.screens", "tests.engine.a11y_bus"]
