"""Real touches for a real X server, without hardware.

Starts Xorg on the dummy video driver with the `inputtest` input driver (Debian packages
xserver-xorg-core and xserver-xorg-video-dummy) and sends XInput2 touches, pointer moves and keys
over its Unix sockets: a program under test sees genuine FINGERDOWN / FINGERMOTION / FINGERUP.

    with Screen(":79", size=(1920, 1080)) as screen:
        program = subprocess.Popen([...], env={**os.environ, "DISPLAY": screen.display})
        screen.touch.stroke([(300, 300), (500, 700)])      # pixels of the screen

Only the first client of a socket is served per server start, so keep one `Screen` for a whole run.
"""

from __future__ import annotations

import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path

_BEGIN, _UPDATE, _END = 18, 19, 20
_SYNC_MESSAGE, _TOUCH_MESSAGE = 1, 6

_CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "d"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "m"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "whole" {clock:.2f} {width} {w1} {w2} {w3} {height} {h1} {h2} {h3}
EndSection
Section "Screen"
  Identifier "s"
  Device "d"
  Monitor "m"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual {width} {height}
    Modes "whole"
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "touch0"
  Driver "inputtest"
  Option "SocketPath" "{folder}/touch.sock"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "InputDevice"
  Identifier "ptr0"
  Driver "inputtest"
  Option "SocketPath" "{folder}/ptr.sock"
  Option "DeviceType" "PointerAbsolute"
EndSection
Section "InputDevice"
  Identifier "kbd0"
  Driver "inputtest"
  Option "SocketPath" "{folder}/kbd.sock"
  Option "DeviceType" "Keyboard"
EndSection
Section "ServerLayout"
  Identifier "l"
  Screen "s"
  InputDevice "touch0" "SendCoreEvents"
  InputDevice "ptr0" "CorePointer"
  InputDevice "kbd0" "CoreKeyboard"
EndSection
"""


def _config(size: tuple[int, int], folder: Path) -> str:
    """A screen of exactly this size: without a mode of its own the driver picks a smaller one."""
    width, height = size
    # Blanks as long as a tube needs: shorter ones the server takes only from a flat panel.
    w3, h3 = width + width // 4, height + 40
    return _CONFIG.format(
        width=width,
        height=height,
        w1=width + 48,
        w2=width + 96,
        w3=w3,
        h1=height + 3,
        h2=height + 8,
        h3=h3,
        clock=w3 * h3 * 60 / 1e6,
        folder=folder,
    )


class Touch:
    """One ten-finger touch screen. Positions are pixels of the screen."""

    def __init__(self, path: Path, size: tuple[int, int]):
        self._size = size
        self._next_id = 1
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._socket.sendall(struct.pack("<IIHH", 12, 0, 1, 1))
        self._socket.recv(12)

    def down(self, x: float, y: float) -> int:
        """Put a finger down; returns its id for `move` and `up`."""
        finger, self._next_id = self._next_id, self._next_id + 1
        self._send(_BEGIN, finger, x, y)
        return finger

    def move(self, finger: int, x: float, y: float) -> None:
        self._send(_UPDATE, finger, x, y)

    def up(self, finger: int, x: float, y: float) -> None:
        self._send(_END, finger, x, y)

    def tap(self, x: float, y: float, hold: float = 0.06) -> None:
        finger = self.down(x, y)
        time.sleep(hold)
        self.up(finger, x, y)

    def stroke(self, points: list[tuple[float, float]], step: float = 0.008) -> None:
        finger = self.down(*points[0])
        for point in points[1:]:
            time.sleep(step)
            self.move(finger, *point)
        self.up(finger, *points[-1])

    def _send(self, kind: int, finger: int, x: float, y: float) -> None:
        values = [0.0] * 64
        values[0] = x / self._size[0] * 0xFFFF
        values[1] = y / self._size[1] * 0xFFFF
        valuators = struct.pack("<I", 0) + bytes([3] + [0] * 7) + bytes(4)
        valuators += struct.pack("<64d", *values) + struct.pack("<64d", *[0.0] * 64)
        head = struct.pack("<IIII", 16 + len(valuators), _TOUCH_MESSAGE, finger, kind)
        self._socket.sendall(head + valuators)
        self._socket.sendall(struct.pack("<II", 8, _SYNC_MESSAGE))
        self._socket.recv(8)


class Screen:
    """An Xorg server on the dummy driver with a touch screen; a context manager."""

    def __init__(self, display: str = ":79", size: tuple[int, int] = (1920, 1080)):
        self.display, self.size = display, size

    def __enter__(self) -> Screen:
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        config = folder / "xorg.conf"
        config.write_text(_config(self.size, folder))
        command = ["Xorg", self.display, "-config", str(config), "-logfile", str(folder / "log")]
        self._server = subprocess.Popen(
            [*command, "-noreset", "-nolisten", "tcp"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            time.sleep(0.1)
            if (folder / "touch.sock").exists():
                break
        time.sleep(0.5)
        self.touch = Touch(folder / "touch.sock", self.size)
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()
