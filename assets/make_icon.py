"""Write assets/icon.png: a small network, two of its paths lit, and the digit it reads.

Afterwards: python assets/make_manifest.py
"""

from pathlib import Path

import pygame

SIDE = 256
#: drawn larger and shrunk, for smooth edges
FINE = 4
GROUND, EDGE, UNIT = (15, 20, 33), (58, 68, 100), (120, 132, 168)
POSITIVE, NEGATIVE, WINNER = (230, 159, 0), (86, 180, 233), (255, 223, 140)

LAYERS = (
    [(46, y) for y in (56, 104, 152, 200)],
    [(112, y) for y in (80, 128, 176)],
)
#: places of lit units, layer by layer, and the color of the path that leaves them
LIT = {(0, 1): POSITIVE, (0, 3): NEGATIVE, (1, 0): POSITIVE, (1, 2): POSITIVE}
DIGIT_AT = (190, 128)


def line(surface: pygame.Surface, start: tuple, end: tuple, color: tuple, width: int) -> None:
    """A line given in px of the small icon."""
    scaled = [(x * FINE, y * FINE) for x, y in (start, end)]
    pygame.draw.line(surface, color, *scaled, width * FINE)


def draw() -> pygame.Surface:
    fine = pygame.Surface((SIDE * FINE, SIDE * FINE), pygame.SRCALPHA)
    pygame.draw.rect(fine, GROUND, fine.get_rect(), border_radius=52 * FINE)
    for lit in (False, True):  # lit paths on top
        for layer, units in enumerate(LAYERS):
            later = LAYERS[layer + 1] if layer + 1 < len(LAYERS) else [DIGIT_AT]
            for index, unit in enumerate(units):
                for other, end in enumerate(later):
                    goes = (layer, index) in LIT and (layer == 1 or (1, other) in LIT)
                    if goes == lit:
                        color = LIT[layer, index] if lit else EDGE
                        line(fine, unit, end, color, 5 if lit else 3)
    for layer, units in enumerate(LAYERS):
        for index, (x, y) in enumerate(units):
            color = LIT.get((layer, index), UNIT)
            pygame.draw.circle(fine, color, (x * FINE, y * FINE), 14 * FINE)
    x, y = DIGIT_AT
    pygame.draw.circle(fine, WINNER, (x * FINE, y * FINE), 48 * FINE)
    font = pygame.font.Font(Path(__file__).parent / "fonts" / "Inter-SemiBold.ttf", 76 * FINE)
    digit = font.render("8", True, GROUND)
    fine.blit(digit, digit.get_rect(center=(x * FINE, y * FINE)))
    return pygame.transform.smoothscale(fine, (SIDE, SIDE))


if __name__ == "__main__":
    pygame.font.init()
    pygame.image.save(draw(), Path(__file__).with_name("icon.png"))
