"""State and model together: intents in, the answered State out. Window, render and bench use it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from game.lab.intents import AnswersInferred, Intent, NetworkLoaded, SamplesLoaded
from game.lab.state import State
from game.lab.update import update
from game.shell.assets import Assets
from game.shell.model_file import Model


class Driver:
    """Holds the newest State and asks onnxruntime whenever digits have changed."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._model: Model | None = None

    def load(self, model: Model, assets: Assets) -> None:
        """The network and the sample ink have been read and checked."""
        self._model = model
        self.advance([NetworkLoaded(model.network), SamplesLoaded(assets.samples.digits)])

    def advance(self, intents: Iterable[Intent]) -> State:
        """Apply intents; digits they changed are answered before this returns."""
        self.state = update(self.state, intents)
        if self.state.wants_answers and self._model is not None:
            x = np.stack([found.x for found in self.state.segments])
            answers = self._model.probabilities(x)
            answers.flags.writeable = False
            self.state = update(self.state, [AnswersInferred(self.state.read_revision, answers)])
        return self.state
