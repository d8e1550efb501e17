"""What ffmpeg says while it decodes: complaints, the length a file claims, signs of a torn end."""

import re
import threading
from typing import IO

_LINE_BYTES = 4000
_KEPT_CHARACTERS = 4000

_LEVEL = re.compile(r"^(?:\[[^\]]* @ [^\]]*\] )*\[(info|warning|error|fatal)\] (.*)", re.DOTALL)
_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+)")
_FILM = re.compile(r"^  Stream #0:\d+.*: Video: (?!.*\(attached pic\))")
_GUESSED = "Estimating duration from bitrate"
_TORN = (
    "Packet corrupt",
    "partial file",
    "File ended prematurely",
    "Input packet size too small",  # WMA
    "Corrupt bitstream",  # AMR
)


class Listener:
    """Reads a decoder's words all the time, since a full pipe would stop it; keeps a little.

    ffmpeg has to be started with `-v level+info`.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self.complaint = ""
        self.is_torn = False
        self._stream = stream
        self._duration_s: float | None = None
        self._is_unsure = False
        self._reader = threading.Thread(target=self._read, name="ffmpeg-stderr", daemon=True)
        self._reader.start()

    def join(self) -> None:
        """Wait until ffmpeg has said its last word."""
        self._reader.join()

    @property
    def stated_s(self) -> float | None:
        """The seconds of sound the file claims; None where it claims nothing that can be trusted.

        A guess from the bitrate is no claim, nor is a film's length: its sound may be shorter.
        """
        return None if self._is_unsure else self._duration_s

    def _read(self) -> None:
        while line := self._stream.readline(_LINE_BYTES):
            self._hear(line.decode("utf-8", "replace").rstrip())

    def _hear(self, line: str) -> None:
        levelled = _LEVEL.match(line)
        level, text = levelled.groups() if levelled else ("", line)
        if level not in ("info", "warning"):
            self.complaint = f"{self.complaint}\n{text}".strip()[-_KEPT_CHARACTERS:]
        if level == "info":
            self._note(text)
        elif text.startswith(_GUESSED):
            self._is_unsure = True
        if level != "info" and any(sign in text for sign in _TORN):
            self.is_torn = True

    def _note(self, text: str) -> None:
        if duration := _DURATION.match(text):
            hours, minutes, seconds = duration.groups()
            self._duration_s = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        elif _FILM.match(text):
            self._is_unsure = True
