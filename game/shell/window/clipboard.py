"""The clipboard that other programs share, where there is one."""

from __future__ import annotations

import pygame

from game.shell.process.log import log

#: text longer than this is no code of ours
_LONGEST = 4000


def write_clipboard(words: str) -> None:
    """Let other programs paste these words. A screen without a clipboard is logged."""
    try:
        pygame.scrap.put_text(words)
    except pygame.error as error:
        log.warning("the clipboard cannot be written: %s", error)


def read_clipboard() -> str:
    """The text other programs have copied; "" where there is none."""
    try:
        return pygame.scrap.get_text()[:_LONGEST]
    except pygame.error as error:
        log.warning("the clipboard cannot be read: %s", error)
        return ""
