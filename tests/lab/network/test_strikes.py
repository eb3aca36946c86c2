"""What damage strikes is seen for a moment, once, and not where motion is reduced."""

from __future__ import annotations

from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.network.strikes import DIES, GOES_OUT, MOST, dying, going_out
from game.lab.stage.now import moving
from game.lab.state.state import State
from tests.labs import LINE, READY, answered, on_screen


def ticks(state: State, count: int) -> State:
    for _ in range(count):
        state = answered(state)
    return state


DRAWN = ticks(answered(READY, do.ShowInk(LINE)), 200)


def test_a_neuron_goes_out_once() -> None:
    assert going_out(DRAWN) == ()
    state = answered(DRAWN, do.SetDamage("K3.130"))
    assert [strike.unit for strike in going_out(state)] == [Unit(1, 3), Unit(2, 2)]
    more = answered(ticks(state, 5), do.AblateUnit(1, 7))
    assert [strike.unit for strike in going_out(more)] == [Unit(1, 3), Unit(2, 2), Unit(1, 7)]
    assert not going_out(ticks(more, GOES_OUT))
    assert not going_out(answered(ticks(more, DIES), do.AblateUnit(1, 7))), "it comes back quietly"


def test_the_wires_of_a_cut_layer_die() -> None:
    state = answered(DRAWN, do.CutLayer(2))
    strike = dying(state)
    assert strike is not None and strike.layer == 2 and strike.unit is None
    assert dying(ticks(state, DIES)) is None
    assert dying(answered(state, do.CutLayer(2))) is not None, "what has begun is seen to its end"


def test_the_picture_moves_meanwhile_even_in_a_pause_and_then_no_more() -> None:
    state = answered(answered(DRAWN, do.Pause()), do.CutLayer(1))
    assert moving(state) and not moving(ticks(state, DIES + 1))


def test_nothing_strikes_where_motion_is_reduced() -> None:
    state = answered(on_screen(DRAWN, reduced_motion=True), do.SetDamage("W1-K3"))
    assert not going_out(state) and dying(state) is None


def test_all_neurons_at_once_are_no_firework() -> None:
    every = "K" + ".".join(map(str, range(200)))
    assert len(going_out(answered(DRAWN, do.SetDamage(every)))) == MOST
