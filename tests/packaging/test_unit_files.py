"""The units and the guide for a kiosk: what they promise stands in them, and can be read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from game.commands.exit import STAFF_EXIT
from game.shell.files.settings import load_settings
from tests.processes import ROOT

PACKAGING = ROOT / "packaging"
#: each line with its section
BOTH = """
[Unit] StartLimitIntervalSec=0
[Service] Type=notify
[Service] WatchdogSec=10
[Service] Restart=always
[Service] RestartSec=2
[Service] RestartPreventExitStatus=10
[Service] SuccessExitStatus=10
[Service] StateDirectory=neural-lab
[Service] ProtectSystem=strict
[Service] NoNewPrivileges=yes
[Service] RestrictAddressFamilies=AF_UNIX AF_NETLINK
"""
PROMISED = {
    "neural-lab.service": BOTH
    + """
[Service] NotifyAccess=main
[Service] PrivateNetwork=yes
[Service] PrivateUsers=yes
[Service] ExecStart=/opt/neural-lab/bin/neural-lab --kiosk
""",
    "neural-lab-cage.service": BOTH
    + """
[Service] NotifyAccess=all
[Service] IPAddressDeny=any
[Service] ExecStart=/opt/neural-lab/in-cage.sh /opt/neural-lab/bin/neural-lab --kiosk
""",
    "neural-lab-bridge.service": """
[Service] Restart=on-failure
[Service] ProtectSystem=strict
[Service] NoNewPrivileges=yes
""",
}


def lines(unit: str) -> set[str]:
    """The lines of a unit, each with its section."""
    section, found = "", set()
    for line in (PACKAGING / unit).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif line and line[0] != "#":
            found.add(f"{section} {line}")
    return found


@pytest.mark.parametrize("unit", PROMISED)
def test_it_has_the_promised_lines(unit: str) -> None:
    wanted = {line for line in PROMISED[unit].splitlines() if line}
    assert wanted - lines(unit) == set()


def test_the_lab_s_unit_leaves_x_its_file() -> None:
    """In a namespace of its own the lab reaches X by the file in /tmp alone."""
    assert not {line for line in lines("neural-lab.service") if "PrivateTmp=" in line}


def test_exit_means_the_same_everywhere() -> None:
    assert STAFF_EXIT == 10
    assert "\nEXIT = 10\n" in (PACKAGING / "supervise.py").read_text("utf-8")
    assert 'ReturnCode="10" Action="DoNothing"' in (PACKAGING / "windows.md").read_text("utf-8")


def test_systemd_understands_them(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:  # the lines above hold all the same
        return
    for unit in PROMISED:
        words = (PACKAGING / unit).read_text("utf-8")
        # Programs that are there, for it looks.
        words = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", words)
        (tmp_path / unit).write_text(words)
        manager = "--system" if "cage" in unit else "--user"
        done = subprocess.run(
            [analyze, manager, "verify", str(tmp_path / unit)],
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        ours = [line for line in done.stderr.splitlines() if unit in line]
        assert ours == []


def test_in_cage_ends_as_the_program_did(tmp_path: Path) -> None:
    cage = tmp_path / "cage"  # as cage 0.1.4: it ends with 0 whatever its program did
    cage.write_text('#!/bin/sh\nshift 2\n"$@"\nexit 0\n')
    cage.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "TMPDIR": str(tmp_path),
    }
    for words, status in ((("sh", "-c", "exit 10"), 10), (("sh", "-c", "kill -9 $$"), 137)):
        command = [str(PACKAGING / "in-cage.sh"), *words]
        done = subprocess.run(command, env=environment, capture_output=True)
        assert done.returncode == status, done
    cage.write_text("#!/bin/sh\nexit 3\n")  # no display
    assert subprocess.run(command, env=environment, capture_output=True).returncode == 3
    assert list(tmp_path.iterdir()) == [cage], "it leaves nothing behind"


GUIDE = (PACKAGING / "install.md").read_text("utf-8")


def blocks(words: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", words, re.M | re.S)


def test_the_guide_s_steps_can_be_read_by_a_shell() -> None:
    steps = blocks(GUIDE, "sh")
    assert len(steps) > 10
    done = subprocess.run(["bash", "-n"], input="\n".join(steps), text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_guide_s_settings_are_valid(tmp_path: Path) -> None:
    (step,) = [block for block in blocks(GUIDE, "sh") if "settings.toml <<" in block]
    path = tmp_path / "settings.toml"
    path.write_text(step.split("<<'END'\n")[1].split("END\n")[0] + blocks(GUIDE, "toml")[0])
    settings, notices = load_settings({}, (path,))
    assert notices == []
    assert settings.kiosk and settings.idle == 60 and settings.countdown == 20
    assert settings.hub.startswith("http://") and settings.hub_every == 60


def test_the_files_that_the_guide_names_are_there() -> None:
    for name in re.findall(r"packaging/[\w.-]+", GUIDE):
        assert (ROOT / name).exists(), name


def test_windows_files_are_xml() -> None:
    whole, part = blocks((PACKAGING / "windows.md").read_text("utf-8"), "xml")
    assert xml.fromstring(whole.encode()).tag.endswith("ShellLauncherConfiguration")
    xml.fromstring(f'<x xmlns:rs5="x">{part}</x>')
