"""Neural Lab: draw a digit and watch a neural network read it."""

import os
import sys

__version__ = "0.1.0"

# Every entry point imports this package before it can import onnxruntime, which would otherwise
# report to its maker. A value that a person has set is replaced as well: the README promises that
# nothing is sent.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Nor before it has imported numpy. One thread for linear algebra: the matrices are small, and a
# second core is the worker's.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# This file is written so that an old Python can run it and say this: the next module would be a
# SyntaxError.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(
        "neural-lab: needs Python 3.11 or newer, not {}.{}; cure: "
        "python3 -m pip install uv && python3 -m uv run main.py\n".format(*sys.version_info)
    )
    raise SystemExit(2)
