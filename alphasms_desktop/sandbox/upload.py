"""An uploaded file of which only the size, the fingerprint and the format are remembered."""

import hashlib

from alphasms_desktop.sandbox.wav import Sound


class Upload:
    """Fed piece by piece; holds no bytes of the file, however large it is."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.sound = Sound()
        self.bytes = 0

    def feed(self, piece: bytes | memoryview) -> None:
        """Take the next piece of the file."""
        self.bytes += len(piece)
        self._hash.update(piece)
        self.sound.feed(piece)

    @property
    def sha256(self) -> str:
        """Return the fingerprint of what was fed, in hexadecimal digits."""
        return self._hash.hexdigest()
