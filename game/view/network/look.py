"""What the network's picture shows of a State, and how often it looks."""

from __future__ import annotations

from typing import Any, NamedTuple

from game.core.ink.verdict import Verdict
from game.core.model.network import Array, Network
from game.lab.break_it.play import light_of
from game.lab.card.act import leader, traced
from game.lab.card.update import chain_of
from game.lab.gradient.update import SHIFT_TICKS, gradient_of, shift_since, wave_since
from game.lab.network.picture import has_bars
from game.lab.network.playback import hides
from game.lab.network.strikes import DIES, GOES_OUT, dying, going_out
from game.lab.network.twin import TWIN, tag_of
from game.lab.stage.now import moving
from game.lab.state.state import State
from game.view.network.scene import NetworkScene

#: ticks for which what was seen under a moving pen is shown: the number beside it is current, and
#: no eye follows neurons any faster. Two networks take turns
HELD, HELD_BY_TWO = 2, 4


class _Answer(NamedTuple):
    """An answer as a scene has it."""

    #: all digits' probabilities as State has them, (n, 10), and which digit is shown
    answers: Array
    digit: int | None
    #: onnxruntime's probabilities for that digit; None: there are none
    probabilities: tuple[float, ...] | None


class Look:
    """Keeps from frame to frame what was seen."""

    def __init__(self) -> None:
        self._answer: _Answer | None = None
        self._seen: tuple[int, NetworkScene] | None = None

    def scene(self, state: State, name: str) -> NetworkScene:
        """What the picture of that name shows. Equal scenes, equal pixels."""
        held, turn = self.pace(state)
        if self._seen is not None and held:
            tick, scene = self._seen
            since, same = state.tick - tick, scene.rect == state.stage.rect(name)
            if same and 0 <= since < held and (since == 0 or state.tick % held != turn):
                return scene
        found = self.seen(state, name)
        self._seen = state.tick, found
        return found

    def pace(self, state: State) -> tuple[int, int]:
        """For how many ticks what was seen is good enough, and at which of them it looks again; for
        0 where every tick counts."""
        seen = self._seen is not None and self._seen[1].growing and self._seen[1].trace is not None
        if not seen or not state.canvas.growing:
            return 0, 0
        return (HELD_BY_TWO if state.stage.has(TWIN) else HELD), 0

    def seen(self, state: State, name: str) -> NetworkScene:
        """What there is to be seen now."""
        playback, screen = state.playback, state.screen
        chain, gradient, since = chain_of(state), None, wave_since(state)
        if since is not None:
            gradient = gradient_of(state)
        return NetworkScene(
            rect=state.stage.rect(name),
            network=state.network,
            trace=state.prediction.trace,
            answer=self._probabilities(state),
            tick=playback.time,
            fired_at=playback.fired_at,
            signals=screen.signals,
            still=screen.reduced_motion and not playback.paused,  # stepping moves nothing by itself
            growing=state.canvas.growing,
            dark=hides(state),
            view=state.view,
            chosen=playback.chosen,
            bars=has_bars(state),
            healthy=_healthy(state),
            sure=state.prediction.verdict is Verdict.SURE,
            pinned=state.card.pinned,
            hovered=state.card.hovered,
            chain=chain.edges if chain else (),
            traced=traced(state) if chain else 0.0,
            leader=leader(state),
            layer=state.layers.opened if screen.tab == "layers" else None,
            gradient=(gradient, since) if gradient is not None and since is not None else None,
            shift=_shift(state),
            damage=state.break_it.damage,
            **_struck(state),
            spotlight=light_of(state),
            tag=tag_of(state),
            alone=state.kiosk.attract,
            moving=moving(state),
        )

    def _probabilities(self, state: State) -> tuple[float, ...] | None:
        """onnxruntime's answer. (NaN equals nothing but the very same NaN.)"""
        now, kept = state.prediction, self._answer
        digit, row = now.shown, now.probabilities
        if kept is None or kept.answers is not now.answers or kept.digit != digit:
            told = None if row is None else tuple(row.tolist())
            kept = self._answer = _Answer(now.answers, digit, told)
        return kept.probabilities


def _healthy(state: State) -> tuple[float, ...] | None:
    """What the healthy network says, where another one answers and bars compare them."""
    if state.network is state.healthy or not has_bars(state):
        return None
    row = state.prediction.healthy_answer
    return None if row is None else tuple(row.tolist())


def _shift(state: State) -> tuple[Network, Network, float] | None:
    """How teaching has just moved the weights."""
    shift, since = state.gradient.shift, shift_since(state)
    if shift is None or since is None:
        return None
    return shift.before, shift.after, since / SHIFT_TICKS


def _struck(state: State) -> dict[str, Any]:
    """What damage has just struck."""
    if not state.playback.strikes:
        return {}
    out = [(s.unit, (state.tick - s.tick) / GOES_OUT) for s in going_out(state) if s.unit]
    cut = dying(state)
    return {
        "going_out": tuple(out),
        "dying": None if cut is None else (cut.layer, (state.tick - cut.tick) / DIES),
        "before": state.healthy if out else None,
    }
