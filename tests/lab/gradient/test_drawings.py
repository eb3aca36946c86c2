"""What was said and taught of one drawing is not shown of another."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.gradient import update as gradients
from tests.labs import LINE, READY, TWO, answered, on_screen


def test_each_drawing_has_its_own_target_and_steps() -> None:
    """A target chosen for one drawing is not shown as that of the next, nor are its steps; undo
    brings them back with the drawing."""
    state = answered(on_screen(READY, reduced_motion=True), do.ShowInk(LINE))
    winner = gradients.target_of(state)
    assert winner is not None
    other = (winner + 3) % 10
    taught = answered(state, do.ChooseTarget(other), do.Teach(), do.Teach())
    assert [step.of_picture for step in gradients.steps_here(taught)] == [1, 2]
    grown = answered(taught, do.BeginStroke(60, 60), do.MovePen(60, 200), do.EndStroke())
    new = answered(taught, do.ShowInk(TWO))
    assert new.prediction.trace is not None and gradients.steps_here(new) == ()
    assert gradients.target_of(new) == int(new.prediction.trace.probabilities.argmax())
    again = answered(new, do.Teach())
    (step,) = gradients.steps_here(again)
    assert (step.of_picture, step.number) == (1, 3)
    back = answered(again, do.Undo())
    assert gradients.target_of(back) == other and len(gradients.steps_here(back)) == 2
    assert gradients.steps_here(grown) == (), "the loss before and after was another drawing's"
