"""Recordings made fit for the telephone; the only place that knows pydub and ffmpeg."""

from alphasms_desktop.audio.telephone import to_telephone_wav

__all__ = ["to_telephone_wav"]
