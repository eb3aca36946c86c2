"""A picture in a place of another shape: as large as it fits, in the middle."""

from __future__ import annotations

import pygame


def draw_fitted(picture: pygame.Surface, target: pygame.Surface) -> None:
    """Draw a picture onto all of a target, aspect kept; what is left over has the color of the
    picture's corner."""
    if picture.get_size() == target.get_size():
        target.blit(picture, (0, 0))
        return
    scale = min(target.width / picture.width, target.height / picture.height)
    size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
    target.fill(picture.get_at((0, 0)))
    fitted = pygame.transform.smoothscale(picture, size)
    target.blit(fitted, fitted.get_rect(center=target.get_rect().center))
