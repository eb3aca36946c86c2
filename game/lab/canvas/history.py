"""What undo and redo bring back: whole drawings, none of which is lost."""

from __future__ import annotations

from dataclasses import replace

from game.core.ink.ink import Ink
from game.lab.state.canvas import Canvas, Past

#: drawings that undo remembers
HISTORY = 50
#: so many of the newest keep all their moments, and older ones this many
RECENT, FEW = 5, 60


def whole_ink(canvas: Canvas) -> Ink:
    """All of the drawing: what lies after the moment that is shown as well, and what a sample has
    still to draw."""
    ink = canvas.ink if canvas.whole is None else canvas.whole
    for x, y, starts in canvas.script:
        ink = ink.begin(x, y) if starts else ink.extend(x, y)
    return ink


def remembered(canvas: Canvas) -> Canvas:
    """The canvas, ready for other ink: undo brings back the present drawing, and before it those
    that had been undone. (To forget these was rejected: a person who draws on after one undo too
    many could never have them back.)"""
    history = (*canvas.history, *reversed(canvas.undone), _present(canvas))[-HISTORY:]
    old = slice(0, max(len(history) - RECENT, 0))
    history = (*map(_thinned, history[old]), *history[old.stop :])
    return replace(_still(canvas), history=history, undone=())


def offered(canvas: Canvas, ink: Ink) -> Canvas:
    """The canvas as it is, with ink before it that undo brings back."""
    number = canvas.drawings + 1
    history = (*canvas.history, Past(number, ink))[-HISTORY:]
    return replace(canvas, history=history, drawings=number)


def undone(canvas: Canvas) -> Canvas:
    """The canvas with the drawing before the present one."""
    if not canvas.history:
        return canvas
    *history, past = canvas.history
    back = (*canvas.undone, _present(canvas))
    return replace(_shown(canvas, past), history=tuple(history), undone=back)


def redone(canvas: Canvas) -> Canvas:
    """The canvas with the drawing that undo took last."""
    if not canvas.undone:
        return canvas
    *rest, past = canvas.undone
    history = (*canvas.history, _present(canvas))
    return replace(_shown(canvas, past), history=history, undone=tuple(rest))


def begun_anew(canvas: Canvas) -> Canvas:
    """A blank canvas with the same samples. Undo brings the drawings back, but not how they grew:
    what was worked out of them may be at fault."""
    history = (past for past in remembered(canvas).history if past.ink.strokes)
    return Canvas(
        drawing=canvas.drawings + 1,
        drawings=canvas.drawings + 1,
        history=tuple(replace(past, moments=()) for past in history),
        samples=canvas.samples,
        sample_turn=canvas.sample_turn,
    )


def _present(canvas: Canvas) -> Past:
    return Past(canvas.drawing, whole_ink(canvas), canvas.moments)


def _shown(canvas: Canvas, past: Past) -> Canvas:
    shown = replace(_still(canvas), drawing=past.drawing, ink=past.ink)
    return replace(shown, moments=past.moments)


def _still(canvas: Canvas) -> Canvas:
    """The canvas with nothing going on: no pen draws, nothing plays, and the ink is the newest."""
    still = replace(canvas, pen_pointer=None, before=None, script=())
    return replace(still, scrub=None, whole=None, played_from=None)


def _thinned(past: Past) -> Past:
    """With every second moment, or every third, and so on; the last one stays."""
    if len(past.moments) <= FEW:
        return past
    step = -(-len(past.moments) // FEW)
    return replace(past, moments=past.moments[::-step][::-1])
