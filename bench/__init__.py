"""What is measured. `game` comes before numpy: it keeps linear algebra to one thread, as in the
program itself."""

import game  # noqa: F401
