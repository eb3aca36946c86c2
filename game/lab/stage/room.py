"""The stage as a room: the window, tabs and sheets, wishes and notices."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.canvas import pen
from game.lab.canvas.update import lift
from game.lab.intents import Intent
from game.lab.room import Room, undrawn
from game.lab.stage import arrange
from game.lab.stage import open as stage
from game.lab.stage.controls import CONTROLS
from game.lab.stage.focus import focus_on, move_focus
from game.lab.stage.sheets import paste
from game.lab.state.shown import noticed, shown
from game.lab.state.state import State
from game.lab.state.wishes import ExportTrace, SaveVisit


def _resize(state: State, intent: do.Resize) -> State:
    size = max(intent.width, 1), max(intent.height, 1)
    return shown(lift(state), size=size, presses=())


def _refuses(state: State, intent: Intent) -> str:
    return undrawn(state) if isinstance(intent, do.Export) else arrange.refuses(state, intent)


ROOM = Room(
    "stage",
    handlers={
        do.Resize: _resize,
        do.ScreenMeasured: lambda state, i: shown(state, mm=i.mm),
        do.SetSignals: lambda state, i: shown(state, signals=max(i.count, 0)),
        do.CancelPointers: lambda state, _: shown(
            pen.leave(lift(state)), presses=(), hover=None, pointer=None
        ),
        do.HidePointer: lambda state, _: shown(state, hover=None, pointer=None),
        do.FocusOn: lambda state, i: focus_on(state, i.name),
        do.MoveFocus: lambda state, i: move_focus(state, i.by),
        do.SetScale: lambda state, i: arrange.set_scale(state, i.factor),
        do.StepScale: lambda state, i: arrange.step_scale(state, i.by),
        do.SetLeftHanded: lambda state, i: arrange.set_left_handed(state, i.on),
        do.ToggleLeftHanded: lambda state, _: arrange.set_left_handed(
            state, not state.screen.left_handed
        ),
        do.SetLowControls: lambda state, i: arrange.set_low_controls(state, i.on),
        do.TurnSheet: lambda state, _: shown(state, sheet_part=state.screen.sheet_part + 1),
        do.TurnStage: lambda state, _: arrange.turn_page(state),
        # It is chosen on a sheet, which would lie on it.
        do.ShowBoard: lambda state, i: stage.show_board(stage.show_sheet(state, None), i.board),
        do.NextBoard: lambda state, _: stage.next_board(state),
        do.SetProfile: lambda state, i: stage.set_profile(state, i.name),
        do.NextProfile: lambda state, _: stage.next_profile(state),
        do.OpenTab: lambda state, i: stage.open_tab(state, i.name),
        do.ShowComputation: lambda state, i: stage.show_computation(state, i.name),
        do.ShowSheet: lambda state, i: stage.show_sheet(state, i.name),
        do.ShowHelp: lambda state, i: stage.show_help(state, i.page),
        do.PasteCode: lambda state, i: paste(state, i.text),
        do.Escape: lambda state, _: stage.escape(state),
        do.ToggleFullscreen: lambda state, _: stage.set_fullscreen(
            state, not state.screen.fullscreen
        ),
        do.Quit: lambda state, _: shown(lift(state), over=True),
        do.Export: lambda state, _: replace(state, wishes=(*state.wishes, ExportTrace())),
        do.Save: lambda state, _: replace(state, wishes=(*state.wishes, SaveVisit())),
        do.WishesTaken: lambda state, _: replace(state, wishes=()),
        do.Noticed: lambda state, i: noticed(state, i.words),
        do.BeginAnew: lambda state, _: stage.begin_anew(state),
    },
    controls=CONTROLS,
    refuses=_refuses,
)
