"""A recording of its own for each recipient, stitched from clips that were recorded once."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from alphasms_desktop.audio.join import CROSS_FADE_S, join
from alphasms_desktop.audio.samples import Samples
from alphasms_desktop.audio.wav import wav_of

_CACHE_BYTES = 64 * 2**20


class Stitcher:
    """Makes messages of named clips; what was said once already is kept ready, within bounds.

    A message is the names of its clips in order: `("greeting", "14", "30", "closing")`. May be
    used by several threads at once.
    """

    def __init__(
        self,
        clips: Mapping[str, Samples],
        cross_fade_s: float = CROSS_FADE_S,
        cache_bytes: int = _CACHE_BYTES,
    ) -> None:
        self._clips = clips
        self._cross_fade_s = cross_fade_s
        self._cache_bytes = cache_bytes
        self._ready: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._held_bytes = 0
        self._lock = threading.Lock()

    @property
    def held_bytes(self) -> int:
        """How many bytes of messages are kept ready."""
        return self._held_bytes

    def missing(self, messages: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """Return the clips that messages need and that are not there, each once, in order."""
        needed = dict.fromkeys(name for message in messages for name in message)
        return tuple(name for name in needed if name not in self._clips)

    def wav(self, message: Sequence[str]) -> bytes:
        """Return a message as a telephone WAV; raises KeyError with a clip that is missing."""
        names = tuple(message)
        with self._lock:
            if names in self._ready:
                self._ready.move_to_end(names)
                return self._ready[names]
        wav = wav_of(join([self._clips[name] for name in names], self._cross_fade_s).tobytes())
        with self._lock:
            self._keep(names, wav)
        return wav

    def _keep(self, names: tuple[str, ...], wav: bytes) -> None:
        """Keep a message ready; those that were not asked for the longest time go for it."""
        if names not in self._ready:
            self._ready[names] = wav
            self._held_bytes += len(wav)
        while self._held_bytes > self._cache_bytes:
            _, gone = self._ready.popitem(last=False)
            self._held_bytes -= len(gone)
