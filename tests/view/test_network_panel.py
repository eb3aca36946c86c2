"""The picture of the network: the same twice, within its rectangle, even lines, no seams."""

from __future__ import annotations

import os
from dataclasses import replace

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.insight.explain import why
from game.core.job import finished
from game.core.model.network import SIZES, Network, forward
from game.core.model.unit import Unit
from game.lab.network.plan import place
from game.lab.network.signals import WAVE_TICKS
from game.shell.files.assets import Assets
from game.view.network.all_weights import _doubled
from game.view.network.captions import captions
from game.view.network.network import NetworkPicture, NetworkScene
from game.view.network.rasterize import Edges, rasterize
from game.view.network.tooltip import draw_tooltip, tooltip
from game.view.network.weight_surfaces import rest_of
from game.view.paint.text import Text
from game.view.paint.theme import Theme

FONTS = Assets().fonts
OUTSIDE = (12, 200, 34)


def network_of(seed: int) -> Network:
    chance = np.random.default_rng(seed)
    shapes = list(zip(SIZES[1:], SIZES, strict=False))
    weights = [(chance.normal(size=s) / np.sqrt(s[1])).astype(np.float32) for s in shapes]
    biases = [np.zeros(s[0], np.float32) for s in shapes]
    return Network(tuple(weights), tuple(biases))  # type: ignore[arg-type]


def scene_of(rect: Rect, network: Network, tick: int | None) -> NetworkScene:
    """A scene ``tick`` ticks after a drawing fired the network; None: a blank canvas."""
    x = np.zeros((28, 28), np.float32)
    x[5:23, 13:16] = 1
    trace = None if tick is None else forward(network, x.ravel())
    answer = None if trace is None else trace.probabilities
    return NetworkScene(rect, network, 0, trace, answer, 1, 100 + (tick or 0), 100, 600, False)


def finish(picture: NetworkPicture, scene: NetworkScene) -> None:
    """Do all slow work that the scene wants."""
    for _ in range(3):
        for job in picture.jobs(scene):
            picture.accept(job.slot, job.key, job.done())
    assert picture.jobs(scene) == []


def pixels(picture: NetworkPicture, scene: NetworkScene) -> np.ndarray:
    surface = pygame.Surface((560, 460), depth=32)
    surface.fill(OUTSIDE)
    picture.draw(surface, scene)
    return pygame.surfarray.array3d(surface).transpose(1, 0, 2)


@pytest.fixture(scope="module")
def network() -> Network:
    return network_of(0)


@pytest.fixture()
def picture() -> NetworkPicture:
    pygame.font.init()
    return NetworkPicture(Theme(scale=0.6), Text(FONTS))


RECT = Rect(30, 40, 480, 380)


@pytest.mark.parametrize("tick", [None, 0, 20, 45, 70, WAVE_TICKS, 500])
def test_drawing_twice_gives_equal_pixels_and_stays_inside(
    picture: NetworkPicture, network: Network, tick: int | None
) -> None:
    scene = scene_of(RECT, network, tick)
    for _ in range(2):  # before and after the slow pictures are there
        first = pixels(picture, scene)
        np.testing.assert_array_equal(first, pixels(picture, scene))
        outside = np.ones(first.shape[:2], bool)
        outside[40:420, 30:510] = False
        assert (first[outside] == OUTSIDE).all()
        assert (first[~outside] != OUTSIDE).any(axis=-1).all()
        picture.draw(pygame.Surface((560, 460), depth=32), scene)
        finish(picture, scene)


def test_the_order_of_frames_does_not_matter(picture: NetworkPicture, network: Network) -> None:
    scene = scene_of(RECT, network, 400)
    pixels(picture, scene)
    finish(picture, scene)
    first = pixels(picture, scene)
    pixels(picture, replace(scene, tick=900))
    np.testing.assert_array_equal(first, pixels(picture, scene))


def test_reduced_motion_stands_still(picture: NetworkPicture, network: Network) -> None:
    scene = replace(scene_of(RECT, network, 3), still=True)
    pixels(picture, scene)
    finish(picture, scene)
    first = pixels(picture, scene)
    np.testing.assert_array_equal(first, pixels(picture, replace(scene, tick=scene.tick + 77)))


