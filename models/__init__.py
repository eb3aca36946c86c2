"""Training of the shipped network. Not needed to run the program; see README.md."""

import game as _game  # noqa: F401  # before onnxruntime, which it keeps from reporting to its maker
