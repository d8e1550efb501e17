"""Everything people bring: the names, the encoders that make them, and what a cut file shows."""

from enum import StrEnum

NARROW = ("-ar", "8000", "-ac", "1")
FAST = ("-movflags", "faststart")


class Cut(StrEnum):
    """What becomes of a file whose second half is missing."""

    SAID = "it is decoded and said to be cut off"
    REFUSED = "it cannot be read, since its index stood at the end"
    UNKNOWN = "it is decoded; nothing in the format tells of more"


FORMATS = [
    ("16.wav", "pcm_s16le", (), Cut.SAID),
    ("24.wav", "pcm_s24le", (), Cut.SAID),
    ("float.wav", "pcm_f32le", (), Cut.SAID),
    ("alaw.wav", "pcm_alaw", NARROW, Cut.SAID),
    ("mulaw.wav", "pcm_mulaw", NARROW, Cut.SAID),
    ("adpcm.wav", "adpcm_ima_wav", (), Cut.SAID),
    ("stereo.wav", "pcm_s16le", ("-ac", "2", "-ar", "48000"), Cut.SAID),
    ("long.w64", "pcm_s16le", (), Cut.SAID),
    ("a.mp3", "libmp3lame", (), Cut.SAID),
    ("vbr.mp3", "libmp3lame", ("-q:a", "5"), Cut.SAID),
    ("bare.mp3", "libmp3lame", ("-write_xing", "0"), Cut.UNKNOWN),
    ("a.m4a", "aac", (), Cut.REFUSED),
    ("fast.m4a", "aac", FAST, Cut.SAID),
    ("lossless.m4a", "alac", FAST, Cut.SAID),
    ("a.aac", "aac", (), Cut.SAID),
    ("a.ogg", "libvorbis", (), Cut.SAID),
    ("voice.ogg", "libopus", (), Cut.SAID),
    ("a.opus", "libopus", (), Cut.SAID),
    ("a.flac", "flac", (), Cut.SAID),
    ("a.aiff", "pcm_s16be", (), Cut.SAID),
    ("a.caf", "pcm_s16be", (), Cut.SAID),
    ("a.wma", "wmav2", (), Cut.SAID),
    ("a.webm", "libopus", (), Cut.SAID),
    ("a.amr", "libopencore_amrnb", NARROW, Cut.SAID),
    ("a.3gp", "libopencore_amrnb", NARROW, Cut.REFUSED),
    ("fast.3gp", "libopencore_amrnb", (*NARROW, *FAST), Cut.SAID),
]
