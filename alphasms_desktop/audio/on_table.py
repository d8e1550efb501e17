"""A recording on the table: its outline at any zoom, and what comes of it when it is prepared."""

from alphasms_desktop.audio.following import followed
from alphasms_desktop.audio.peaks import Peaks
from alphasms_desktop.audio.prepare import USUAL_LIMITS, Prepared, Sound, prepare
from alphasms_desktop.audio.wav import wav_of
from alphasms_desktop.domain.sound import Outline, Preparation, SoundLimits

_FULL_SCALE = 32768.0


class SoundOnTable:
    """An opened recording; its original is never touched."""

    def __init__(self, sound: Sound) -> None:
        self.sound = sound
        self._peaks = Peaks(sound.samples)
        self.name = sound.name
        self.seconds = sound.seconds

    def outline(self, start_s: float, end_s: float, columns: int) -> Outline:
        """Return the least and the greatest sample of each column, from -1 to 1."""
        found = self._peaks.between(start_s, end_s, columns)
        return tuple((low / _FULL_SCALE, high / _FULL_SCALE) for low, high in found.tolist())

    def prepared(self, preparation: Preparation, limits: SoundLimits = USUAL_LIMITS) -> Prepared:
        """Return the telephone WAV that comes of it, and what is to be said of that.

        Raises TroubleError where nothing is left.
        """
        return prepare(self.sound, preparation, limits)

    def followed_by(self, other: "SoundOnTable", preparation: Preparation) -> "SoundOnTable":
        """Return this recording and another in order as one, each prepared so by itself.

        Raises TroubleError where they are too long together.
        """
        return SoundOnTable(followed(self.sound, other.sound, preparation))

    def plain(self) -> bytes:
        """Return it as a WAV with nothing done to it."""
        return wav_of(self.sound.samples.tobytes())
