"""Every sentence a person sees, in one catalogue, so that a language can be swapped for another."""

from __future__ import annotations

from game.core.doubt import DOUBTFUL
from game.lab import (
    words_break,
    words_card,
    words_forward,
    words_layers,
    words_learning,
    words_network,
    words_sheet,
    words_weighing,
)

ENGLISH: dict[str, str] = {
    "title": "Neural Lab",
    "line": "Draw, infer, inspect, and experiment in one workspace.",
    "status.loading": "Loading model",
    "status.ready": "Model ready",
    "status.doubt": "Is that a digit?",
    "status.read": "Read",
    "canvas.hint": "Draw one large, centered digit. Multi-digit strokes are detected "
    "separately when spacing is clear.",
    "canvas.unread": "Only the newest {count} strokes are read.",
    "fault": "Something went wrong and was logged. The lab began anew; Undo brings the ink back.",
    "fault.job": "Something could not be worked out, and was logged ({cause}).",
    "canvas.full": "The canvas is full: clear it to draw on.",
    "doubt.none": "a digit",
    "doubt.some": "a digit?",
    "doubt.much": "hardly a digit",
    "doubt.all": "not a digit",
    "prediction.doubt": "closest: {digit}, {percent}",
    "undo": "Undo",
    "clear": "Clear",
    "sample": "Sample",
    "help": "?",
    "fullscreen": "□",
    "seen": "What the network sees",
    "seen.blank": "Nothing yet: 784 zeros.",
    "seen.size": "28 × 28 px, each 0…1",
    "seen.how": "scaled to 20 px, centered by mass",
    "seen.inked": "{count} of 784 inked",
    "tab.layers": "Layers",
    "tab.compute": "Live Computation",
    "layers": "What each layer does",
    "compute": "Live Computation",
    "part.forward": "Forward pass",
    "part.weights": "Weights",
    "part.gradient": "Gradient",
    "compute.blank": "Draw a digit to activate computation trace.",
    "compute.line": "x ∈ ℝ⁷⁸⁴ → z₁ = W₁x + b₁ → a₁ = ReLU(z₁) → z₂ = W₂a₁ + b₂ → a₂ = ReLU(z₂) → "
    "z₃ = W₃a₂ + b₃ → ŷ = Softmax(z₃)",
    "seal.blank": "no answer to check",
    "seal.same": "ŷ is onnxruntime’s to within 10⁻⁶",
    "seal.good": "ŷ is onnxruntime’s ± {difference}",
    "seal.bad": "ŷ is not onnxruntime’s: off by {difference}",
    "network": "Network Architecture",
    "network.shape": "784 → 128 ReLU → 64 ReLU → 10 Softmax",
    "network.fire": "Draw a digit to fire the network",
    "legend.positive": "+ positive weight",
    "legend.negative": "− negative weight",
    "legend.top": "top prediction",
    "prediction": "Prediction",
    "prediction.blank": "Draw a digit to fire the network",
    "prediction.next": "then {digit}, {percent}",
    "number": "Number",
    "number.hint": "Leave clear space between digits to read a number.",
    "sheet.help": "Keys",
    "sheet.quit": "Leave Neural Lab?",
    "sheet.quit.line": "The drawing is not kept.",
    "close": "Close",
    "stay": "Stay",
    "quit": "Quit",
    "replay": "Replay",
    "step_back": "◀ Step",
    "pause": "Pause",
    "go": "Go on",
    "step": "Step ▶",
    "view.readable": "Readable",
    "view.everything": "Everything",
    "raw": "Raw",
    "raw.prepared": "scaled, centered",
    "raw.raw": "as drawn",
    "raw.answer": "reads {digit}, {percent}",
    "timeline.hint": "stroke timeline",
    "unpin": "✕",
    "why.button": "Why {digit}?",
    "why_not.button": "Not {digit}?",
    "step.0": "x: 784 numbers, {count} of them inked, together {sum}",
    "step.1": "a₁ = ReLU(W₁x + b₁). Strongest: neuron {index}, z = {z} → a = {a}",
    "step.2": "a₂ = ReLU(W₂a₁ + b₂). Strongest: neuron {index}, z = {z} → a = {a}",
    "step.none.1": "a₁ = ReLU(W₁x + b₁). No neuron fires: all 128 are 0",
    "step.none.2": "a₂ = ReLU(W₂a₁ + b₂). No neuron fires: all 64 are 0",
    "step.3": "ŷ = Softmax(W₃a₂ + b₃). {index}: logit {z} → exp {power} ÷ {total} = {a}",
    "key.pause": "pause the signals, and go on",
    "key.step": "step back or on by one layer",
    "key.replay": "replay the wave",
    "key.speed": "slow motion: 1×, ½×, ¼×, ⅒×",
    "key.view": "Everything or Readable",
    "key.why": "why this digit? and not that one?",
    "key.raw": "the ink as drawn, unprepared",
    "key.unit": "walk through the neurons; Enter opens one (Tab first)",
    "exported": "Exported to {path}: NPZ, CSV, PNG, PDF",
    "key.export": "export this drawing’s trace: arrays, table, page to print",
    "key.clear": "clear the canvas",
    "key.undo": "undo",
    "key.sample": "draw a sample digit",
    "key.fullscreen": "full screen on and off",
    "key.help": "this list",
    "key.escape": "leave full screen; then ask before quitting",
    "key.focus": "move the focus to the next or previous control",
    "key.press": "press the focused control",
    "key.pick": "previous or next digit of a number, or layer",
}

ENGLISH |= words_break.WORDS | words_card.WORDS | words_forward.WORDS | words_layers.WORDS
ENGLISH |= words_learning.WORDS | words_network.WORDS | words_sheet.WORDS | words_weighing.WORDS


def say(key: str, **values: object) -> str:
    """The words for a key with its values filled in; KeyError for an unknown key."""
    words = ENGLISH[key]
    return words.format(**values) if values else words


def doubt_words(doubt: float) -> str:
    """What a doubt of 0..1 means, in a word or two."""
    steps = ((0.1, "none"), (DOUBTFUL, "some"), (0.9, "much"))
    return say("doubt." + next((name for limit, name in steps if doubt < limit), "all"))


def brief(number: str) -> str:
    """A number that would be too small to read in full ends in an ellipsis."""
    return number if len(number) <= 8 else number[:7] + "…"


def percent(probability: float) -> str:
    """A probability as people read it: never "100 %" for what is not certain."""
    if probability > 0.9995:
        return "> 99.9 %"
    if 0 < probability < 0.0005:
        return "< 0.1 %"
    return f"{probability * 100:.1f} %"
