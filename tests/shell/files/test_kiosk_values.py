"""The settings of kiosk mode: what is read, and what is refused in one line."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.shell.files.kiosk_values import (
    IDLES,
    hash_pin,
    is_pin,
    parse_hub,
    parse_keys,
    parse_millimeters,
    parse_opening,
    parse_pin,
    parse_seconds,
)
from game.shell.files.settings import KEYS

#: a Monday
MONDAY = datetime(2026, 3, 2)


@pytest.mark.parametrize(
    ("hours", "open_at", "closed_at"),
    [
        ("09:00-17:00", ["mon 09:00", "sun 16:59"], ["mon 08:59", "mon 17:00", "wed 00:00"]),
        ("9:30 – 24:00", ["tue 23:59", "tue 09:30"], ["tue 00:00", "tue 09:29"]),
        ("18:00-02:00", ["fri 18:00", "sat 01:59", "mon 00:30"], ["fri 17:59", "sat 02:00"]),
        ({"mon": "10:00-12:00"}, ["mon 11:00"], ["mon 12:00", "tue 11:00", "sun 11:00"]),
        ({"sun": "20:00-01:00"}, ["sun 23:00", "mon 00:59"], ["mon 20:00", "sun 00:30"]),
        ({"wed": "closed", "thu": "00:00-24:00"}, ["thu 12:00"], ["wed 12:00", "fri 00:00"]),
    ],
)
def test_opening_hours(hours: object, open_at: list[str], closed_at: list[str]) -> None:
    opening = parse_opening(hours)
    for words in open_at + closed_at:
        day, time = words.split()
        at = MONDAY + timedelta(days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(day))
        hour, minute = map(int, time.split(":"))
        assert opening.open_at(at.replace(hour=hour, minute=minute)) == (words in open_at), words


@pytest.mark.parametrize(
    "wrong",
    ["", "9-17", "25:00-26:00", "09:60-10:00", "10:00-10:00", "closed all day", 9, None, [],
     {"monday": "09:00-17:00"}, {"mon": 9}, {1: "closed"}, "٠٩:٠٠-١٧:٠٠", "09:00-17:00 " * 9],
)  # fmt: skip
def test_what_are_no_hours_is_said(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"no (opening )?(hours|day)"):
        parse_opening(wrong)


def test_a_pin_is_known_by_its_salted_hash_only() -> None:
    one, other = hash_pin("2468", bytes(16)), hash_pin("2468", bytes(range(16)))
    assert one != other and "2468" not in one
    for kept in (one, other):
        assert parse_pin(kept) == kept and is_pin("2468", kept)
        assert not is_pin("2469", kept) and not is_pin("", kept) and not is_pin("٢٤٦٨", kept)
    assert not is_pin("2468", "")
    for wrong in ("123", "1" * 13, "12a4", "", "²³²³"):
        with pytest.raises(ValueError, match="4 to 12 digits"):
            hash_pin(wrong, bytes(16))
    for wrong in ("2468", one[:-1], one.upper(), 2468, None):
        with pytest.raises(ValueError, match="neural-lab pin"):
            parse_pin(wrong)


def test_an_idle_time_has_its_limits() -> None:
    assert parse_seconds("30", IDLES) == 30 and parse_seconds(90.5, IDLES) == 90.5
    for wrong in (29.9, 3601, "nan", "inf", True, None, "x", [], 10**400):
        with pytest.raises(ValueError, match="write seconds, 30 to 3600"):
            parse_seconds(wrong, IDLES)


def test_keys_screens_and_hubs() -> None:
    assert parse_keys(["1", "Space"]) == ("1", "space") and parse_keys([]) == ()
    assert parse_millimeters([527, 296.5]) == (527.0, 296.5)
    for hub in ("", "http://hub", "https://10.0.0.7:8080/lab?x=1", "http://[::1]:80/"):
        assert parse_hub(hub) == hub
    for parse, wrong in (
        (parse_keys, "1"), (parse_keys, [1]), (parse_keys, ["x" * 21]), (parse_keys, ["a"] * 65),
        (parse_millimeters, [527]), (parse_millimeters, [0, 300]), (parse_millimeters, "527x296"),
        (parse_millimeters, [True, 300]), (parse_millimeters, [float("nan"), 300]),
        (parse_hub, "ftp://hub"), (parse_hub, "http://"), (parse_hub, "http://a b"),
        (parse_hub, "http://me:secret@hub"), (parse_hub, 7), (parse_hub, "http://hub\n"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="write"):
            parse(wrong)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(KEYS)), _ANY)
def test_whatever_stands_in_a_file_is_read_or_refused_in_one_line(key: str, value: object) -> None:
    try:
        KEYS[key](value)
    except ValueError as error:
        assert 0 < len(str(error)) < 400 and "\n" not in str(error)
