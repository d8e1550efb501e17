"""The summary says what people were told: a recording with its hash, or a text and its way."""

from dataclasses import replace
from types import SimpleNamespace
from typing import ClassVar

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.reports.page import FACE
from alphasms_desktop.reports.page_charts import _fitting
from alphasms_desktop.reports.summary import summary_lines


def told(results):
    return {one.label: one.shown for one in summary_lines(results, 0)}


def test_a_recording_is_told_with_its_hash(results):
    lines = told(results())
    assert lines["Recording"]
    assert len(lines["SHA-256 of the recording"]) == 64
    assert "Message" not in lines


def test_a_text_is_told_as_it_was_written_with_channel_and_sender(results):
    made = results()
    text = TextMessage("Hello, {Name}!", Channel.SMS, "Klinika")
    later = Fallback(60.0, TextMessage("Call us", Channel.VOICE_SMS))
    lines = told(replace(made, campaign=replace(made.campaign, text=text, fallbacks=(later,))))
    assert (lines["Message"], lines["Sent as"]) == ("Hello, {Name}!", "SMS, Klinika")
    assert "Call us" in lines.values()
    assert not {"Recording", "SHA-256 of the recording", "Recording length, s"} & set(lines)


def test_a_name_too_long_for_its_bar_keeps_what_tells_it_from_others():
    class Pages:
        def get_string_width(self, text):
            return len(text)

        fonts: ClassVar = {FACE.lower(): SimpleNamespace(cmap=range(0x500))}

    assert _fitting(Pages(), "+38067 (16/38)", 20) == "+38067 (16/38)"
    assert _fitting(Pages(), "+38067 (16/38)", 8) == "067"
