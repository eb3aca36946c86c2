"""Results that are kept for as long as the object lives that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import ref

Owner = TypeVar("Owner")
More = ParamSpec("More")
Result = TypeVar("Result")
Function = Callable[Concatenate[Owner, More], Result]


class Keeper:
    """What results may be kept for although it has slots: they lie in the object itself."""

    __slots__ = ("__weakref__", "_kept")
    _kept: dict[object, Callable[..., Any]]


def kept(most: int) -> Callable[[Function[Owner, More, Result]], Function[Owner, More, Result]]:
    """Keep the last ``most`` results of a function for each first argument, their owner, and drop
    them when the owner is gone.

    An owner with slots is a `Keeper`. The other arguments must be hashable. If one of them, or a
    result, refers to the owner, or two owners to each other, only the garbage collector frees them.
    What is kept for an owner that lives long, as the healthy network, lives as long: so pictures
    are kept for the theme. Rejected: one `lru_cache` for the whole module, which keeps fonts,
    surfaces and networks of windows and pages that are long gone; a `WeakKeyDictionary`, in which
    two owners that refer to each other stay for ever.
    """

    def decorate(function: Function[Owner, More, Result]) -> Function[Owner, More, Result]:
        def opened(owner: Owner) -> Callable[More, Result]:
            me = ref(owner)

            def of_owner(*rest: More.args, **named: More.kwargs) -> Result:
                alive = me()
                assert alive is not None  # it is the caller's argument
                return function(alive, *rest, **named)

            return cast(Callable[More, Result], lru_cache(maxsize=most)(of_owner))

        @wraps(function)
        def call(owner: Owner, *rest: More.args, **named: More.kwargs) -> Result:
            caches = getattr(owner, "_kept", None)
            if caches is None:
                caches = {}
                object.__setattr__(owner, "_kept", caches)  # it may be frozen
            cache = caches.get(function) or caches.setdefault(function, opened(owner))
            return cast(Result, cache(*rest, **named))

        return cast(Function[Owner, More, Result], call)

    return decorate
