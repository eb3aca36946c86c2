"""Results kept for as long as what they belong to."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary, ref

Owner = TypeVar("Owner")
More = ParamSpec("More")
Result = TypeVar("Result")
Function = Callable[Concatenate[Owner, More], Result]


def kept(most: int) -> Callable[[Function[Owner, More, Result]], Function[Owner, More, Result]]:
    """Keep the ``most`` last results of a function for each first argument, their owner, and let
    them go with it.

    The owner is told by identity (it must not define ==) and must allow weak references; neither
    the other arguments, which must be hashable, nor a result may hold it. A cache of the module
    was rejected: it keeps fonts, surfaces and networks of windows and pages long gone.
    """

    def decorate(function: Function[Owner, More, Result]) -> Function[Owner, More, Result]:
        caches: WeakKeyDictionary[Any, Callable[More, Result]] = WeakKeyDictionary()

        def opened(owner: Owner) -> Callable[More, Result]:
            me = ref(owner)

            def of_owner(*rest: More.args, **named: More.kwargs) -> Result:
                alive = me()
                assert alive is not None  # it is the caller's argument
                return function(alive, *rest, **named)

            cache = cast(Callable[More, Result], lru_cache(maxsize=most)(of_owner))
            return caches.setdefault(owner, cache)

        @wraps(function)
        def call(owner: Owner, *rest: More.args, **named: More.kwargs) -> Result:
            return (caches.get(owner) or opened(owner))(*rest, **named)

        return cast(Function[Owner, More, Result], call)

    return decorate
