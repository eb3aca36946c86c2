"""The words on the network's picture itself."""

from __future__ import annotations

WORDS: dict[str, str | tuple[str, str]] = {
    # above the layers: a short name, what the layer is made of, and how much Readable shows of it
    "caption.input": "In",
    "caption.input.made_of": "784 px",
    "caption.input.readable": "28 × 28 px",
    "caption.hidden_1": "H1",
    "caption.hidden_1.made_of": "128 · ReLU",
    "caption.hidden_1.readable": "14 of 128",
    "caption.hidden_2": "H2",
    "caption.hidden_2.made_of": "64 · ReLU",
    "caption.hidden_2.readable": "10 of 64",
    "caption.output": "Out",
    "caption.output.made_of": "10 · Softmax",
    # the legend: where there is little room, and what is in play now and then
    "legend.positive.short": "+ positive",
    "legend.negative.short": "− negative",
    "legend.top.short": "top",
    "legend.learning": "learning",
    "legend.damage": "damage",
    # what the wave tells as it passes the layers
    "story.input": ("{count} pixel with ink enters.", "{count} pixels with ink enter."),
    "story.hidden_1": (
        "{count} of 128 neurons of Hidden 1 fires.",
        "{count} of 128 neurons of Hidden 1 fire.",
    ),
    "story.hidden_1.none": "No neuron of Hidden 1 fires.",
    "story.hidden_2": (
        "{count} of 64 neurons of Hidden 2 combines them.",
        "{count} of 64 neurons of Hidden 2 combine them.",
    ),
    "story.hidden_2.none": "No neuron of Hidden 2 fires.",
    "story.output": "Output {digit} is strongest: {percent}.",
    "story.output.none": "The output is no digit: none is strongest.",
    # beside the neuron under the mouse
    "tip.pixel": "Input · row {row}, col {column}",
    "tip.x": "x = {x}",
    "tip.strongest": "strongest: {terms}",
    "tip.term.pixel": "({row}, {column}) {contribution}",
    "tip.term.neuron": "(#{index}) {contribution}",
    "tip.none": "no input contributes",
    # beside the output that is strongest, where that is no sure answer
    "output.doubt": "{digit}?",
    # over a layer whose weights are gone, where there is little room
    "cut.short.1": "W₁",
    "cut.short.2": "W₂",
    "cut.short.3": "W₃",
    # two networks side by side
    "side.healthy": "healthy",
    "side.yours": "yours to break",
    "side.damaged": "damaged",
    "side.taught": "taught",
    # Readable: the neurons that are not shown, and the footnote
    "more": "+{count} more",
    "more.short": "+{count}",
    "carried": "Of all that Hidden 1 says for and against this answer, these 14 say {first}; "
    "of all that Hidden 2 says, these 10 say {second}.",
    "carried.short": "These 14 and these 10 say {first} and {second} of all that their layers say.",
    "carried.shortest": "They say {first} and {second} of it all.",
}
