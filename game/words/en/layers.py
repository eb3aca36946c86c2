"""The words of What each layer does."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "layers.formula.0": "Your drawing as numbers: x ∈ ℝ⁷⁸⁴",
    "layers.formula.1": "a₁ = ReLU(W₁x + b₁)",
    "layers.formula.2": "a₂ = ReLU(W₂a₁ + b₂)",
    "layers.formula.3": "ŷ = Softmax(W₃a₂ + b₃)",
    "layers.formula.0.short": "x ∈ ℝ⁷⁸⁴",
    "layer.more": "More",
    "layer.less": "Back",
    # at the right of a closed card
    "layers.figure.0": "{count} of {size} inked",
    "layers.figure.hidden": "{count} of {size} fire",
    "layers.figure.3": "{digit}: {share}",
    "layers.figure.none": "no idea",
    # what the layer does, in plain words, and what it does for this drawing
    "layers.blank.0": "Your drawing becomes 784 numbers: how much ink lies in each cell. Draw a "
    "digit.",
    "layers.blank.1": "128 neurons each look for ink in some cells and none in others. Draw a "
    "digit to wake them.",
    "layers.blank.2": "64 neurons each combine what Hidden 1 found, for and against. Draw a digit "
    "to wake them.",
    "layers.blank.3": "Ten sums, one for each digit; softmax turns them into shares of 100 %. Draw "
    "a digit.",
    "layers.blank.0.short": "784 numbers: how much ink lies in each cell. Draw a digit.",
    "layers.blank.1.short": "128 neurons each look for a pattern of ink. Draw a digit.",
    "layers.blank.2.short": "64 neurons combine what Hidden 1 found. Draw a digit.",
    "layers.blank.3.short": "Ten sums; softmax makes them shares of 100 %. Draw a digit.",
    "layers.dot.short": "This dot is too little to read: all 784 numbers stay 0.",
    "layers.dot": "Your drawing becomes 784 numbers. This dot is too little to read: they stay 0.",
    "layers.plain.0": "Your drawing becomes 784 numbers: how much ink lies in each cell. {count} "
    "are above 0.",
    "layers.plain.0.short": "784 numbers: how much ink lies in each cell. {count} are above 0.",
    "layers.plain.1": "128 neurons each look for ink in some cells and none in others. {count} "
    "find their pattern now.",
    "layers.plain.1.short": "128 neurons each look for a pattern of ink. {count} find theirs now.",
    "layers.plain.2": "64 neurons each combine what Hidden 1 found, for and against. {count} of "
    "them fire now.",
    "layers.plain.2.short": "64 neurons combine what Hidden 1 found. {count} fire now.",
    "layers.plain.3": "Ten sums, one for each digit; softmax turns them into shares of 100 %: "
    "{share} for {digit}.",
    "layers.plain.3.short": "Ten sums; softmax turns them into shares of 100 %: {share} for "
    "{digit}.",
    "layers.plain.3.untold": "Ten sums, one for each digit; softmax turns them into shares of "
    "100 %.",
    "layers.plain.3.untold.short": "Ten sums; softmax turns them into shares of 100 %.",
    "layers.plain.3.none": "Several shares are equally large, or no numbers at all: no idea.",
    "layers.plain.none": "None of {size} neurons fires for this drawing: all a = 0.",
    "layers.plain.broken": "{broken} of {size} values are ∞ or not a number.",
    # what was measured, in words for everybody
    "layers.wait": "Measuring on the test digits …",
    "layers.measured.0": "{blank} cells have no ink in any of {count} test digits.",
    "layers.measured.1": "Half of a typical neuron’s weight lies on {spread} of 784 cells; a whole "
    "{digit} inks {thin}. So it looks at a part.",
    "layers.measured.1.wide": "Half of a typical neuron’s weight is spread over {spread} of 784 "
    "cells; a whole {digit} inks {thin}.",
    "layers.measured.1.short": "Half of a typical neuron’s weight lies on {spread} cells; a "
    "{digit} inks {thin}.",
    "layers.measured.1.zero": "No weight is a number other than 0: nothing is looked for.",
    "layers.measured.2": "Is it loops they find? One that does would fire for 0, 6, 8 and 9 alone: "
    "{loops} of 64 do.",
    "layers.measured.2.some": "Some find loops: {loops} of 64 fire for 0, 6, 8 and 9 alone.",
    "layers.measured.2.short": "{loops} of 64 fire for the digits with loops, 0, 6, 8, 9, alone.",
    "layers.measured.3.short": "{right} of {count} test digits are read right; where not, it is "
    "{sure} sure.",
    "layers.measured.3": "It reads {right} of {count} test digits right. Where it is wrong, it is "
    "still {sure} sure on average.",
    "layers.measured.3.all": "It reads all {count} test digits right.",
    "layers.silent": "None of the {size} fires for any of {count} test digits.",
    # the same exactly, and all else that was measured
    "layers.anew": "The network is not that of the file, so all is measured anew.",
    "layers.exact.0": "x: from 0, no ink, to 1, full ink; together {sum}. The network gets them as "
    "one list and is not told which cells are neighbors. Damage does not reach them.",
    "layers.exact.1": "Stroke detectors? Half of a neuron’s Σw² lies on {spread} cells (median of "
    "128); a {digit} inks {thin} on average.",
    "layers.exact.2": "Loop detectors? {loops} of 64 fire for more than half of all 0, 6, 8 and 9 "
    "and of no other digit.",
    "layers.exact.more": "The typical one usually fires for {digits} of 10 digits; {selective} of "
    "{size} respond to one digit at least twice as strongly as to any other.",
    "layers.exact.3": "{own} of 10 neurons respond to one digit at least twice as strongly as to "
    "any other. A share is eᶻ ÷ the sum of all ten eᶻ.",
    # the neuron looked at
    "layers.pixel": "Row {row}, col {column}",
    "layers.neuron": "Neuron {index}",
    "layers.digit": "Digit {index}",
    "layers.chosen": "{name} · your pick",
    "layers.chosen.short": "{name} · pick",
    "layers.strongest.pixel": "{name} · most ink",
    "layers.strongest": "{name} · strongest",
    "layers.strongest.short": "{name} · top",
    "layers.value.0": "x = {a}",
    "layers.value.1": "a = {a}",
    "layers.value.2": "a = {a}",
    "layers.value.3": "ŷ: {a}",
    "layers.field.0": "128 weights",
    "layers.field.0.long": "its 128 weights",
    "layers.field.1": "784 weights",
    "layers.field.1.long": "its 784 weights",
    "layers.field.2": "effect of ink",
    "layers.field.2.long": "effect of ink: + raises it",
    "layers.field.3": "effect of ink",
    "layers.field.3.long": "effect of ink: + raises it",
    "layers.means.0": "mean x by digit",
    "layers.means.1": "mean a by digit",
    "layers.means.2": "mean a by digit",
    "layers.means.3": "mean ŷ by digit",
    "layers.detail.0": "It feeds 128 neurons: {plus} weights are +, {minus} are −.",
    "layers.detail.fires": "Neuron {index} usually fires for {digits}.",
    "layers.detail.none": "Neuron {index} usually fires for no digit.",
    "layers.detail.3": "Its sum, the logit: z = {z}",
}
