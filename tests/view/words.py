"""What words a picture of the lab has, and where they stand."""

from __future__ import annotations

import pygame

from game.driver import Driver
from game.render_command import picture
from game.shell.assets import Assets
from game.view.frame import Frame
from game.view.text import Text

#: the sizes that every screen is looked at in
SIZES = [(1920, 1080), (3840, 2160), (1366, 768), (1280, 800), (1024, 768), (1080, 1920)]

Words = list[tuple[str, pygame.Rect]]


def drawn_words(driver: Driver, assets: Assets) -> Words:
    """The lines of one whole picture with the places of their ink, the network's own left out."""
    found: Words = []
    draw = Text.draw

    def recorded(text: Text, surface: pygame.Surface, words: str, *rest, **options):  # type: ignore[no-untyped-def]
        place = draw(text, surface, words, *rest, **options)
        if words.strip():
            # A line's box is as high as its font's; what must not collide is what is seen.
            image = text._image(words, rest[1], rest[2], options.get("bold", False))
            found.append((words, image.get_bounding_rect().move(place.topleft)))
        return place

    finished = picture(driver, frame := Frame(assets.font_folder))
    Text.draw = recorded  # type: ignore[method-assign]
    try:
        frame.draw_all(finished, driver.state)
    finally:
        Text.draw = draw  # type: ignore[method-assign]
    network = pygame.Rect(*driver.state.stage.rect("network.picture"))
    return [(words, place) for words, place in found if not network.colliderect(place)]


def overlaps(words: Words) -> list[tuple[str, str]]:
    """Pairs of lines that cover each other by more than a pixel of soft edge."""
    found = []
    for n, (one, a) in enumerate(words):
        for other, b in words[n + 1 :]:
            if (both := a.clip(b)).w > 1 and both.h > 1:
                found.append((one, other))
    return found
