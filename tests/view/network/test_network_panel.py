"""The picture of the network: the same twice, within its rectangle; and what becomes of jobs."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import Any
from weakref import ref

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.ink.segment import Segment
from game.core.insight.explain import why
from game.core.job import finished
from game.core.model.network import Network, forward
from game.core.model.unit import Unit
from game.lab.network.plan import UnitPlan, place
from game.lab.network.signals import WAVE_TICKS
from game.lab.state.state import State
from game.view.network.network import NetworkPanel
from game.view.network.pictures import weight_surfaces
from game.view.network.pictures.weight_surfaces import rest_of
from game.view.network.scene import NetworkScene
from game.view.paint.theme import Theme, theme_of
from tests.networks import broken_network, some_trace
from tests.states import having
from tests.view.network.scenes import (
    OUTSIDE,
    RECT,
    THEME,
    finish,
    network_of,
    pixels,
    scene_of,
)


@pytest.fixture(scope="module")
def network() -> Network:
    return network_of(0)


@pytest.fixture()
def panel() -> NetworkPanel:
    return NetworkPanel()


def again(scene: NetworkScene) -> NetworkScene:
    """The scene with another trace of the same numbers, as a next answer has."""
    assert scene.trace
    return replace(scene, trace=replace(scene.trace))


@pytest.mark.parametrize("tick", [None, 0, 20, 45, 70, WAVE_TICKS, 500])
def test_drawing_twice_gives_equal_pixels_and_stays_inside(
    panel: NetworkPanel, network: Network, tick: int | None
) -> None:
    scene = scene_of(RECT, network, tick)
    for _ in range(2):  # before and after the slow pictures are there
        first = pixels(panel, scene)
        np.testing.assert_array_equal(first, pixels(panel, scene))
        outside = np.ones(first.shape[:2], bool)
        outside[40:420, 30:510] = False
        assert (first[outside] == OUTSIDE).all()
        assert (first[~outside] != OUTSIDE).any(axis=-1).all()
        finish(panel, scene)


def test_the_order_of_frames_does_not_matter(panel: NetworkPanel, network: Network) -> None:
    scene = scene_of(RECT, network, 400)
    pixels(panel, scene)
    finish(panel, scene)
    first = pixels(panel, scene)
    pixels(panel, replace(scene, tick=900))
    np.testing.assert_array_equal(first, pixels(panel, scene))


def test_reduced_motion_stands_still(panel: NetworkPanel, network: Network) -> None:
    scene = replace(scene_of(RECT, network, 3), still=True)
    pixels(panel, scene)
    finish(panel, scene)
    first = pixels(panel, scene)
    np.testing.assert_array_equal(first, pixels(panel, replace(scene, tick=scene.tick + 77)))


def test_a_growing_stroke_shows_every_picture_that_arrives_in_order(
    panel: NetworkPanel, network: Network
) -> None:
    scene = scene_of(RECT, network, 200)
    pixels(panel, scene)
    finish(panel, scene)
    scene = replace(scene, growing=True)
    (job,) = panel.jobs(THEME, again(scene))
    newer = again(scene)
    panel.accept(job.slot, job.key, job.done())  # overtaken, yet newer than what is shown
    (late,) = panel.jobs(THEME, newer)
    assert late.key != job.key
    panel.accept(late.slot, late.key, late.done())
    panel.accept(job.slot, job.key, job.done())  # older than what is shown: dropped
    assert panel.jobs(THEME, newer) == []
    (fine,) = panel.jobs(THEME, replace(newer, growing=False))  # once the pen rests, in full detail
    panel.accept(fine.slot, fine.key, fine.done())
    assert panel.jobs(THEME, replace(newer, growing=False)) == []


def test_a_cleared_canvas_does_not_come_back(panel: NetworkPanel, network: Network) -> None:
    old = scene_of(RECT, network, 200)
    pixels(panel, old)
    finish(panel, old)
    job, _ = panel.jobs(THEME, again(old))
    blank = scene_of(RECT, network, None)
    pixels(panel, blank)
    new = replace(again(old), tick=400, fired_at=400)
    before = pixels(panel, new)
    panel.accept(job.slot, job.key, job.done())  # of the drawing that was cleared
    np.testing.assert_array_equal(before, pixels(panel, new))


def test_pictures_for_another_place_or_other_colors_are_dropped(
    panel: NetworkPanel, network: Network
) -> None:
    """A picture that is late is not taken for one of now, even where the picture stood before."""
    scene, other = scene_of(RECT, network, 300), Theme(scale=0.6, ground=(60, 0, 0))
    late = panel.jobs(other, scene)
    panel.jobs(other, replace(scene, rect=Rect(30, 40, 470, 380)))
    first = pixels(panel, scene)
    wanted = panel.jobs(THEME, scene)
    assert not {job.key for job in late} & {job.key for job in wanted}
    for job in late:
        panel.accept(job.slot, job.key, job.done())
    assert [job.slot for job in panel.jobs(THEME, scene)] == [job.slot for job in wanted]
    np.testing.assert_array_equal(first, pixels(panel, scene))


def test_no_pulses_run_in_other_colors(panel: NetworkPanel, network: Network) -> None:
    """On paper, light would be black."""
    scene, paper = scene_of(RECT, network, 300), theme_of("light", THEME.scale)
    finish(panel, scene)
    pixels(panel, scene)
    lit = NetworkPanel()
    first = pixels(lit, scene, paper)
    lit.accept("network.comets", *panel._comets)  # type: ignore[misc]
    np.testing.assert_array_equal(first, pixels(lit, scene, paper))


def test_a_new_picture_fades_in_and_a_pause_ends_that(
    panel: NetworkPanel, network: Network
) -> None:
    scene = replace(scene_of(RECT, network, 200), moving=True)
    finish(panel, scene)
    pixels(panel, scene)
    other = again(replace(scene, network=network_of(9)))
    finish(panel, other)
    begun, amid, end = (replace(other, tick=other.tick + n) for n in (1, 4, 40))
    pixels(panel, begun)
    fading = pixels(panel, amid)
    np.testing.assert_array_equal(fading, pixels(panel, amid))
    paused = pixels(panel, replace(amid, moving=False))
    assert (fading != paused).any()
    pixels(panel, end)
    np.testing.assert_array_equal(paused, pixels(panel, amid))


def test_networks_and_traces_of_the_past_are_let_go(panel: NetworkPanel) -> None:
    for view in (0, 1):
        scene = replace(scene_of(RECT, network_of(3), 300), hovered=Unit(1, 4), view=view)
        scene = replace(scene, pinned=Unit(2, 7))
        finish(panel, scene)
        pixels(panel, scene)
    assert scene.network and scene.trace
    past = ref(scene.network), ref(scene.trace)
    scene = scene_of(RECT, network_of(4), None)
    pixels(panel, scene)
    gc.collect()
    assert [one() for one in past] == [None, None]


def test_the_look_of_a_network_that_gives_no_numbers_stays_equal(panel: NetworkPanel) -> None:
    """NaN equals nothing: a picture that shows it must not be drawn 60 times a second."""
    network = broken_network(float("nan"))
    digit = Segment((0,), Rect(0, 0, 9, 9), np.zeros(784, np.float32))
    state = having(
        State(),
        network=network,
        trace=some_trace(network),
        segments=(digit,),
        answers=np.full((1, 10), np.nan, np.float32),
        paused=True,
    )
    assert panel.look(state) == panel.look(state)
    assert panel.look(state) != panel.look(having(state, trace=some_trace(network)))


def test_changed_weights_show_at_once_and_their_background_follows(
    panel: NetworkPanel, network: Network
) -> None:
    scene = scene_of(RECT, network, 300)
    pixels(panel, scene)
    finish(panel, scene)
    healthy = pixels(panel, scene)
    hurt = replace(scene, network=network_of(9))
    coarse, live, *final = panel.jobs(THEME, hurt)
    slots = ["network.rest.fast", "network.live", "network.live.fine", "network.rest"]
    assert [job.slot for job in (coarse, live, *final)] == slots
    panel.accept(coarse.slot, coarse.key, coarse.done())
    assert [job.slot for job in panel.jobs(THEME, hurt)] == slots[1:]
    live = panel.jobs(THEME, hurt)[0]
    panel.accept(live.slot, live.key, live.done())
    assert [job.slot for job in panel.jobs(THEME, hurt)] == slots[2:]
    later = replace(hurt, tick=hurt.tick + 60)
    first = pixels(panel, later)
    assert (first != healthy).any()
    finish(panel, later)
    assert (pixels(panel, replace(later, tick=later.tick + 60)) != first).any()


def test_pictures_made_before_the_first_frame_are_kept(
    panel: NetworkPanel, network: Network
) -> None:
    scene = scene_of(RECT, network, 300)
    finish(panel, scene)
    pixels(panel, scene)
    assert panel.jobs(THEME, scene) == []


def test_a_broken_network_is_drawn(panel: NetworkPanel, network: Network) -> None:
    broken = Network(
        tuple(np.full_like(w, np.nan) for w in network.weights),  # type: ignore[arg-type]
        network.biases,
    )
    scene = scene_of(RECT, broken, 300)
    pixels(panel, scene)
    finish(panel, scene)
    pixels(panel, scene)


def test_a_network_that_is_still_loading_is_drawn(panel: NetworkPanel) -> None:
    scene = NetworkScene(RECT, None, None, None, 0, 0, 600, False)
    assert [job.slot for job in panel.jobs(THEME, scene)] == ["network.comets"]
    pixels(panel, scene)


def focus_of(scene: NetworkScene, network: Network) -> dict[str, NetworkScene]:
    """The scene with all that can be in focus, in both views."""
    assert scene.trace
    chain = why(network, scene.trace, 3).edges
    cases = {
        "plain": scene,
        "pixel": replace(scene, pinned=Unit(0, 400)),
        "first": replace(scene, pinned=Unit(1, 5), hovered=Unit(2, 63)),
        "second": replace(scene, pinned=Unit(2, 1), hovered=Unit(0, 27)),
        "output": replace(scene, pinned=Unit(3, 9), hovered=Unit(1, 127)),
        "chain": replace(scene, chain=chain, hovered=Unit(3, 0)),
    }
    return {
        f"{name} {view}": replace(case, view=view)
        for name, case in cases.items()
        for view in (0, 1)
    }


def test_pins_and_chains_draw_the_same_twice_and_stay_inside(
    panel: NetworkPanel, network: Network
) -> None:
    shown = {}
    outside = np.ones((460, 560), bool)
    outside[40:420, 30:510] = False
    for name, scene in focus_of(scene_of(RECT, network, 400), network).items():
        first = pixels(panel, scene)
        finish(panel, scene)
        shown[name] = pixels(panel, scene)
        np.testing.assert_array_equal(shown[name], pixels(panel, scene))
        for image in (first, shown[name]):
            assert (image[outside] == OUTSIDE).all()
            assert (image[~outside] != OUTSIDE).any(axis=-1).all()
    for name, image in shown.items():
        for other, twin in shown.items():
            assert name == other or (image != twin).any(), (name, other)


@pytest.mark.parametrize("view", [0.1, 0.5, 0.9])
def test_the_morph_covers_the_rectangle_before_and_after_its_pictures_are_there(
    panel: NetworkPanel, network: Network, view: float
) -> None:
    for tick in (None, 30.5, 300.25):
        scene = replace(scene_of(RECT, network, 0), view=view, tick=100 + (tick or 0), dark=True)
        scene = scene if tick is not None else replace(scene, trace=None, answer=None)
        for _ in range(2):
            first = pixels(panel, scene)
            np.testing.assert_array_equal(first, pixels(panel, scene))
            assert (first[40:420, 30:510] != OUTSIDE).any(axis=-1).all()
            finish(panel, scene)


@pytest.mark.parametrize("view", [0, 1])
def test_time_may_stand_still_and_run_backwards(
    panel: NetworkPanel, network: Network, view: int
) -> None:
    """Each frame is what its tick says, whichever frames were drawn before it."""
    base = replace(scene_of(RECT, network, 0), dark=True, view=view)
    pixels(panel, base)
    finish(panel, base)
    ticks = [100.0, 103.3, 130.0, 141.75, 152.0, 172.0, 190.5, 400.125]
    frames = {tick: pixels(panel, replace(base, tick=tick)) for tick in ticks}
    for tick in [*reversed(ticks), 141.75, 100.0, 400.125, 141.75]:
        again = pixels(panel, replace(base, tick=tick))
        np.testing.assert_array_equal(again, frames[tick])
    assert (frames[100.0] != frames[130.0]).any()
    replayed = replace(base, tick=500.0, fired_at=500.0)
    assert (pixels(panel, replayed) != frames[400.125]).any()


def test_where_time_stands_still_a_new_answer_is_there_at_once(
    panel: NetworkPanel, network: Network
) -> None:
    scene = replace(scene_of(RECT, network, 300), tick=400.5)
    pixels(panel, scene)
    finish(panel, scene)
    pixels(panel, scene)
    x = np.zeros(784, np.float32)
    x[300:420] = 1
    trace = forward(network, x)
    other = replace(scene, trace=trace, answer=tuple(trace.probabilities.tolist()))
    finish(panel, other)
    first = pixels(panel, other)
    np.testing.assert_array_equal(first, pixels(panel, other))
    fresh = NetworkPanel()
    pixels(fresh, other)
    finish(fresh, other)
    np.testing.assert_array_equal(first, pixels(fresh, other))


def test_the_first_look_at_changed_weights_is_like_the_final_one(network: Network) -> None:
    plan, theme = place(RECT, 0.6), Theme(scale=0.6)
    looks = [finished(rest_of(plan, network, theme, quick)) for quick in (True, False)]
    quick, final = (look.bright for look in looks)
    a, b = (pygame.surfarray.array3d(s).astype(float).mean(axis=2) for s in (quick, final))
    small = [v[:480, :380].reshape(24, 20, 19, 20).mean(axis=(1, 3)) for v in (a, b)]
    assert np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1] > 0.95


def test_weights_painted_lately_are_not_painted_again_wherever_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network, theme, paint = network_of(1), Theme(scale=0.6), weight_surfaces.paint_weights
    painted = list[Rect]()

    def counted(plan: UnitPlan, *rest: Any) -> Any:
        painted.append(plan.rect)
        return paint(plan, *rest)

    monkeypatch.setattr(weight_surfaces, "paint_weights", counted)
    moved = [RECT, RECT._replace(x=RECT.x + 6), RECT._replace(y=RECT.y + 3)]
    looks = [
        finished(rest_of(place(rect, 0.6), network, theme, quick))
        for rect in moved
        for quick in (False, True)
    ]
    first, *others = (pygame.surfarray.array2d(look.bright) for look in looks)
    assert painted == [RECT]
    for other in others:
        np.testing.assert_array_equal(first, other)
    finished(rest_of(place(RECT, 0.6), network_of(2), theme))
    finished(rest_of(place(RECT._replace(w=RECT.w - 1), 0.6), network, theme))
    assert len(painted) == 3  # another network, another shape
