"""Every shipped lesson can be followed to its end, and says only what is so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.core.model.accuracy import tally
from game.core.model.damage import damaged
from game.core.model.kept_sums import KeptSums, each_off
from game.core.model.network import SIZES, probabilities
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.engine.lookups import read_lessons
from game.lab import intents as do
from game.lab.break_it.code import damage_of
from game.lab.card.update import chain_of
from game.lab.card.why import pixel_column, why_card, why_column
from game.lab.gradient.update import gradient_of
from game.lab.intents import Intent
from game.lab.network.playback import told_answer
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.shell.files.place import LESSON_NAMES
from game.words.catalogue import say
from tests.lab.lesson.pupil import Pupil
from tests.view.tour import smiley

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = {"en", "de", "fr", "es", "hi"}
LESSONS = {lesson.name: lesson for lesson in read_lessons(Assets()).lessons}
#: who follows the lessons: in a window of this size
SIZES_OF_WINDOWS = {"first-look": (1280, 800), "why": (1920, 1080), "break-it": (1024, 768)}

Deed = Callable[[Pupil, Assets], None]


def own_digit(pupil: Pupil, assets: Assets) -> None:
    pupil.draw(assets.samples.digits[2][1])


def no_digit(pupil: Pupil, assets: Assets) -> None:
    pupil.draw(smiley())


def ask_of_own(pupil: Pupil, assets: Assets) -> None:
    pupil.draw(assets.samples.digits[4][2])
    pupil.wait(200)
    pupil.tap("why")


def tap(name: str) -> Deed:
    return lambda pupil, _: pupil.tap(name)


#: what the class does in each step, in its order; None: it listens, or waits
DEEDS: dict[str, tuple[Deed | None, ...]] = {
    "first-look": (
        *(own_digit, None, None, None, None, None),
        *(tap("step"), lambda p, _: p.tap_neuron(Unit(1, 40)), no_digit, None),
    ),
    "why": (None, tap("why"), None, None, None, None, tap("why_not"), ask_of_own),
    "break-it": (
        *(None, tap("tab.break"), tap("biases"), None),
        *(lambda p, _: p.slide("slide.noise", 0.5), own_digit),
        *(lambda p, _: p.tap_neuron(Unit(1, 40)), tap("heal"), None),
    ),
    "learning": (None, tap("target.7"), None, tap("backward"), tap("teach"), tap("teach"), None),
}


# --- what the lessons say ---


def answer(state: State) -> int | None:
    told = told_answer(state)
    return None if told is None else decided(told)


def share(assets: Assets, model: Model, code: str) -> float:
    x, labels = assets.test_digits()
    found = probabilities(damaged(model.network, damage_of(code)), x)
    return tally(found, labels).share


def nearly_98(state: State, assets: Assets, model: Model) -> bool:
    return 0.975 <= float(told_answer(state)[7]) < 0.98


def five_neurons(state: State, assets: Assets, model: Model) -> bool:
    words = why_card(state.network, state.prediction.trace, chain_of(state)).plain
    return words == (say("why.made", count=5, digit=7), say("why.alone", digit=7))


def equal_sums(state: State, assets: Assets, model: Model) -> bool:
    two, one, pixels = chain_of(state).levels
    columns = why_column(two, 3), why_column(one, 3), pixel_column(pixels)
    return len({column.total for column in columns}) == 1


def ink_both_ways(state: State, assets: Assets, model: Model) -> bool:
    _, _, worth = state.card.worth
    blank, pieces = worth.of(7)
    return blank < 0 and (pieces > 0).any() and (pieces < 0).any()


def a_smudge_to_1(state: State, assets: Assets, model: Model) -> bool:
    _, found, _ = state.card.neighbors
    best = min((one for one in found if one.size is not None), key=lambda one: one.size)
    return best.digit == 1 and np.abs(best.change).max() < 0.3


def first_digits(state: State, assets: Assets, model: Model) -> bool:
    return round(100 * share(assets, model, ""), 1) == 99.2 and answer(state) == 7


def holds_without_biases(state: State, assets: Assets, model: Model) -> bool:
    return answer(state) == 7 and int(100 * share(assets, model, "B1")) == 71


def sure_of_3(state: State, assets: Assets, model: Model) -> bool:
    return answer(state) == 3 and state.prediction.verdict is Verdict.SURE


def noise_60_and_100(state: State, assets: Assets, model: Model) -> bool:
    x = state.prediction.trace.activations[0][None]
    read = [
        int(probabilities(damaged(model.network, damage_of(code)), x).argmax())
        for code in ("N60.0", "N100.0")
    ]
    return read == [7, 1] and state.break_it.damage.seed == 0


def always_the_same(state: State, assets: Assets, model: Model) -> bool:
    pictures, labels = assets.test_digits()
    answers = probabilities(state.network, pictures)
    right = round(100 * tally(answers, labels).share, 1)
    return right == 9.7 and np.allclose(answers, answers[0], atol=1e-6)


def no_neuron_alone(state: State, assets: Assets, model: Model) -> bool:
    (pictures, labels), network = assets.test_digits(), model.network
    work = each_off(KeptSums(network.weights[0], pictures @ network.weights[0].T), network)
    while True:
        try:
            next(work)
        except StopIteration as end:
            digits, certain = end.value
            return bool(((digits == labels[:, None]) & certain).mean(axis=0).min() > 0.97)


def loss_over_3(state: State, assets: Assets, model: Model) -> bool:
    return 3 < gradient_of(state).loss < 3.6


def too_long(state: State, assets: Assets, model: Model) -> bool:
    step = state.gradient.taught[-1]
    return 3 < step.loss < 4 and step.after > 100


def millions(state: State, assets: Assets, model: Model) -> bool:
    words = " ".join((ROOT / "models" / "README.md").read_text("utf-8").split())
    return "66 banks of 400,000 digits" in words and 66 * 400_000 > 26e6


def counts(state: State, assets: Assets, model: Model) -> bool:
    a, b, c, d = SIZES
    return (a, b, c, d, a * b, a * b + b * c + c * d) == (784, 128, 64, 10, 100_352, 109_184)


Claim = Callable[[State, Assets, Model], bool]
#: what is claimed in a step of a lesson, counted from 1
CLAIMS: dict[tuple[str, int], Claim] = {
    ("first-look", 5): counts,
    ("why", 1): nearly_98,
    ("why", 3): five_neurons,
    ("why", 4): equal_sums,
    ("why", 5): ink_both_ways,
    ("why", 6): a_smudge_to_1,
    ("break-it", 1): first_digits,
    ("break-it", 3): holds_without_biases,
    ("break-it", 4): sure_of_3,
    ("break-it", 5): noise_60_and_100,
    ("break-it", 6): always_the_same,
    ("break-it", 7): no_neuron_alone,
    ("learning", 3): loss_over_3,
    ("learning", 6): too_long,
    ("learning", 7): millions,
}


def settled(driver: Driver, slots: tuple[str, ...]) -> None:
    """Work out what the cards wait for."""
    for job in driver.jobs():
        if job.slot in slots:
            result = job.done()
            assert isinstance(result, Intent)
            driver.advance([result])


@pytest.mark.parametrize("name", LESSON_NAMES)
def test_a_class_follows_it_to_its_end(name: str, assets: Assets, model: Model) -> None:
    size = SIZES_OF_WINDOWS.get(name, (1080, 1920))
    driver = Driver(State(screen=Screen(size=size)))
    driver.load(model, assets)
    lesson, pupil = LESSONS[name], Pupil(driver)
    driver.advance([do.BeginLesson(lesson), do.Tick()])
    for nth, (step, deed) in enumerate(zip(lesson.steps, DEEDS[name], strict=True), start=1):
        assert driver.state.lessons.step is step
        pupil.wait(2)
        met = driver.state.lessons.at in driver.state.lessons.done
        assert not met, f"step {nth} is met before anybody has done anything"
        if deed:
            deed(pupil, assets)
        assert pupil.until_met(), f"step {nth}: {step.until} does not come"
        if claim := CLAIMS.get((name, nth)):
            settled(driver, ("worth", "nearest", "neighbors"))
            assert claim(driver.state, assets, model), f"step {nth} says what is not so"
        pupil.on()
    assert driver.state.lessons.running is None and driver.state.noticed


@pytest.mark.parametrize("name", LESSON_NAMES)
def test_it_is_told_in_every_language(name: str) -> None:
    lesson = LESSONS[name]
    texts = [lesson.title, lesson.goal]
    for step in lesson.steps:
        texts += [text for text in (step.say, step.question, step.answer) if text]
        assert bool(step.question) == bool(step.answer)
    assert all({language for language, _ in text} == LANGUAGES for text in texts)
    assert lesson.minutes and sum(bool(step.question) for step in lesson.steps) >= 5


def test_what_a_lesson_does_leaves_the_lab_as_somebody_could_find_it(driver: Driver) -> None:
    """Going back prepares a step again, from wherever."""
    for lesson in LESSONS.values():
        driver.advance([do.BeginLesson(lesson), do.Tick()])
        for by in (1, 1, -1, 1, 1, -1, -1):
            driver.advance([do.TurnLesson(by), do.Tick()])
            step = driver.state.lessons.step
            assert step is not None and not driver.state.lessons.pending
            opened = [i.name for i in step.do if isinstance(i, do.OpenTab)]
            assert not opened or driver.state.screen.tab == opened[-1]


def test_everyone_is_in_the_manifest() -> None:
    names = {f"assets/lessons/{name}.toml" for name in LESSON_NAMES}
    assert names <= set(Assets().names)
    assert names == {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "assets/lessons").iterdir()
    }
