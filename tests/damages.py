"""Damages to try things with, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from game.core.model.damage import (
    MOST_GAIN,
    MOST_NOISE,
    NEURONS,
    SEEDS,
    TEMPERATURES,
    Adjustment,
    Damage,
    neuron,
)

units = st.integers(0, NEURONS - 1).map(neuron)
adjustments = st.builds(Adjustment, units, st.integers(-50, 50), st.integers(0, MOST_GAIN)).filter(
    lambda a: a != Adjustment(a.unit)
)
damages = st.builds(
    lambda noise, seed, **rest: Damage(noise=noise, seed=seed if noise else 0, **rest),
    biases_off=st.booleans(),
    noise=st.integers(0, MOST_NOISE),
    seed=st.integers(0, SEEDS - 1),
    cuts=st.sets(st.sampled_from([1, 2, 3])).map(lambda s: tuple(sorted(s))),
    ablated=st.sets(units, max_size=5).map(lambda s: tuple(sorted(s))),
    pruned=st.integers(0, 100),
    bits=st.none() | st.integers(1, 8),
    adjusted=st.lists(adjustments, max_size=3, unique_by=lambda a: a.unit).map(
        lambda found: tuple(sorted(found, key=lambda a: a.unit))
    ),
    temperature=st.integers(*TEMPERATURES),
)
