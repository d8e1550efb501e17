"""What the microphone has written, brought into the library under the time it was said."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import Preparation, SoundLimits
from alphasms_desktop.engine.workspace import AudioDesk
from alphasms_desktop.i18n import tr
from alphasms_desktop.wording import KYIV


def take_title(take: Path) -> str:
    """Return what a take is called in the library."""
    ended = datetime.fromtimestamp(take.stat().st_mtime, ZoneInfo(KYIV))
    return tr("Recording of {time}").format(time=f"{ended:%d.%m, %H:%M:%S}")


def keep_take(audio: AudioDesk, take: Path, title: str, limits: SoundLimits) -> None:
    """Put a take that was spoken anew into the library; on a job's thread. Raises TroubleError."""
    table = audio.studio.open(audio.studio.taken(take))
    prepared = table.prepared(Preparation(cuts_silence=True), limits)
    remember_take(audio, audio.studio.keep(prepared.wav, title), take)


def remember_take(audio: AudioDesk, sound: Recording, take: Path) -> None:
    """Put what was made of a take into the library, then delete the take; on a job's thread.

    In this order: whatever happens in between, what was said is found in one of the two.
    """
    audio.remember(sound, sound.source, SoundOrigin.MICROPHONE)
    take.unlink(missing_ok=True)
