"""Results that are kept for as long as the object lives that they belong to."""

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
    """Keep the last ``most`` results of a function for each first argument, their owner, and drop
    them when the owner is gone.

    Owners are told apart by identity: they must not define ==, and must allow weak references.
    The other arguments must be hashable. Neither they nor a result may refer to the owner, which
    would then never be freed; nor may each of two owners have the other among its arguments. So
    what is kept for a theme or a trace may be about networks, and not the other way round. One
    `lru_cache` for the whole module was rejected: it keeps fonts, surfaces and networks of windows
    and pages that are long gone.
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
