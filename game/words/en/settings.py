"""The words of the settings."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "settings": "⚙",
    "sheet.settings": "Settings",
    "settings.language": "Language",
    "settings.motion": "Motion",
    "motion.full": "Full",
    "motion.reduced": "Reduced",
    "settings.letters": "Letter keys",
    "letters.on": "On",
    "letters.alt": "With Alt",
    "letters.off": "Off",
    "settings.board": "Show",
    "board.all": "Everything",
    "board.both": "Canvas and network",
    "board.network": "Network alone",
    "settings.keep": "Keep for next time",
    "settings.kept": "Kept in {path}",
    "settings.bad": "{path}: not TOML, so nothing was written into it; mend or remove it",
    "key.settings": "settings",
    "key.language": "another language",
    "no.sheet.settings": "Close the settings first: Esc",
}
