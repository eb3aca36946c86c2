"""The words of the stage's arrangement: its scale, its pages, left-handed."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "turn.draw": "More: Canvas",
    "turn.network": "More: Network",
    "turn.drawer": "More: Panel",
    "turn": "More ▶",
    "help.on": "More ▶",
    "no.scale.more": "This is the largest: Ctrl −",
    "no.scale.less": "This is the smallest: Ctrl +",
    "no.scale.usual": "It has its usual size: Ctrl + or −",
    "no.page": "All is on this page: Ctrl + enlarges",
    "break.brief": "Break It — damage the network",
    "layers.formula.3.short": "Softmax(W₃a₂ + b₃)",
    "key.scale": "all larger, smaller, as usual",
    "key.page": "next page, where all is large",
    "key.mirror": "mirror the stage: left-handed",
}