def test_a_growing_stroke_shows_every_picture_that_arrives_in_order(
    picture: NetworkPicture, network: Network
) -> None:
    scene = scene_of(RECT, network, 200)
    pixels(picture, scene)
    finish(picture, scene)
    scene = replace(scene, growing=True)
    (job,) = picture.jobs(replace(scene, answer_revision=2))
    newer = replace(scene, answer_revision=5)
    picture.accept(job.slot, job.key, job.done())  # overtaken, yet newer than what is shown
    (late,) = picture.jobs(newer)
    assert late.key != job.key
    picture.accept(late.slot, late.key, late.done())
    picture.accept(job.slot, job.key, job.done())  # older than what is shown: dropped
    assert picture.jobs(newer) == []
    (fine,) = picture.jobs(replace(newer, growing=False))  # once the pen rests, in full detail
    picture.accept(fine.slot, fine.key, fine.done())
    assert picture.jobs(replace(newer, growing=False)) == []


def test_a_cleared_canvas_does_not_come_back(picture: NetworkPicture, network: Network) -> None:
    old = scene_of(RECT, network, 200)
    pixels(picture, old)
    finish(picture, old)
    job, _ = picture.jobs(replace(old, answer_revision=2))
    blank = scene_of(RECT, network, None)
    pixels(picture, blank)
    new = replace(old, answer_revision=3, tick=400, fired_at=400)
    before = pixels(picture, new)
    picture.accept(job.slot, job.key, job.done())  # of the drawing that was cleared
    np.testing.assert_array_equal(before, pixels(picture, new))


def test_changed_weights_show_at_once_and_their_background_follows(
    picture: NetworkPicture, network: Network
) -> None:
    scene = scene_of(RECT, network, 300)
    pixels(picture, scene)
    finish(picture, scene)
    healthy = pixels(picture, scene)
    hurt = replace(scene, network=network_of(9), network_revision=1)
    coarse, live, *final = picture.jobs(hurt)
    slots = ["network.rest.fast", "network.live", "network.live.fine", "network.rest"]
    assert [job.slot for job in (coarse, live, *final)] == slots
    picture.accept(coarse.slot, coarse.key, coarse.done())
    assert [job.slot for job in picture.jobs(hurt)] == slots[1:]
    live = picture.jobs(hurt)[0]
    picture.accept(live.slot, live.key, live.done())
    assert [job.slot for job in picture.jobs(hurt)] == slots[2:]
    later = replace(hurt, tick=hurt.tick + 60)
    first = pixels(picture, later)
    assert (first != healthy).any()
    finish(picture, later)
    assert (pixels(picture, replace(later, tick=later.tick + 60)) != first).any()


def test_pictures_made_before_the_first_frame_are_kept(
    picture: NetworkPicture, network: Network
) -> None:
    scene = scene_of(RECT, network, 300)
    finish(picture, scene)
    pixels(picture, scene)
    assert picture.jobs(scene) == []


def test_a_broken_network_is_drawn(picture: NetworkPicture, network: Network) -> None:
    broken = Network(
        tuple(np.full_like(w, np.nan) for w in network.weights),  # type: ignore[arg-type]
        network.biases,
    )
    scene = scene_of(RECT, broken, 300)
    pixels(picture, scene)
    finish(picture, scene)
    pixels(picture, scene)


def test_a_network_that_is_still_loading_is_drawn(picture: NetworkPicture) -> None:
    scene = NetworkScene(RECT, None, 0, None, None, 0, 0, 0, 600, False)
    assert [job.slot for job in picture.jobs(scene)] == ["network.comets"]
    pixels(picture, scene)


