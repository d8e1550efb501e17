"""What was measured in a recording, and what is wrong with it."""

from alphasms_desktop.domain.sound import Finding, Measured, SoundFault, SoundLimits
from alphasms_desktop.i18n import language, mark, ntr, tr

_MOMENTS_AT_MOST = 5
_KILO, _MEGA = 1000, 1_000_000

_FAULTS: dict[SoundFault, str] = {
    SoundFault.CLIPPED: mark(
        "The recording is overdriven and crackles ({moments}). Record it again, a little more "
        "quietly or farther from the microphone."
    ),
    SoundFault.TOO_QUIET: mark(
        "The recording was made very quietly. If it is made louder, its noise grows too: better "
        "record it again, closer to the microphone."
    ),
    SoundFault.NOISY: mark(
        "There is much noise behind the voice. Record it again in a quieter room or closer to the "
        "microphone."
    ),
    SoundFault.LONG_SILENCE: mark(
        "Nothing is heard for more than 3 seconds ({moments}); people will think the call has "
        "ended. Shorten the pause."
    ),
    SoundFault.CUT_OFF: mark(
        "The file is damaged or cut off, a part of the sound is missing. Listen to how it ends, or "
        "take the original file."
    ),
    SoundFault.SILENT: mark(
        "Nothing can be heard in the recording. Check the microphone or choose another file."
    ),
}


def sound_sentence(finding: Finding, limits: SoundLimits) -> str:
    """Say what is wrong with a recording and what to do; `limits` are those it was held against."""
    if finding.fault is SoundFault.TOO_SHORT:
        return ntr(
            "The recording is shorter than {n} second; AlphaSMS may not take it. Make it longer.",
            "The recording is shorter than {n} seconds; AlphaSMS may not take it. Make it longer.",
            round(limits.min_s),
        )
    if finding.fault is SoundFault.TOO_LONG:
        return ntr(
            "The recording is longer than {n} second; AlphaSMS may not take it. Make it shorter.",
            "The recording is longer than {n} seconds; AlphaSMS may not take it. Make it shorter.",
            round(limits.max_s),
        )
    if finding.fault is SoundFault.TOO_BIG:
        sentence = tr(
            "The recording is bigger than {megabytes} MB; AlphaSMS does not take it. "
            "Make it shorter."
        )
        return sentence.format(megabytes=_decimal(limits.max_bytes / 1_000_000, "0.#"))
    return tr(_FAULTS[finding.fault]).format(moments=_moments(finding.moments_s))


def verdict_sentence(measured: Measured) -> str:
    """Say in a few words whether a recording is good, and what of its original is sent."""
    said = [] if measured.findings else [tr("The loudness is good, there is little noise.")]
    if measured.kept_s:
        begin, end = measured.kept_s[0][0], measured.kept_s[-1][1]
        said.append(
            tr("It is sent from {begin} to {end}.").format(begin=_tenths(begin), end=_tenths(end))
        )
        if pauses := len(measured.kept_s) - 1:
            said.append(ntr("{n} pause is shortened.", "{n} pauses are shortened.", pauses))
    return " ".join(said)


def measured_sentence(measured: Measured) -> str:
    """Say length, size and loudness of a recording in one line."""
    loudness = measured.loudness
    facts = [
        tr("{seconds} s").format(seconds=_decimal(measured.seconds)),
        ntr("{n} byte", "{n} bytes", measured.size_bytes),
    ]
    if loudness.lufs is not None:
        facts.append(tr("loudness {lufs} LUFS").format(lufs=_decimal(loudness.lufs)))
    if loudness.true_peak_db is not None:
        facts.append(tr("true peak {peak} dB").format(peak=_decimal(loudness.true_peak_db)))
    return " · ".join(facts)


def size_words(size_bytes: int) -> str:
    """Return a size as people read it: kilobytes, from a megabyte on megabytes."""
    if size_bytes < _MEGA:
        return tr("{size} KB").format(size=max(1, round(size_bytes / _KILO)))
    pattern = "0.#" if size_bytes < 10 * _MEGA else "#,##0"
    return tr("{size} MB").format(size=_decimal(size_bytes / _MEGA, pattern))


def _moments(seconds: tuple[float, ...]) -> str:
    """Write moments as a player shows them: `0:14, 1:02`, and dots for those left out."""
    shown = [f"{int(one) // 60}:{int(one) % 60:02}" for one in seconds[:_MOMENTS_AT_MOST]]
    return ", ".join([*shown, "…"] if len(seconds) > _MOMENTS_AT_MOST else shown)


def _tenths(seconds: float) -> str:
    """Write a moment with its tenths: `0:24.9`, with the comma of the language."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{_decimal(tenths % 600 / 10, '00.0')}"


def _decimal(value: float, pattern: str = "0.0") -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, pattern, locale=language()))
