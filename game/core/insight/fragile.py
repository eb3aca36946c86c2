"""How fragile an answer is: the fewest neurons off, or the least noise, that make it another.

Both searches are generators, so that a caller can drop them at any moment and show how far they
are, without a thread or a clock: each yields the share that is done, 0..1, never less than before,
and returns what it found (``StopIteration.value``).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from game.core.model.damage import MOST_NOISE, SEEDS, Damage, damaged, make_noise, spreads
from game.core.model.network import Array, Network, forward
from game.core.model.unit import Unit

#: a set of neurons, by their numbers among those that could matter; and n sets of one size,
#: (n, size), each a row
Members = tuple[int, ...]
Sets = NDArray[np.intp]

#: up to this size all sets are tried
COMPLETE = 3
#: how many larger sets are kept for each rival digit while they grow: BEAM of sets below DEEP
#: neurons, FEW from then on
BEAM, DEEP, FEW = 24, 8, 2
#: sets in one batch: some 100 µs of work, and too few for BLAS to wake other threads
BATCH = 128
#: where a margin is at most this share of the largest possible sum, `forward` decides, since it
#: adds in another order
CLOSE = 2e-6
#: the same for noise, as a share of the largest logit
CLOSE_NOISE = 1e-3
#: about how many sets beyond COMPLETE are tried: only shows how far the search is
BEYOND = 20_000


@dataclass(frozen=True, slots=True)
class FewestOff:
    """The hidden neurons to switch off, in the order in which the lead falls fastest.

    ``units`` is () when no set was found. ``before``: the answer with all on, 0..9. ``after``: the
    answer with ``units`` off; None for "no idea". If that was the answer from the start, ``after``
    is None, too, and ``before`` only says which logit is the largest. ``exact``: it is certain that
    no smaller set changes the answer or, where none was found, that no set at all does.
    ``tried``: how many sets were evaluated.
    """

    units: tuple[Unit, ...]
    before: int
    after: int | None
    exact: bool
    tried: int


@dataclass(frozen=True, slots=True)
class LeastNoise:
    """The lowest weight noise that changes the answer, in whole percent of σ.

    ``level``: 1..MOST_NOISE; None when none changes it. ``seed``: the first seed that changes it at
    this level, 0 where none does. ``before`` and ``after`` are as in `FewestOff`. ``exact``: no
    seed changes it at any lower level. ``tried``: how many levels were evaluated, over all seeds.
    """

    level: int | None
    seed: int
    before: int
    after: int | None
    exact: bool
    tried: int


def answer_of(logits: Array) -> int | None:
    """The digit with the largest of 10 logits; None, "no idea", when a logit is not finite or two
    share the largest."""
    if not np.isfinite(logits).all():
        return None
    best = np.flatnonzero(logits == logits.max())
    return int(best[0]) if len(best) == 1 else None


def fewest_neurons(network: Network, x: Array) -> Generator[float, None, FewestOff]:
    """Search for the smallest set of hidden neurons that, off, change the answer to x, (784,).

    All sets of up to three neurons are tried, so a set of four that is found after that is known
    to be a smallest one, too. Larger sets grow neuron by neuron: for each rival digit the sets are
    kept that bring it nearest to the answer (beam search). The set that is found is thinned out.
    This finds small sets, but not certainly the smallest.
    """
    logits = forward(network, x).pre_activations[2]
    digit = answer_of(logits)
    if digit is None:
        return FewestOff((), int(np.argmax(logits)), None, exact=True, tried=0)
    search = _Search(network, x, digit)
    if search.hopeless:
        return FewestOff((), digit, digit, exact=True, tried=0)
    found = yield from search.run()
    if found is None:
        return FewestOff((), digit, digit, exact=search.count <= COMPLETE, tried=search.tried)
    exact = len(found) <= COMPLETE + 1
    return FewestOff(search.units(found), digit, search.after(found), exact, search.tried)


class _Search:
    """One search over the sets of hidden neurons, numbered among those that could matter."""

    def __init__(self, network: Network, x: Array, digit: int) -> None:
        self.network, self.x, self.digit = network, x, digit
        self.tried = 0
        (_, w2, w3), (_, b2, b3) = network.weights, network.biases
        first = forward(network, x).activations[1]
        # A silent Hidden 1 neuron adds nothing. A silent one of Hidden 2 still matters if it can
        # fire when others are off, that is, if its largest possible sum is above 0.
        self.firsts = np.flatnonzero(first > 0)
        with np.errstate(all="ignore"):
            parts = w2[:, self.firsts] * first[self.firsts]
            most = b2 + np.maximum(parts, 0).sum(axis=1)
        self.seconds = np.flatnonzero(most > 0)
        #: what each Hidden 1 neuron contributes to each Hidden 2 sum; −∞ becomes the least finite
        #: number, since 0·∞ would be NaN
        self.parts = np.nan_to_num(parts[self.seconds].T)
        self.most = most[self.seconds].astype(float)
        self.biases = b2[self.seconds]
        self.outputs = w3[:, self.seconds].T
        self.output_biases = b3
        self.count = len(self.firsts) + len(self.seconds)
        sizes = np.abs(np.nan_to_num(parts[self.seconds], neginf=0), dtype=float).sum(axis=1)
        sums = np.abs(self.outputs.T, dtype=float) @ (sizes + np.abs(self.biases))
        self.close = CLOSE * float((sums + np.abs(b3)).max())

    @property
    def hopeless(self) -> bool:
        """Whether no set at all can change the answer.

        Whatever is off, each Hidden 2 activation stays in 0..``most``. So a margin is never less
        than with each of them at the end of this range that is worse for the answer.
        """
        differences = (self.outputs[:, [self.digit]] - self.outputs).astype(float)
        worst = np.minimum(differences * self.most[:, None], 0).sum(axis=0)
        worst += self.output_biases[self.digit] - self.output_biases
        return bool((np.delete(worst, self.digit) > self.close).all())

    def units(self, members: Members) -> tuple[Unit, ...]:
        """The neurons of a set."""
        border = len(self.firsts)
        return tuple(
            Unit(1, int(self.firsts[m])) if m < border else Unit(2, int(self.seconds[m - border]))
            for m in members
        )

    def after(self, members: Members) -> int | None:
        """The answer with a set off, from the very network that `damaged` makes."""
        harmed = damaged(self.network, Damage(ablated=tuple(sorted(self.units(members)))))
        return answer_of(forward(harmed, self.x).pre_activations[2])

    def run(self) -> Generator[float, None, Members | None]:
        """The smallest set found that changes the answer, ordered as `_in_order` does."""
        found = yield from self._grown()
        while found is not None:
            found = yield from self._thinned(found)
            order = yield from self._in_order(found)
            # In this order a part of the set may do, and then a part of that.
            if len(order) == len(found):
                return order
            found = order
        return None

    @property
    def share(self) -> float:
        """How much of the search is done, 0..1; a guess once all sets up to COMPLETE were tried."""
        complete = sum(comb(self.count, size) for size in range(1, COMPLETE + 1))
        return self.tried / (max(self.tried, complete) + BEYOND)

    def _grown(self) -> Generator[float, None, Members | None]:
        """Try all sets up to COMPLETE, then the most promising larger ones, until one changes the
        answer."""
        sets = np.empty((0, 0), np.intp)
        for size in range(1, self.count + 1):
            width = BEAM if size < DEEP else FEW
            kept = []
            for part in self._all(size) if size <= COMPLETE else [self._one_more(sets)]:
                margins = yield from self._measured(part)
                rows = self._promising(margins, width)
                kept.append((part[rows], margins[rows]))
            sets, margins = (np.concatenate(arrays) for arrays in zip(*kept, strict=True))
            found = yield from self._changing(sets, margins)
            if found is not None:
                return found
            sets = sets[self._promising(margins, width)]
        return None

    def _all(self, size: int) -> Iterator[Sets]:
        """All sets of one, two or three neurons, in parts of at most 18,336: the pairs of 192."""
        pairs = np.stack(np.triu_indices(self.count, 1), axis=1)
        if size < 3:
            yield pairs if size == 2 else np.arange(self.count)[:, None]
            return
        for lowest in range(self.count - 2):
            above = pairs[pairs[:, 0] > lowest]
            yield np.column_stack((np.full(len(above), lowest), above))

    def _promising(self, margins: Array, width: int) -> NDArray[np.intp]:
        """The rows of the ``width`` sets that bring each rival nearest to the answer, and of all
        sets that may change it."""
        width = min(width, len(margins))
        nearest = np.argpartition(margins, width - 1, axis=0)[:width]
        changing = np.flatnonzero(~(margins.min(axis=1) > self.close))
        return np.union1d(np.delete(nearest, self.digit, axis=1), changing)

    def _one_more(self, sets: Sets) -> Sets:
        """Every set with one more neuron, each result once."""
        old = np.repeat(sets, self.count, axis=0)
        new = np.tile(np.arange(self.count), len(sets))[:, None]
        more = np.hstack((old, new))[(old != new).all(axis=1)]
        # Equal sets have equal sums of these; that two others do has a chance of one in 2^64.
        # (np.unique over rows takes ten times as long.)
        names = np.random.Generator(np.random.PCG64(0)).integers(2**63, size=self.count)
        _, once = np.unique(names[more].sum(axis=1), return_index=True)
        return np.sort(more[once], axis=1)

    def _measured(self, sets: Sets) -> Generator[float, None, Array]:
        """The margins z[answer] − z[c] with each of n sets off, (n, 10), in logits; ∞ for c =
        answer; NaN where a logit is not finite."""
        batches = []
        for start in range(0, len(sets), BATCH):
            batches.append(self._margins(sets[start : start + BATCH]))
            self.tried += len(batches[-1])
            yield self.share
        return np.concatenate(batches)

    def _margins(self, sets: Sets) -> Array:
        border = len(self.firsts)
        on = np.ones((len(sets), self.count), np.float32)
        on[np.arange(len(sets))[:, None], sets] = 0
        with np.errstate(all="ignore"):
            second = np.maximum(on[:, :border] @ self.parts + self.biases, 0) * on[:, border:]
            logits = second @ self.outputs + self.output_biases
            margins: Array = logits[:, [self.digit]] - logits
        margins[~np.isfinite(logits).all(axis=1)] = np.nan
        margins[:, self.digit] = np.inf
        return margins

    def _changing(self, sets: Sets, margins: Array) -> Generator[float, None, Members | None]:
        """The set that changes the answer most clearly; None if none does."""
        lead = margins.min(axis=1)
        near = np.flatnonzero(~(lead > self.close))
        for row in near[np.argsort(lead[near], kind="stable")]:
            members = tuple(sets[row].tolist())
            if self.after(members) != self.digit:
                return members
            yield self.share
        return None

    def _thinned(self, members: Members) -> Generator[float, None, Members]:
        """The set without members that can be left out, one by one, while it changes the answer."""
        while len(members) > COMPLETE + 1:  # all smaller sets were tried
            fewer = np.array(list(combinations(members, len(members) - 1)))
            margins = yield from self._measured(fewer)
            smaller = yield from self._changing(fewer, margins)
            if smaller is None:
                break
            members = smaller
        return members

    def _in_order(self, members: Members) -> Generator[float, None, Members]:
        """The set's neurons in order, each time the one that takes most of the answer's lead, until
        the answer changes. The lead is the smallest margin."""
        order: Members = ()
        while len(order) < len(members):
            rest = [m for m in members if m not in order]
            sets = np.array([(*order, m) for m in rest])
            margins = yield from self._measured(sets)
            lead = margins.min(axis=1)
            order = (*order, rest[int(np.argmin(lead))])
            if not lead.min() > self.close and self.after(order) != self.digit:
                break
        return order


def smallest_noise(network: Network, x: Array) -> Generator[float, None, LeastNoise]:
    """Search all seeds of the noise for the lowest level that changes the answer to x (784,)."""
    logits = forward(network, x).pre_activations[2]
    digit = answer_of(logits)
    if digit is None:
        return LeastNoise(None, 0, int(np.argmax(logits)), None, exact=True, tried=0)
    noise = _Noise(network, x, digit)
    best = LeastNoise(None, 0, digit, digit, exact=True, tried=0)
    tried, most = 0, MOST_NOISE
    for seed in range(SEEDS):
        if most == 0:
            break
        tried += most
        level, after = noise.lowest(seed, most)
        if level is not None:
            best = LeastNoise(level, seed, digit, after, exact=True, tried=tried)
            # A later seed is of interest only below this level, which makes most of them cheap.
            most = level - 1
        yield (seed + 1) / SEEDS
    return replace(best, tried=tried)


def flip_level(network: Network, x: Array, seed: int) -> int | None:
    """The lowest level, percent, at which the noise of a seed changes the answer to x (784,).

    None when no level up to MOST_NOISE does it, or when there is no answer even without noise.
    """
    digit = answer_of(forward(network, x).pre_activations[2])
    return None if digit is None else _Noise(network, x, digit).lowest(seed, MOST_NOISE)[0]


class _Noise:
    """What noise does to one answer, at all levels of a seed at once."""

    def __init__(self, network: Network, x: Array, digit: int) -> None:
        self.network, self.x, self.digit = network, x, digit
        self.spreads = spreads(network)
        self.first = forward(network, x).pre_activations[0]

    def lowest(self, seed: int, most: int) -> tuple[int | None, int | None]:
        """The lowest level in 1..``most`` at which a seed's noise changes the answer, None if none
        does; and the new answer.

        A level s adds s·σN to the weights, so a sum is W·a + b + s·σ·N·a, and the first layer's
        W₁x and N₁x are the same for all levels.
        """
        # Not `noise_of`, so that the noise on screen stays in its cache.
        noise = make_noise(seed)
        (_, w2, w3), (_, b2, b3) = self.network.weights, self.network.biases
        levels = (np.arange(1, most + 1) / 100).astype(np.float32)[:, None]
        with np.errstate(all="ignore"):
            s1, s2, s3 = (levels * spread for spread in self.spreads)
            a1 = np.maximum(self.first + s1 * (noise[0] @ self.x), 0)
            a2 = np.maximum(a1 @ w2.T + b2 + s2 * (a1 @ noise[1].T), 0)
            logits = a2 @ w3.T + b3 + s3 * (a2 @ noise[2].T)
            lead = logits[:, self.digit] - np.delete(logits, self.digit, axis=1).max(axis=1)
            # not lead <= …, so that NaN counts as close
            close = ~(lead > CLOSE_NOISE * np.abs(logits).max(axis=1))
        for level in (np.flatnonzero(close) + 1).tolist():
            after = self.after(noise, level)
            if after != self.digit:
                return level, after
        return None, self.digit

    def after(self, noise: tuple[Array, Array, Array], level: int) -> int | None:
        """The answer at a level: `damaged` bit for bit, without the cache of `noise_of`."""
        size = np.float32(level / 100)
        parts = zip(self.network.weights, self.spreads, noise, strict=True)
        w1, w2, w3 = (weight + size * spread * values for weight, spread, values in parts)
        noisy = Network((w1, w2, w3), self.network.biases)
        return answer_of(forward(noisy, self.x).pre_activations[2])
