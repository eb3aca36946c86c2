"""Neural Lab: draw a digit and watch a neural network read it."""

import os
import sys

__version__ = "0.1.0"

# Every way in comes through here before it can import onnxruntime, which reports to its maker
# otherwise. Forced, also where a person has set it: the README promises that nothing is sent.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Written so that an old Python can read as far as here: the next module is a SyntaxError to it.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(
        "neural-lab: needs Python 3.11 or newer, not {}.{}; cure: "
        "python3 -m pip install uv && python3 -m uv run main.py\n".format(*sys.version_info)
    )
    raise SystemExit(2)