@pytest.mark.parametrize("rise", [0.0, 37.3, 120.0, 250.0, -391.7, 2000.0])
def test_a_single_edge_has_even_coverage(rise: float) -> None:
    """Wherever a line is cut across its shorter side, the same amount of light comes through."""
    run, scale = 211.4, min(1.0, 500 / max(abs(rise), 1))
    start = np.array([[20.3, 30.6 if rise >= 0 else 430.2]], np.float32)
    end = start + np.array([[run * scale, rise * scale]], np.float32)
    picture = np.zeros((2, 560, 300), np.float32)
    rasterize(picture, Edges(start, end, np.ones(1, np.float32)), 0.05, 0.05)
    assert picture[1].sum() == 0
    steep = abs(rise) > run
    across = picture[0].sum(axis=1 if steep else 0)
    inner = across[np.flatnonzero(across)]
    inner = inner[len(inner) // 8 : -len(inner) // 8]
    assert inner.min() > 0.99 * inner.max()
    lit = (picture[0] > 0).sum(axis=1 if steep else 0)
    assert lit.max() <= 2  # a fine line stays fine


def test_steep_lines_are_as_bright_as_flat_ones() -> None:
    light = []
    for end in ((400.0, 60.0), (300.0, 290.0), (290.0, 300.0), (60.0, 400.0)):
        picture = np.zeros((2, 450, 450), np.float32)
        start = np.array([[20, 20]], np.float32)
        edge = Edges(start, np.array([end], np.float32), np.ones(1, np.float32))
        rasterize(picture, edge, 0.02, 0.02)
        light.append(picture.sum() / np.hypot(end[0] - 20, end[1] - 20))
    assert max(light) < 1.03 * min(light)


def test_a_doubled_haze_is_linear_inside_and_does_not_wrap_at_the_edges() -> None:
    picture = np.zeros((2, 4, 6), np.float32)
    picture[0, 1, 0], picture[1, 3, 2] = 16, 16  # at the left edge, at the lower edge
    expected = np.zeros((2, 8, 12), np.float32)
    expected[0, 1:5, :3] = np.outer((0.25, 0.75, 0.75, 0.25), (16, 12, 4))
    expected[1, 5:, 3:7] = np.outer((0.25, 0.75, 1), (4, 12, 12, 4))
    found = _doubled(picture)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected)


def test_no_seam_shows_where_many_edges_begin() -> None:
    """All edges of layer 1 alike: light changes smoothly from column to column."""
    plan = place(Rect(0, 0, 900, 600))
    sources, targets = plan.positions[plan.layer(0)], plan.positions[plan.layer(1)]
    start = np.repeat(sources, len(targets), axis=0)
    end = np.tile(targets, (len(sources), 1))
    picture = np.zeros((2, 600, 900), np.float32)
    rasterize(picture, Edges(start, end, np.ones(len(start), np.float32)), 0.3, 0.06)
    columns = picture[0].sum(axis=0)
    middle = columns[int(sources[:, 0].min()) + 40 : int(targets[:, 0].min()) - 20]
    bend = np.abs(np.diff(middle, 2)) / middle[1:-1]
    assert bend.max() < 0.01


@pytest.mark.parametrize("size", [(960, 860), (940, 480), (400, 300), (320, 240), (500, 900)])
def test_captions_neither_overlap_nor_leave_the_picture(size: tuple[int, int]) -> None:
    pygame.font.init()
    text, rect = Text(FONTS), Rect(10, 10, *size)
    lines = captions(place(rect), text)
    assert len(lines) >= 4
    boxes = [
        pygame.Rect(
            round(line.x - text.width(line.words, line.size, line.name) / 2),
            round(line.y),
            text.width(line.words, line.size, line.name),
            line.size,
        )
        for line in lines
    ]
    for i, box in enumerate(boxes):
        assert pygame.Rect(9, 9, size[0] + 2, size[1] + 2).contains(box)
        assert box.collidelist(boxes[:i] + boxes[i + 1 :]) == -1


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
    picture: NetworkPicture, network: Network
) -> None:
    shown = {}
    outside = np.ones((460, 560), bool)
    outside[40:420, 30:510] = False
    for name, scene in focus_of(scene_of(RECT, network, 400), network).items():
        first = pixels(picture, scene)
        finish(picture, scene)
        shown[name] = pixels(picture, scene)
        np.testing.assert_array_equal(shown[name], pixels(picture, scene))
        for image in (first, shown[name]):
            assert (image[outside] == OUTSIDE).all()
            assert (image[~outside] != OUTSIDE).any(axis=-1).all()
    for name, image in shown.items():
        for other, twin in shown.items():
            assert name == other or (image != twin).any(), (name, other)


