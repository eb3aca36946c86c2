"""The game loop: poll → intents → update → draw → present."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress

import pygame

from game.engine.access import Access
from game.engine.attendant import Attendant, sleepless_ns
from game.engine.driver import Driver
from game.engine.finish import finish
from game.engine.idle import IDLE_WAIT, idle_events
from game.engine.sounds import Sounds
from game.engine.visit.files import OPEN, Files
from game.engine.visit.player import Player
from game.engine.visit.recorder import Recorder
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.playback import told
from game.lab.stage.controls import pastes
from game.lab.stage.now import moving
from game.lab.state.state import State
from game.lab.state.wishes import CancelJob, CheckPin, CopyText, TellStaff, Wish
from game.shell.files.assets import AssetError, Assets
from game.shell.files.model_file import Model, ModelError
from game.shell.files.replay_file import Replay
from game.shell.process.faults import MOST, WITHIN, Faults, LabFault
from game.shell.process.log import log, log_place
from game.shell.process.worker import IN_BACKGROUND, Worker
from game.shell.window.clipboard import read_clipboard, write_clipboard
from game.shell.window.clock import TICKS_A_SECOND, Clock
from game.shell.window.governor import Governor
from game.shell.window.memory import give_memory_back, trim_memory
from game.shell.window.pointer import Pointer
from game.shell.window.screen_reader import ScreenReader
from game.shell.window.window import DisplayError, Window
from game.view.frame import Frame
from game.words.catalogue import say

#: ticks paid at once: those of a pass without events, so that hints and notices stand as long as
#: they should while nothing moves; what is more is forgotten
MOST_TICKS = round(IDLE_WAIT * TICKS_A_SECOND) + 1
#: ticks between requests for slow pictures
ASK_EVERY = 6
#: ns between looks at the desktop's size
_DESKTOP_LOOK = 200_000_000


class Loop:
    """Runs one window until the person leaves.

    ``on_frame``: called after every presented frame with its cost in thread CPU ns and wall ns;
    ``on_ink`` after ink has been presented, ``on_picture`` with the slot of a slow picture.
    ``uncapped``: every pass is a tick and a frame, without waiting: for measuring only.
    ``replay``: one that is to be played.
    """

    on_frame: Callable[[int, int], None] | None = None
    on_ink: Callable[[], None] | None = None
    on_picture: Callable[[str], None] | None = None
    on_leave: Callable[[], object] = bool
    uncapped = False
    replay: Replay | None = None

    def __init__(
        self,
        window: Window,
        state: State,
        assets: Assets,
        model: Future[Model],
        attendant: Attendant | None = None,
        reader: ScreenReader | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        give_memory_back()
        self.window = window
        #: for screen readers, where they may be told
        self._access = Access(reader, window) if reader else None
        self._sounds = Sounds()
        #: in kiosk mode only
        self.attendant = attendant
        self.driver = Driver(state, recorder)
        self.driver.advance([do.Resize(*window.surface.get_size())])
        self.frame = Frame(assets.fonts)
        self._assets, self._model = assets, model
        self._wake_event = pygame.event.custom_type()
        self._worker = Worker(self._wake)
        self._pointer = Pointer(window.button_held)
        self._governor = Governor(state.screen.signals)
        self._clock = Clock(time.monotonic_ns(), MOST_TICKS)
        self._faults = Faults()
        #: not in kiosk mode
        self.files = None if attendant else Files(self._worker, assets)
        #: what plays a replay
        self.player: Player | None = None
        #: something has changed that no frame shows yet
        self._stale = False
        self._ready = self._leaving = False
        self._looked = 0
        #: the window for which the screen was measured last
        self._measured: object = None
        self._asked, self._asked_for = -ASK_EVERY, (0, "")
        #: slots and keys of what was wanted when that was last looked at
        self._wanted: set[tuple[str, Hashable]] = set()
        #: the tick that was drawn last, and how often kiosk mode had begun anew when that was last
        #: followed
        self._drawn_at = self._resets = 0
        #: the slow parts of the frame after it, for a window of a size, px, and a profile
        self._kept: dict[str, object] = {}
        self._kept_for = ((0, 0), "")
        model.add_done_callback(lambda _: self._wake())
        if reader:
            reader.wake = self._wake

    def run(self) -> None:
        """Run until the person leaves. Raises what loading the model raised, DisplayError, and
        LabFault."""
        # The worker's numpy releases the GIL; its Python would hold it for 5 ms, the default.
        sys.setswitchinterval(0.0005)
        try:
            while not (self.driver.state.screen.over or self._leaving):
                try:
                    self.step()
                except (AssetError, ModelError, DisplayError, ImportError):
                    raise  # the lab cannot go on without these
                except Exception as fault:
                    self._begin_anew(fault)
        finally:
            self.on_leave()
            self._worker.close()
            self._sounds.close()
            if self._access:
                self._access.close()
            if self.attendant:
                self.attendant.close()

    def _begin_anew(self, fault: Exception) -> None:
        """After a fault in drawing or updating: log it with its traceback, and begin with a fresh
        frame and a fresh State. LabFault after too many faults."""
        log.error("a fault; the lab begins anew", exc_info=fault)
        if self.attendant:
            self.attendant.fault()
        if self._faults.too_many(time.monotonic()):
            kind, where = type(fault).__name__, log_place()
            raise LabFault(f"{MOST} faults within {WITHIN:g} s, the last one a {kind}; see {where}")
        self._forget()
        self._pointer = Pointer(self.window.button_held)
        self.driver.advance([do.BeginAnew()])

    def _forget(self) -> None:
        """Nothing of what was is drawn, played or awaited any more."""
        self.player = None
        self.frame = Frame(self._assets.fonts)
        self.window.surface.set_clip(None)  # a panel may have been interrupted
        self._worker.forget()

    def _renew(self) -> None:
        """Kiosk mode has begun anew: so does all that is outside the State. The frame after it is
        made wholly before it is shown, so that it is the same after every visit."""
        self._resets = self.driver.state.kiosk.resets
        self._forget()
        self._pointer.end()  # what lies on the glass since then wakes nobody
        assert self.attendant
        surface = self.window.surface
        kept_for = surface.get_size(), self.driver.state.screen.profile
        if self._kept_for != kept_for:
            self._kept, self._kept_for = {}, kept_for
        finish(self.driver, self.frame, surface, self._kept, self.attendant.alive)
        self.window.present([surface.get_rect()])
        # What the visit took is given back at once, or it would be a little more every day.
        gc.collect()
        trim_memory()
        self._clock = Clock(time.monotonic_ns(), MOST_TICKS)

    def leave(self) -> None:
        """Let `run` end after the step in hand. A signal calls this, at any moment."""
        self._leaving = True

    def step(self) -> None:
        """One pass: take what has happened, and draw a frame if one is due."""
        events = self._events()
        begun, cpu = time.monotonic_ns(), time.thread_time_ns()
        if not self._ready and self._model.done():
            self._take_model()
        uncovered = self.window.look(events)
        if uncovered:
            self.frame.forget()
        if self.player or (self._ready and self.replay):
            return self._play(events, begun, uncovered)
        if self.files:
            self.files.look(events)
        state = self.driver.state
        intents = self._pointer.intents(
            events, state.screen.size, begun / 1e9, state.canvas.pen_pointer
        )
        if any(pastes(state, intent) for intent in intents):
            intents.append(do.PasteCode(read_clipboard()))
        intents += self._window_intents(begun)
        if self._access:
            intents += self._access.intents(events)
        before = self.driver.state
        # Ink is shown at once, before the rest of the frame is due: 1 ms instead of up to 16.
        self.driver.advance(intents)
        if self.driver.state.canvas.ink is not before.canvas.ink and not self.uncapped:
            self.window.present(self.frame.draw_ink(self.window.surface, self.driver.state))
            if self.on_ink:
                self.on_ink()
        ticks = 1 if self.uncapped else self._clock.ticks(begun)
        self._stale = self._stale or self.driver.state is not before
        # All other changes wait for the tick: ten fingers send 1,000 events a second, and there is
        # no time for so many frames. But who wakes the lab shall see that at once.
        woken = self.driver.state.kiosk.phase != before.kiosk.phase
        if self._take_results() or ticks or uncovered or woken:
            self._stale = False
            self._draw(ticks, begun, cpu)

    def _play(self, events: list[pygame.Event], begun: int, uncovered: bool) -> None:
        """One pass of a replay; the first one begins it, the last one hands its lab over."""
        if self.replay:
            begins = Player(self.replay, self._model.result(), self._assets, self.driver.state)
            self._forget()
            self.player, self.replay, self.driver = begins, None, begins.driver
            self.window.title(say("replay.plays"))
        assert self.player
        player = self.player
        self._leaving = self._leaving or any(event.type == pygame.QUIT for event in events)
        ticks = 1 if self.uncapped else self._clock.ticks(begun)
        player.advance(ticks, events)
        if player.over:
            self._forget()
            player.hand_over(self.window.surface.get_size(), self.window.fullscreen)
            self._pointer.end()
            self._stale = True
        elif self._take_results() or ticks or uncovered:
            self._ask_jobs()
            self.window.present(player.draw(self.frame, self.window.surface, uncovered))

    def _draw(self, ticks: int, begun: int, cpu: int) -> None:
        self._obey(self.driver.advance([do.Tick()] * ticks))
        state = self.driver.state
        if state.kiosk.resets != self._resets:
            self._renew()
            state = self.driver.state
        if self._spares(state):
            return
        self._drawn_at = state.tick
        # The title names the number, so that a screen reader or a task bar can tell it.
        number = state.prediction.said if told(state) else ""
        self.window.title(f"{say('title')} · {number}" if number else say("title"))
        self._ask_jobs()  # before drawing: the worker paints meanwhile
        changed = self.frame.draw(self.window.surface, state)
        self.window.present(changed)
        if self.attendant:
            self.attendant.shown(state)
        if self._access:
            self._access.shown(state)
        if not self.uncapped and (failed := self._sounds.shown(state)):
            self.driver.advance(failed)
        wall = time.monotonic_ns() - begun
        if changed and moving(state) and not self.uncapped:
            signals = self._governor.feed(wall)
            if signals != state.screen.signals:
                self.driver.advance([do.SetSignals(signals)])
        if changed and self.on_frame:
            self.on_frame(time.thread_time_ns() - cpu, wall)

    def _spares(self, state: State) -> bool:
        """Whether this frame is left out: in attract mode every second one, where drawing is a
        strain. No hand waits for it, and 30 a second are enough."""
        spared = state.kiosk.attract and self._governor.strained and not self.uncapped
        return spared and state.tick == self._drawn_at + 1

    def _events(self) -> list[pygame.Event]:
        """Sleep until something happens or the next tick is due."""
        if self.uncapped:
            return pygame.event.get()
        state = self.driver.state
        if not (moving(state) or self._stale or state.unread or self.player or self.replay):
            dark = state.screen.sheet == "closed" and state.kiosk.staff.held is None
            return idle_events(dark, lambda: self._leaving)
        wait = self._clock.wait(time.monotonic_ns()) // 1_000_000
        if wait < 1:
            return pygame.event.get()
        first = pygame.event.wait(wait)
        return [] if first.type == pygame.NOEVENT else [first, *pygame.event.get()]

    def _take_model(self) -> None:
        self.driver.load(self._model.result(), self._assets)
        self._ready = True
        # Nothing loaded so far will ever be garbage; frozen, it is no longer searched for garbage,
        # which would delay frames.
        gc.collect()
        gc.freeze()
        if self._access:
            self._access.attach()

    @property
    def ready(self) -> bool:
        """Whether ink would be answered."""
        return self._ready

    def _window_intents(self, now: int) -> list[Intent]:
        """Intents for what happened to the window without an event."""
        intents = self.attendant.intents(sleepless_ns()) if self.attendant else list[Intent]()
        if now - self._looked > _DESKTOP_LOOK:
            self._looked = now
            if self.window.follow_desktop():
                intents.append(do.CancelPointers())
            # Measuring asks X, or reads files: only where the window may fill another screen.
            place = self.window.opened, self.window.surface.get_size()
            if self.attendant and place != self._measured:
                self._measured = place
                mm = self.attendant.screen_mm or self.window.screen_mm()
                intents.append(do.ScreenMeasured(mm))
        size = self.window.surface.get_size()
        return intents if size == self.driver.state.screen.size else [*intents, do.Resize(*size)]

    def _obey(self, state: State) -> None:
        """Carry out the state's wishes, and put the window in full screen or out of it."""
        for wish in state.wishes:
            self._grant(wish, state)
        if state.wishes:
            self.driver.advance([do.WishesTaken()])
        if state.screen.fullscreen != self.window.fullscreen:
            self.window.set_fullscreen(state.screen.fullscreen)
            self.driver.advance([do.Resize(*self.window.surface.get_size())])

    def _grant(self, wish: Wish, state: State) -> None:
        match wish:
            case CopyText():
                write_clipboard(wish.text)
            case CheckPin() | TellStaff() if self.attendant:
                slot = type(wish).__name__
                self._worker.cancel(slot)
                self._worker.ask(slot, state.tick, self.attendant.job(wish), 0)
            case CancelJob():
                self._worker.cancel(wish.slot)
            case _ if self.files:
                self.files.grant(wish, state, self.window.surface, self.driver.recorder)

    def _take_results(self) -> bool:
        """Hand on what the worker has finished; returns whether there was anything."""
        results = self._worker.collect()
        for done in results:
            if done.error is not None:
                log.error("%s failed", done.slot, exc_info=done.error)
                words = say("fault.job", cause=type(done.error).__name__)
                self.driver.advance([do.Noticed(words)])
                continue
            if isinstance(done.result, Intent):
                self.driver.take(done.slot, done.key, done.result)
            elif isinstance(done.result, Replay):
                self.replay = done.result
            elif isinstance(done.result, tuple) and done.slot == OPEN:
                self.driver.advance(done.result)
            else:
                self.frame.accept(done.slot, done.key, done.result)
                if done.slot.endswith(".rest.fast"):
                    self._asked = -ASK_EVERY  # what lies on it need not wait
                if self.on_picture:
                    self.on_picture(done.slot)
        return bool(results)

    def _ask_jobs(self) -> None:
        # A moving pen changes the answer 60 times a second; painting its picture each time
        # would take the second core from the first, and no eye would see the difference.
        # Changed weights and colors are asked for at once: a hand is on a slider, and waits.
        tick, screen = self.driver.state.tick, self.driver.state.screen
        new = self.driver.state.network_revision, screen.profile
        attract = self.driver.state.kiosk.attract
        soon = 0 <= tick - self._asked < ASK_EVERY * (2 if attract else 1)
        if soon and moving(self.driver.state) and (attract or new == self._asked_for):
            return
        self._asked_for = new
        # A replay has what its jobs have found.
        sought = [] if self.player else self.driver.jobs()
        wanted = (*sought, *self.frame.jobs(self.driver.state))
        before, self._wanted = self._wanted, {job[:2] for job in wanted}
        for job in wanted:
            self._asked = tick
            # In attract mode, what changes again before it is asked for twice is not worth its
            # finest picture.
            if not (attract and job.urgency == IN_BACKGROUND and job[:2] not in before):
                self._worker.ask(*job)

    def _wake(self) -> None:
        """Called from other threads; the window may be gone already."""
        # A full queue wakes the loop anyway; its error must not end the worker.
        with suppress(pygame.error):
            pygame.event.post(pygame.Event(self._wake_event))
