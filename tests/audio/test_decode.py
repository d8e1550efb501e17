"""The decoder is a stranger's program on a stranger's file: it is held in and let go of."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alphasms_desktop.audio import ffmpeg, to_telephone_wav
from alphasms_desktop.audio.decode import decode
from alphasms_desktop.audio.prepare import open_sound
from alphasms_desktop.domain.errors import Kind, TroubleError

PLAYLISTS = {
    "list.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{target}\n#EXT-X-ENDLIST\n",
    "list.m3u": "#EXTM3U\n{target}\n",
    "list.txt": "ffconcat version 1.0\nfile '{target}'\n",
    "list.ffconcat": "ffconcat version 1.0\nfile '{target}'\n",
    "list.mpd": "<MPD><Period><AdaptationSet><Representation><BaseURL>{target}</BaseURL>"
    "</Representation></AdaptationSet></Period></MPD>",
    "list.asx": '<asx><entry><ref href="{target}"/></entry></asx>',
}


def _kind(source: Path, kept: Path) -> Kind:
    with pytest.raises(TroubleError) as caught:
        to_telephone_wav(source, kept)
    return caught.value.trouble.kind


def test_channels_that_cancel_each_other_out_are_heard(
    speech: Path, make: Callable[..., Path]
) -> None:
    turned = make("turned.wav", "-i", speech, "-af", "pan=stereo|c0=c0|c1=-1*c0")
    alone = decode(speech, 10**7).samples
    assert len(decode(turned, 10**7).samples) == len(alone)
    assert open_sound(turned).samples.max() > 1000


@pytest.mark.parametrize("target", ["other.ts", "file:{path}", "{path}"])
@pytest.mark.parametrize("name", [*PLAYLISTS, "list.mp3"])
def test_a_playlist_reaches_no_other_file(
    name: str, target: str, speech: Path, make: Callable[..., Path], kept: Path, tmp_path: Path
) -> None:
    other = make("other.ts", "-i", speech)
    content = PLAYLISTS.get(name, PLAYLISTS["list.m3u8"])
    playlist = tmp_path / name
    playlist.write_text(content.format(target=target.format(path=other)))

    assert _kind(playlist, kept) is Kind.NOT_AUDIO


@pytest.mark.parametrize("name", [*PLAYLISTS, "list.mp3"])
def test_a_playlist_reaches_no_network(name: str, kept: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        target = f"http://127.0.0.1:{listener.getsockname()[1]}/a.mp3"
        playlist = tmp_path / name
        playlist.write_text(PLAYLISTS.get(name, PLAYLISTS["list.m3u8"]).format(target=target))

        assert _kind(playlist, kept) is Kind.NOT_AUDIO
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_name_that_looks_like_an_address_reaches_no_network(kept: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/a.mp3"

        assert _kind(Path(address), kept) is Kind.FILE_MISSING
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a shell script in ffmpeg's place; return a recording to give to it."""
    if os.name != "posix":
        pytest.skip("the stand-in is a shell script")

    def put(script: str) -> Path:
        program = tmp_path / "ffmpeg"
        program.write_text(f"#!/bin/sh\necho $$ > '{tmp_path / 'pid'}'\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(program))
        source = tmp_path / "any.mp3"
        source.write_bytes(b"some bytes")
        return source

    return put


def _assert_gone(pid_file: Path) -> None:
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_a_decoder_that_never_ends_its_sound_is_stopped_a_little_past_the_limit(
    stand_in: Callable[[str], Path], kept: Path, tmp_path: Path
) -> None:
    source = stand_in("exec cat /dev/zero")

    assert _kind(source, kept) is Kind.RECORDING_TOO_BIG
    _assert_gone(tmp_path / "pid")


def test_a_decoder_that_hangs_is_killed(
    stand_in: Callable[[str], Path], kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = stand_in("exec sleep 600")
    monkeypatch.setattr(ffmpeg, "_TIME_LIMIT_S", 0.3)

    assert _kind(source, kept) is Kind.NOT_AUDIO
    _assert_gone(tmp_path / "pid")


def test_a_decoder_that_never_stops_complaining_does_not_fill_memory_or_block(
    stand_in: Callable[[str], Path], kept: Path
) -> None:
    source = stand_in(
        "head -c 30000000 /dev/zero | tr '\\0' x >&2\necho matches no streams >&2\nexit 1"
    )

    with pytest.raises(TroubleError) as caught:
        to_telephone_wav(source, kept)

    assert caught.value.trouble.kind is Kind.NO_SOUND_TRACK
    assert len(caught.value.trouble.detail) <= 4000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds another's memory")
def test_a_decoder_that_swallows_memory_does_not_get_it(
    stand_in: Callable[[str], Path], kept: Path
) -> None:
    program = "import sys; held = bytearray({size}); sys.stdout.buffer.write(bytes(16000))"

    def script(megabytes: int) -> str:
        return f"exec '{sys.executable}' -c '{program.format(size=megabytes * 2**20)}'"

    assert to_telephone_wav(stand_in(script(100)), kept).seconds == 1
    with pytest.raises(TroubleError) as caught:
        to_telephone_wav(stand_in(script(1000)), kept)
    assert caught.value.trouble.kind is Kind.NOT_AUDIO


def test_the_decoder_gets_nothing_to_read_from_us(
    stand_in: Callable[[str], Path], kept: Path
) -> None:
    source = stand_in('test -z "$(cat)" && head -c 16000 /dev/zero')

    assert to_telephone_wav(source, kept).seconds == 1


@pytest.mark.parametrize("script", ["exit 127", "exit 126"])
def test_a_decoder_that_the_system_cannot_load_is_our_fault(
    script: str, stand_in: Callable[[str], Path], kept: Path
) -> None:
    assert _kind(stand_in(script), kept) is Kind.FAULT


def test_a_decoder_that_is_not_there_is_our_fault(
    speech: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(kept / "ffmpeg"))
    with pytest.raises(TroubleError) as caught:
        to_telephone_wav(speech, kept)

    assert caught.value.trouble.kind is Kind.FAULT
    assert caught.value.trouble.values == {"what": "ffmpeg"}
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def _python(code: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    root = Path(ffmpeg.__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-W", "error", "-B", "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8", **environment},
    )


def test_converting_warns_of_nothing_where_no_ffmpeg_is_on_the_path(
    speech: Path, kept: Path
) -> None:
    code = (
        "import sys, warnings; from pathlib import Path\n"
        "from alphasms_desktop.audio import to_telephone_wav\n"
        "before = list(warnings.filters)\n"
        "to_telephone_wav(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "assert warnings.filters == before\n"
    )
    ended = _python(code, speech, kept, PATH="")

    assert (ended.returncode, ended.stderr) == (0, "")


def test_our_own_ffmpeg_is_the_one_its_package_would_name() -> None:
    found = _python(
        "import sys; from alphasms_desktop.audio.ffmpeg import program\n"
        "ours, is_loaded = program(), 'imageio_ffmpeg' in sys.modules\n"
        "import imageio_ffmpeg; print(ours == imageio_ffmpeg.get_ffmpeg_exe(), is_loaded)",
        IMAGEIO_FFMPEG_EXE="",
    )

    assert (found.stdout.split(), found.stderr) == (["True", "False"], "")


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = (
        "import sys, alphasms_desktop.audio\n"
        "print([name for name in ('pydub', 'imageio_ffmpeg', 'numpy') if name in sys.modules])\n"
    )
    ended = _python(code)

    assert (ended.stdout.strip(), ended.stderr) == ("[]", "")
