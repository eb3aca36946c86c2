"""The words of the printed page."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "export.blank": "there is no drawing to export: draw a digit first",
    "export.folder": "{folder}: cannot be made ({cause}); make that folder yourself, or allow "
    "writing there",
    "export.file": "{path}: cannot be written ({cause}); look whether the folder is there, may be "
    "written to, and has room",
    "page.damage": "The network was damaged: {code}",
    "page.taught": "The network was taught here, steps: {count}",
    "page.ink": "The drawing",
    "page.x": "x: what the network sees",
    "page.x.size": "28 × 28 pixels = 784 numbers, {count} not 0",
    "page.answer": "The network reads",
    "page.none": "no answer",
    "page.formula": "x ∈ ℝ⁷⁸⁴  →  z₁ = W₁x + b₁  →  a₁ = ReLU(z₁)  →  z₂ = W₂a₁ + b₂  →  "
    "a₂ = ReLU(z₂)  →  z₃ = W₃a₂ + b₃  →  ŷ = Softmax(z₃)",
    "page.layer": "{layer}: a{low}",
    "page.fire": "{count} neurons, {fire} fire",
    "page.range": "a{low} from {least} to {most}",
    "page.logits": "Output: logits z₃",
    "page.sum": "Why {digit}? Its logit is a sum over Hidden 2: z = Σ w × a + bias",
    "page.sum.none": "No answer. The logit of {digit} as a sum over Hidden 2: z = Σ w × a + bias",
    "page.softmax": "Softmax: exp(z − max z) ÷ Σ = exp({shift}) ÷ Σ = {power} ÷ {total} {percent}",
    "page.plus": "positive: adds to the sum",
    "page.minus": "negative: takes from the sum",
    "page.cells": "neurons: white is silent, dark fires most; neuron 0 is top left, row by row",
    "page.cross": "× in a cell: not a number",
}
