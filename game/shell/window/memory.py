"""Memory that the worker's large temporaries took, given back to the system."""

from __future__ import annotations

import ctypes
import sys

#: glibc's name for "give allocations of this size and more pages of their own", and that size
_M_MMAP_THRESHOLD, _LARGE = -3, 512 << 10


def give_memory_back() -> None:
    """Fix glibc's threshold, which otherwise grows with the largest array ever freed: all later
    ones then stay in the heap, 60 MiB of them. Elsewhere nothing is done."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, _LARGE)


def trim_memory() -> None:
    """Give free memory that lies between what is in use back as well. It takes some ms."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