@pytest.mark.parametrize("view", [0.1, 0.5, 0.9])
def test_the_morph_covers_the_rectangle_before_and_after_its_pictures_are_there(
    picture: NetworkPicture, network: Network, view: float
) -> None:
    for tick in (None, 30.5, 300.25):
        scene = replace(scene_of(RECT, network, 0), view=view, tick=100 + (tick or 0), dark=True)
        scene = scene if tick is not None else replace(scene, trace=None, answer=None)
        for _ in range(2):
            first = pixels(picture, scene)
            np.testing.assert_array_equal(first, pixels(picture, scene))
            assert (first[40:420, 30:510] != OUTSIDE).any(axis=-1).all()
            finish(picture, scene)


@pytest.mark.parametrize("view", [0, 1])
def test_time_may_stand_still_and_run_backwards(
    picture: NetworkPicture, network: Network, view: int
) -> None:
    """Each frame is what its tick says, whichever frames were drawn before it."""
    base = replace(scene_of(RECT, network, 0), dark=True, view=view)
    pixels(picture, base)
    finish(picture, base)
    ticks = [100.0, 103.3, 130.0, 141.75, 152.0, 172.0, 190.5, 400.125]
    frames = {tick: pixels(picture, replace(base, tick=tick)) for tick in ticks}
    for tick in [*reversed(ticks), 141.75, 100.0, 400.125, 141.75]:
        again = pixels(picture, replace(base, tick=tick))
        np.testing.assert_array_equal(again, frames[tick])
    assert (frames[100.0] != frames[130.0]).any()
    replayed = replace(base, tick=500.0, fired_at=500.0)
    assert (pixels(picture, replayed) != frames[400.125]).any()


def test_where_time_stands_still_a_new_answer_is_there_at_once(
    picture: NetworkPicture, network: Network
) -> None:
    scene = replace(scene_of(RECT, network, 300), tick=400.5)
    pixels(picture, scene)
    finish(picture, scene)
    pixels(picture, scene)
    x = np.zeros(784, np.float32)
    x[300:420] = 1
    trace = forward(network, x)
    other = replace(scene, trace=trace, answer=trace.probabilities, answer_revision=2)
    finish(picture, other)
    first = pixels(picture, other)
    np.testing.assert_array_equal(first, pixels(picture, other))
    fresh = NetworkPicture(Theme(scale=0.6), Text(FONTS))
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


@pytest.mark.parametrize("size", [(963, 860, 1.0), (455, 430, 0.711), (320, 240, 0.7)])
def test_a_tooltip_never_leaves_the_picture(size: tuple[int, int, float]) -> None:
    pygame.font.init()
    rect, theme = Rect(20, 20, *size[:2]), Theme(scale=size[2])
    net = network_of(0)
    plan, text = place(rect, size[2]), Text(FONTS)
    surface = pygame.Surface((size[0] + 40, size[1] + 40), depth=32)
    for unit in (Unit(0, 0), Unit(0, 783), Unit(1, 0), Unit(1, 127), Unit(2, 63), Unit(3, 9)):
        scene = replace(scene_of(rect, net, 300), hovered=unit)
        surface.fill(OUTSIDE)
        draw_tooltip(surface, theme, text, plan, scene, tooltip(scene))
        drawn = (pygame.surfarray.array3d(surface) != OUTSIDE).any(axis=2)
        assert drawn.any() and not np.delete(drawn, np.s_[20 : 20 + size[0]], axis=0).any()
        assert not np.delete(drawn, np.s_[20 : 20 + size[1]], axis=1).any()
        assert len(tooltip(scene)) == (2 if unit.layer == 0 else 3)
