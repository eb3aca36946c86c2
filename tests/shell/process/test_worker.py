"""The worker: the newest request of a slot wins, urgent ones overtake, steps may be dropped."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator

import pytest

from game.shell.process.worker import Done, Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(lambda: None)
    yield worker
    worker.close()


def collected(worker: Worker, count: int) -> list[Done]:
    found: list[Done] = []
    end = time.monotonic() + 5
    while len(found) < count and time.monotonic() < end:
        found += worker.collect()
        time.sleep(0.001)
    return found


def test_the_newest_request_of_a_slot_wins(worker: Worker) -> None:
    held = threading.Event()
    worker.ask("gate", 0, lambda: held.wait(5))
    for key in range(5):
        worker.ask("picture", key, lambda key=key: key)  # type: ignore[misc]
    held.set()
    assert [(done.slot, done.result) for done in collected(worker, 2)] == [
        ("gate", True),
        ("picture", 4),
    ]
    time.sleep(0.02)
    assert worker.collect() == []


def test_urgent_work_goes_first_also_between_steps(worker: Worker) -> None:
    held, order = threading.Event(), []

    def steps() -> Generator[None, None, str]:
        for n in range(3):
            if n == 1:
                held.wait(5)
            order.append(n)
            yield
        return "whole"

    worker.ask("long", 0, steps, 2)
    while not order:
        time.sleep(0.001)
    worker.ask("soon", 0, lambda: order.append("soon"), 1)
    worker.ask("now", 0, lambda: order.append("now"), 0)
    held.set()
    done = collected(worker, 3)
    assert order[:2] == [0, 1] and order[2:] == ["now", "soon", 2]
    assert done[-1].result == "whole"


def test_nobody_waits_for_ever_behind_what_is_asked_again_and_again(worker: Worker) -> None:
    order: list[str] = []

    def picture() -> None:
        order.append("picture")
        time.sleep(0.005)

    worker.ask("meter", 0, lambda: order.append("meter"), 1)
    for key in range(100):
        worker.ask("picture", key, picture, 0)
        time.sleep(0.002)
    assert "meter" in order[1:40], order


def test_steps_are_dropped_for_a_newer_request_and_when_cancelled(worker: Worker) -> None:
    begun, finished = threading.Event(), []

    def endless(name: str) -> Generator[None, None, None]:
        begun.set()
        try:
            while True:
                time.sleep(0.001)
                yield
        finally:
            finished.append(name)

    worker.ask("search", 1, lambda: endless("first"))
    assert begun.wait(5)
    worker.ask("search", 2, lambda: "second")
    assert [done.result for done in collected(worker, 1)] == ["second"]
    begun.clear()
    worker.ask("search", 3, lambda: endless("third"))
    assert begun.wait(5)
    worker.cancel("search")
    worker.ask("other", 0, lambda: "after")
    assert [done.result for done in collected(worker, 1)] == ["after"]
    assert finished == ["first", "third"]


def test_a_fault_is_handed_on_and_work_goes_on(worker: Worker) -> None:
    def faulty() -> Generator[None, None, None]:
        yield
        raise ZeroDivisionError

    worker.ask("a", 0, faulty)
    worker.ask("b", 0, lambda: 1)
    done = {d.slot: d for d in collected(worker, 2)}
    assert isinstance(done["a"].error, ZeroDivisionError) and done["b"].result == 1
