"""`convert`: any recording becomes the WAV that a call would carry; nobody is called."""

import json
from dataclasses import replace
from pathlib import Path

from alphasms_desktop import paths
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.parser import refuse
from alphasms_desktop.domain.sound import Measured, Preparation, SoundLimits
from alphasms_desktop.i18n import tr
from alphasms_desktop.store.settings import SettingsFile
from alphasms_desktop.wording.sounds import measured_sentence, sound_sentence


def convert_file(options: Options) -> Exit:
    """Write a prepared copy of a recording and say what it came out as.

    Raises TroubleError for what is no recording and for a file that cannot be written.
    """
    assert options.source is not None  # argparse has seen to it
    assert options.target is not None
    _refuse_wrong_target(options.source, options.target)
    folder = options.data_dir or paths.default_data_folder()
    limits = SettingsFile(folder / "settings.json").load().sound_limits
    measured = _convert(options, options.source, options.target, limits)
    if options.json:
        print(json.dumps(_plain(measured, limits), ensure_ascii=False))
        return Exit.DONE
    print(measured_sentence(measured))
    for finding in measured.findings:
        print(sound_sentence(finding, limits))
    return Exit.DONE


def _convert(options: Options, source: Path, target: Path, limits: SoundLimits) -> Measured:
    from alphasms_desktop.audio import loudness, phone
    from alphasms_desktop.audio.keep import keep
    from alphasms_desktop.audio.prepare import open_sound, prepare
    from alphasms_desktop.audio.samples import of_bytes
    from alphasms_desktop.audio.wav import samples_of

    wanted = Preparation(cuts_silence=options.trim, cuts_rumble=options.level, levels=options.level)
    prepared = prepare(open_sound(source), wanted, limits)
    wav, measured = prepared.wav, prepared.measured
    if options.phone_preview:
        wav = phone.phone_preview(wav)
        measured = replace(measured, loudness=loudness.loudness_of(of_bytes(samples_of(wav))))
    keep(wav, target)
    return measured


def _refuse_wrong_target(source: Path, target: Path) -> None:
    if target.suffix.lower() != ".wav":
        refuse(tr("The file to write is a WAV; let its name end in .wav."))
    if _are_one_file(source, target):
        refuse(tr("The original is never overwritten; choose another name for the new file."))


def _are_one_file(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:  # one is not there or out of reach; reading or writing will say so
        return False


def _plain(measured: Measured, limits: SoundLimits) -> dict[str, object]:
    return {
        "seconds": round(measured.seconds, 3),
        "bytes": measured.size_bytes,
        "lufs": measured.loudness.lufs,
        "true_peak_db": measured.loudness.true_peak_db,
        "warnings": [
            {"kind": str(finding.fault), "sentence": sound_sentence(finding, limits)}
            for finding in measured.findings
        ],
    }
