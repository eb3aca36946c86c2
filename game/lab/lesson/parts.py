"""What a lesson can light: parts of the stage by names that a teacher knows."""

from __future__ import annotations

from collections.abc import Callable

from game.core.geometry import Rect
from game.lab.network.picture import NETWORK, plan
from game.lab.state.state import State

#: ticks that the light stays on a part while all around it is dark, and in which it then goes; how
#: many steps that has
LIT, FADE, STEPS = 240, 20, 5
#: beyond the outermost neurons of a layer, px at 1080 lines
_AROUND = 10


def _item(*names: str) -> Callable[[State], Rect | None]:
    """The first of these items that stands on the stage."""

    def found(state: State) -> Rect | None:
        stage = state.stage
        return next((stage.rect(name) for name in names if stage.has(name)), None)

    return found


def _drawer(tab: str) -> Callable[[State], Rect | None]:
    """A drawer that is open, or else the button that opens it."""
    opened, button = _item("panel"), _item(f"tab.{tab}")
    return lambda state: (opened if state.screen.tab == tab else button)(state)


def _layer(layer: int) -> Callable[[State], Rect | None]:
    """A layer in the picture of the network; the output with all that stands at its right."""

    def found(state: State) -> Rect | None:
        if not state.stage.has(NETWORK):
            return None
        places, picture = plan(state), state.stage.rect(NETWORK)
        if layer == 0:
            return _within(places.plate, picture, _AROUND * places.scale)
        part = places.layer(layer)
        shown = places.visibility[part] > 0.5
        centers, radii = places.positions[part][shown], places.radii[part][shown, None]
        if not len(centers):
            return None
        left, top = (centers - radii).min(axis=0).tolist()
        right, bottom = (centers + radii).max(axis=0).tolist()
        right = picture.right if layer == 3 else right
        area = Rect(left, top, right - left, bottom - top)
        return _within(area, picture, _AROUND * places.scale)

    return found


def _within(area: Rect, picture: Rect, by: float) -> Rect:
    """The area with a margin, as far as it is in the picture."""
    left, top = max(area.x - by, picture.x), max(area.y - by, picture.y)
    right, bottom = min(area.right + by, picture.right), min(area.bottom + by, picture.bottom)
    return Rect(left, top, max(right - left, 0), max(bottom - top, 0))


#: all of them by their names; beside these, each control has the name that `layout` prints
PARTS: dict[str, Callable[[State], Rect | None]] = {
    "canvas": _item("canvas"),
    "film": _item("timeline"),
    "network": _item(NETWORK),
    "healthy": _item("network.twin"),
    "input": _layer(0),
    "hidden1": _layer(1),
    "hidden2": _layer(2),
    "output": _layer(3),
    "prediction": _item("prediction", NETWORK),
    "card": _item("card"),
    "break": _drawer("break"),
    "layers": _drawer("layers"),
    "compute": _drawer("compute"),
    "legend": _item("network.legend", NETWORK),
    "hint": _item("hint"),
    "header": _item("lesson"),
}

#: the panels of the stage that are no controls, by the names that `layout` prints
_PANELS = (
    "bits.words block.cuts block.noise break.code break.curve break.cuts break.digits break.lead "
    "break.meter break.words card.body card.heading card.leader forward.bias forward.bias.words "
    "forward.blank forward.focus forward.in forward.in.words forward.line forward.matrix "
    "forward.matrix.words forward.out forward.out.words forward.path forward.relu forward.sign.is "
    "forward.sign.plus forward.sign.times forward.softmax forward.sum forward.words gain.words "
    "gradient.blank gradient.blocks gradient.legend gradient.loss gradient.names gradient.outputs "
    "gradient.plain gradient.question gradient.unit gradient.x gradient.x.words gradient.z1 "
    "gradient.z1.words gradient.z2 gradient.z2.words heat.words layer.card layer.cells "
    "layer.measured layer.neuron layer.title layer.words network.heading network.legend "
    "network.picture network.twin noise.words panel panel.heading prediction.bars "
    "prediction.heading prediction.result prune.words seal seen shift.words teach.curve "
    "teach.rate teach.words timeline weights.histogram weights.legend weights.neurons "
    "weights.numbers weights.title weights.unit weights.words"
)
PANELS = frozenset(_PANELS.split())


def lit(state: State) -> tuple[Rect, ...]:
    """What the present step lights, window px; () for nothing, and under a sheet."""
    step = state.lessons.step
    if step is None or state.screen.sheet is not None:
        return ()
    found = (PARTS.get(name, _item(name))(state) for name in step.spotlight)
    return tuple(rect.rounded() for rect in found if rect is not None and rect.w and rect.h)


def dark(state: State) -> float:
    """How dark it is around that, 0..1, in `STEPS` steps: as the step begins, for a while."""
    late = state.tick - state.lessons.since - LIT
    if late <= 0:
        return 1.0
    if state.screen.reduced_motion or late >= FADE:
        return 0.0
    return 1 - -(-late * STEPS // FADE) / STEPS
