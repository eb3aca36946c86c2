"""`doctor`: checks everything the lab needs on this machine, and says how to cure what is wrong."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from importlib.util import find_spec
from typing import NamedTuple, TextIO

from game.shell.files import model_file
from game.shell.files.assets import MODEL, AssetError, Assets
from game.shell.files.settings import load_settings, settings_files
from game.shell.process import installation
from game.shell.process.log import close_log, log_folder, open_log
from game.shell.process.streams import deliver

#: onnxruntime and numpy may differ by this much in a probability; test digits compared
_TOLERANCE = 1e-5
_COMPARED = 200


class Finding(NamedTuple):
    """What a check found. ``level``: "ok", "warn" (works all the same) or "fail"."""

    level: str
    words: str

    @property
    def line(self) -> str:
        """As it is printed."""
        return f"{self.level:<5} {self.words}"


def run(out: TextIO) -> int:
    """Check everything, one line each; returns the exit status, 0 (warnings allowed) or 2."""
    failed = False
    for check in (*_QUIET, _display, _log):
        for finding in _guarded(check):
            failed |= finding.level == "fail"
            deliver(f"{finding.line}\n", out)
    return 2 if failed else 0


def findings() -> tuple[str, ...]:
    """The findings, a line each, of what can be checked beside a running lab."""
    return tuple(finding.line for check in _QUIET for finding in _guarded(check))


def _guarded(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check; whatever it raises is a finding too, so that all checks run."""
    try:
        yield from check()
    except ImportError as error:
        yield Finding("fail", installation.import_fault(error))
    except Exception as error:
        name = check.__name__.strip("_")
        yield Finding("fail", f"{name}: {type(error).__name__}: {error}; please report this")


def _python() -> Iterator[Finding]:
    level = "ok" if sys.version_info >= (3, 11) else "fail"
    cure = "" if level == "ok" else "; cure: install Python 3.11 or newer"
    yield Finding(level, f"Python {platform.python_version()} on {platform.platform()}{cure}")


def _libraries() -> Iterator[Finding]:
    for name in installation.LIBRARIES.values():
        try:
            yield Finding("ok", f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            yield Finding("fail", f"{name} is not installed; {installation.cure()}")


def _pygame() -> Iterator[Finding]:
    if fault := installation.pygame_fault():
        yield Finding("fail", fault)
        return
    import pygame

    sdl = ".".join(map(str, pygame.get_sdl_version()))
    yield Finding("ok", f"pygame-ce {pygame.ver} with SDL {sdl}")


def _screen_readers() -> Iterator[Finding]:
    """Without AccessKit the lab runs, and screen readers hear nothing of it."""
    if not find_spec("accesskit"):
        cure = f"cure: {sys.executable} -m pip install accesskit"
        yield Finding(
            "warn", f"screen readers: accesskit is not installed, so told nothing; {cure}"
        )
        return
    settings = load_settings({})[0]
    told = "told what there is" if settings.reads_screen else "told nothing, as settings have it"
    yield Finding("ok", f"screen readers: {told}, by accesskit {metadata.version('accesskit')}")


def _assets() -> Iterator[Finding]:
    try:
        assets = Assets()
    except AssetError as error:
        yield Finding("fail", str(error))
        return
    faults = assets.faults()
    for fault in faults:
        yield Finding("fail", fault)
    doubts = [*assets.font_faults, *assets.languages()[1], *assets.lesson_faults()]
    for doubt in doubts:
        yield Finding("warn", doubt)
    if not faults and not doubts:
        yield Finding("ok", f"{len(assets.names)} files in {assets.root}, every SHA-256 right")


def _model() -> Iterator[Finding]:
    import numpy as np

    from game.core.model.network import forward

    try:
        assets = Assets()
        model = model_file.load(assets)
        images = assets.test_digits()[0][:_COMPARED]
    except (AssetError, model_file.ModelError) as error:
        yield Finding("fail", str(error))
        return
    traced = np.array([forward(model.network, x).probabilities for x in images])
    difference = float(np.abs(model.probabilities(images) - traced).max())
    words = f"{MODEL}: onnxruntime and numpy differ by {difference:.1e} at most"
    if difference <= _TOLERANCE:
        yield Finding("ok", words)
    else:
        yield Finding("fail", f"{words}, {_TOLERANCE:g} allowed; cure: reinstall onnxruntime")


def _display() -> Iterator[Finding]:
    if installation.pygame_fault():
        return
    import pygame
    from pygame._sdl2 import touch

    from game.shell.window.window import prepare_environment

    try:
        prepare_environment()
        pygame.display.init()
        driver = pygame.display.get_driver()
        if driver in ("dummy", "offscreen"):
            yield Finding(
                "warn",
                "no display (DISPLAY or WAYLAND_DISPLAY unset); cure: start from a desktop, or "
                "draw into a file: render --out lab.png",
            )
            return
        sizes = ", ".join(f"{w}x{h}" for w, h in pygame.display.get_desktop_sizes())
        yield Finding("ok", f"display: {driver}, {sizes}")
        yield from _targets()
        devices = touch.get_num_devices()
        yield Finding("ok", f"touch: {devices or 'no'} devices; mouse and keys work as well")
    except pygame.error as error:
        yield Finding(
            "warn",
            f"no display ({error}); cure: check DISPLAY or WAYLAND_DISPLAY, or draw into a file: "
            "render --out lab.png",
        )
    finally:
        pygame.display.quit()


def _targets() -> Iterator[Finding]:
    """How large what is touched is in kiosk mode. There is a display."""
    import pygame

    from game.lab.stage.layout import scale_of
    from game.lab.targets import FINGER, least_mm, targets_of
    from game.shell.window.screen_mm import screen_mm
    from game.shell.window.x_monitors import XMonitors

    settings, size = load_settings({})[0], pygame.display.get_desktop_sizes()[0]
    monitors = XMonitors().in_mm() if pygame.display.get_driver() == "x11" else {}
    place = next(iter(monitors), None)
    mm = settings.screen_mm or screen_mm(size, place, monitors)
    if mm is None:
        cure = "; cure: screen_mm in the settings" if settings.kiosk else ""
        yield Finding("ok", f"screen: its size in mm is not known{cure}")
        return
    scale = scale_of(size, settings.scale)
    least = least_mm(size, scale, targets_of(size, scale, mm), mm)
    small = least < FINGER - 0.05
    words = f"screen: {mm[0]:g}x{mm[1]:g} mm; in kiosk mode targets have {least:.1f} mm at least"
    yield Finding("warn" if small else "ok", words + (f", {FINGER:g} are owed" if small else ""))


def _settings() -> Iterator[Finding]:
    _, notices = load_settings({})
    for notice in notices:
        yield Finding("warn", f"settings: {notice}")
    for path in settings_files():
        yield Finding("ok", f"settings: {path}{'' if path.exists() else ' (none, not needed)'}")


def _log() -> Iterator[Finding]:
    folder = log_folder()
    notices = open_log(folder)
    close_log()
    for notice in notices:
        yield Finding("warn", f"log: {notice}; cure: make the folder writable")
    if not notices:
        yield Finding("ok", f"log: {folder}")


#: checks that touch neither the display nor the log, which a running lab has open
_QUIET = (_python, _libraries, _pygame, _assets, _model, _settings, _screen_readers)
