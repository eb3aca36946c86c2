"""Slow look-ups: what was found out about a network is not worked out again."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from game.core.insight.favorite import Favorite, favorite
from game.core.job import finished
from game.core.model.network import Network
from game.core.model.unit import Unit
from game.engine import lookups
from tests.view.network.scenes import network_of


def test_a_favorite_is_computed_once_for_each_neuron_of_a_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed = list[tuple[Network, Unit]]()

    def counted(network: Network, unit: Unit) -> Generator[None, None, Favorite]:
        computed.append((network, unit))
        return (yield from favorite(network, unit))

    monkeypatch.setattr(lookups, "favorite", counted)
    one, other = network_of(1), network_of(2)
    asked = [(one, 3), (one, 4), (other, 3), (one, 3), (one, 4)]
    found = [finished(lookups.find_favorite(n, r, Unit(1, i))) for r, (n, i) in enumerate(asked)]
    assert computed == [(one, Unit(1, 3)), (one, Unit(1, 4)), (other, Unit(1, 3))]
    assert [(f.network_revision, f.unit.index) for f in found] == [
        (0, 3),
        (1, 4),
        (2, 3),
        (3, 3),
        (4, 4),
    ]
    assert found[0].x is found[3].x and found[1].x is found[4].x
    assert found[0].z == found[3].z != found[2].z
