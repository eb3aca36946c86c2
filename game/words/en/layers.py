"""The words of What each layer does."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "layers.formula.0": "Your drawing as numbers: x ∈ ℝ⁷⁸⁴",
    "layers.formula.1": "a₁ = ReLU(W₁x + b₁)",
    "layers.formula.2": "a₂ = ReLU(W₂a₁ + b₂)",
    "layers.formula.3": "ŷ = Softmax(W₃a₂ + b₃)",
    "layers.formula.0.short": "x ∈ ℝ⁷⁸⁴",
    "layers.damaged": "damaged",
    # at the right of a closed card
    "layers.figure.0": "{count} of 784 inked",
    "layers.figure.hidden": "{count} of {size} fire",
    "layers.figure.3": "{digit}: {share}",
    "layers.figure.none": "no idea",
    # what it does for this drawing
    "layers.blank.0": "Nothing is drawn yet: all 784 numbers are 0. Draw a digit.",
    "layers.blank.1": "Draw a digit to see which of the 128 neurons fire. Tap any cell.",
    "layers.blank.2": "Draw a digit to see which of the 64 neurons fire. Tap any cell.",
    "layers.blank.3": "Draw a digit to see ten numbers that add up to 100 %.",
    "layers.live.0": "{count} of 784 cells are inked, together {sum}: 0 is no ink, 1 is full ink.",
    "layers.live.hidden": "{count} of {size} fire for this drawing, neuron {index} most of all. "
    "Tap any cell.",
    "layers.live.broken": "{broken} of {size} values are ∞ or not a number.",
    "layers.live.none": "None of {size} neurons fires for this drawing: all a = 0.",
    "layers.live.3": "Softmax makes ten logits ten shares: {share} for {first}, {next} for "
    "{second}.",
    "layers.live.3.none": "Several outputs share the first place, or they are no numbers: the "
    "network has no idea.",
    # what it does in general
    "layers.wait": "Measuring on the test digits …",
    "layers.story.0": "The network gets them as one list, and is not told which cells are "
    "neighbors. {blank} cells are blank in all {count} test digits.",
    "layers.story.0.damaged": "The network gets them as one list, and is not told which cells are "
    "neighbors. Damage does not reach them: they are as drawn.",
    "layers.silent": "None of the {size} fires for any of {count} test digits.",
    "layers.story.1": "Stroke detectors? Partly: half of a typical neuron’s Σw² lies on {spread} "
    "of 784 cells; a whole {digit} inks {thin} on average.",
    "layers.story.1.wide": "Stroke detectors? No: half of a typical neuron’s Σw² lies on {spread} "
    "of 784 cells; a whole {digit} inks {thin} on average.",
    "layers.story.1.zero": "Stroke detectors? No: no weight is a number other than 0.",
    "layers.story.2": "Loops and parts? Only a story: a loop detector would usually fire for "
    "0, 6, 8 and 9 alone, and {loops} of 64 do.",
    "layers.story.2.some": "Loops and parts? Partly: a loop detector would usually fire for "
    "0, 6, 8 and 9 alone, and {loops} of 64 do.",
    "layers.story.more": "The typical one usually fires for {digits} of 10 digits; {selective} of "
    "{size} respond to one digit at least twice as strongly as to any other.",
    "layers.story.3": "{own} of 10 neurons respond to one digit at least twice as strongly as to "
    "any other.",
    "layers.story.3.more": "A share is no promise: {right} of {count} test digits are read right; "
    "where it is wrong, it is still {sure} sure on average.",
    "layers.story.3.all": "All {count} test digits are read right.",
    "layers.anew": "Damaged, so measured anew.",
    # the neuron looked at
    "layers.pixel": "Row {row}, col {column}",
    "layers.neuron": "Neuron {index}",
    "layers.digit": "Digit {index}",
    "layers.value.0": "x = {a}",
    "layers.value.1": "a = {a}",
    "layers.value.2": "a = {a}",
    "layers.value.3": "{a}",
    "layers.detail.0": "feeds 128: {plus} with +, {minus} with −",
    "layers.detail.fires": "usually fires for {digits}",
    "layers.detail.none": "usually fires for no digit",
    "layers.detail.3": "logit z = {z}",
    "layers.field.0": "weights",
    "layers.field.0.short": "w",
    "layers.field.0.long": "its 128 weights",
    "layers.field.1": "weights",
    "layers.field.1.short": "w",
    "layers.field.1.long": "its 784 weights",
    "layers.field.2": "effect of ink",
    "layers.field.2.short": "ink ±",
    "layers.field.2.long": "effect of ink: + raises it",
    "layers.field.3": "effect of ink",
    "layers.field.3.short": "ink ±",
    "layers.field.3.long": "effect of ink: + raises it",
    "layers.means.0": "mean x by digit",
    "layers.means.1": "mean a by digit",
    "layers.means.2": "mean a by digit",
    "layers.means.3": "mean ŷ by digit",
}
