"""What the microphone has written, brought into the library under the time it was said."""

from datetime import datetime
from pathlib import Path

from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import Preparation, SoundLimits
from alphasms_desktop.engine.workspace import AudioDesk
from alphasms_desktop.i18n import tr


def take_title(take: Path) -> str:
    """Return what a take is called in the library."""
    ended = datetime.fromtimestamp(take.stat().st_mtime).astimezone()
    return tr("Recording of {time}").format(time=f"{ended:%d.%m, %H:%M:%S}")


def keep_take(audio: AudioDesk, take: Path, title: str, limits: SoundLimits) -> None:
    """Put a take that was spoken anew into the library; on a job's thread. Raises TroubleError."""
    table = audio.studio.open(audio.studio.taken(take))
    prepared = table.prepared(Preparation(cuts_silence=True), limits)
    remember(audio, audio.studio.keep(prepared.wav, title))


def remember(audio: AudioDesk, sound: Recording) -> None:
    """Put a recording of the microphone into the library; on a job's thread."""
    audio.remember(sound, sound.source, SoundOrigin.MICROPHONE)
