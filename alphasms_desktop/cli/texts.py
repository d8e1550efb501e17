"""A text on the command line: its options, the message they ask for, and what is said of it."""

import argparse
import re

from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.rules import RuleError, span
from alphasms_desktop.cli.summary import Speaker
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.saying import TextSurvey
from alphasms_desktop.domain.voice import VOICE_SENDER, Voice
from alphasms_desktop.engine.text_desk import TextDesk
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.wording import language_name, length_sentence, row_trouble_sentence

TEXT_OPTIONS = ("text", "sender", "voice", "empty_as", "then_voice_sms", "then_sms", "sms_sender")
"""What belongs to the message of a campaign and cannot be given when going on with it."""

_SENDER = re.compile(r"[A-Za-z0-9 .\-_]{3,11}")
_VOICE = re.compile(
    r"(?P<name>(?P<language>[a-z]{2}-[A-Z]{2})-[\w-]+)(?::(?P<gender>male|female))?"
)
_SHOWN_AT_MOST = 50


def add_texts(run: argparse.ArgumentParser) -> None:
    """Add the options of a text to `run`."""
    add = run.add_argument_group(tr("a text instead of a recording")).add_argument
    add(
        "--text",
        metavar=tr("TEXT"),
        help=tr("what is said; columns in braces: “Hello {Name}, at {Time|time}”"),
    )
    add(
        "--sender",
        metavar=tr("NAME"),
        help=tr("“Voice” has the text spoken (that is so without it), another one sends an SMS"),
    )
    add(
        "--voice",
        metavar="uk-UA-Standard-A",
        help=tr("have it spoken by this voice of AlphaSMS; add “:male” for a man's"),
    )
    add(
        "--empty-as",
        metavar=tr("TEXT"),
        help=tr("say this for an empty field; without it such rows are left out"),
    )
    add("--keep-long", action="store_true", help=tr("say fields of more than 100 signs too"))
    then = run.add_argument_group(
        tr("another way to whoever was not reached (each message costs more)")
    ).add_argument
    then("--then-voice-sms", metavar="20m", help=tr("a voice SMS with --text, after so long"))
    then("--then-sms", metavar="1h", help=tr("a plain SMS with --text, after so long"))
    then("--sms-sender", metavar=tr("NAME"), help=tr("the sender of that SMS"))


def message_of(options: Options, desk: TextDesk) -> TextMessage | None:
    """Return the text that a command line asks for in place of a recording, or None.

    Raises RuleError with a sentence for options that do not fit together.
    """
    if options.text is None or options.audio is not None:
        return None
    if options.sender is not None and options.voice is not None:
        raise RuleError(tr("--voice speaks without a sender; leave --sender out"))
    voice = _voice(options.voice) if options.voice else None
    sender = _sender(options.sender or VOICE_SENDER, "--sender")
    is_spoken_sms = sender.casefold() == VOICE_SENDER.casefold()
    heard = Channel.VOICE_SMS if is_spoken_sms else Channel.SMS
    return _filled(
        TextMessage(
            options.text,
            Channel.SPOKEN if voice else heard,
            VOICE_SENDER if is_spoken_sms else sender,
            voice,
            keeps_long=options.keep_long,
        ),
        options,
        desk,
    )


def fallbacks_of(options: Options, desk: TextDesk, main: Channel) -> tuple[Fallback, ...]:
    """Return what follows for whoever was not reached; raises RuleError with a sentence."""
    asked = (options.then_voice_sms, options.then_sms)
    if any(asked) and options.text is None:
        raise RuleError(tr("--then-voice-sms and --then-sms need --text"))
    if options.audio is not None and options.text is not None and not any(asked):
        raise RuleError(tr("--audio and --text together need --then-voice-sms or --then-sms"))
    rungs: list[Fallback] = []
    if options.then_voice_sms:
        text = TextMessage(options.text or "", keeps_long=options.keep_long)
        wait_s = span(options.then_voice_sms, "--then-voice-sms")
        rungs.append(Fallback(wait_s, _filled(text, options, desk)))
    if options.then_sms:
        if options.sms_sender is None:
            raise RuleError(tr("--then-sms needs --sms-sender"))
        sender = _sender(options.sms_sender, "--sms-sender")
        text = TextMessage(options.text or "", Channel.SMS, sender, keeps_long=options.keep_long)
        rungs.append(Fallback(span(options.then_sms, "--then-sms"), _filled(text, options, desk)))
    if any(one.text.channel is main for one in rungs):
        raise RuleError(tr("The message goes out that way already; choose another one to follow"))
    return tuple(rungs)


def say_survey(speaker: Speaker, survey: TextSurvey) -> None:
    """Say how long the texts are, in which language, and which rows cannot be told."""
    if survey.span and survey.language:
        speaker.say(
            tr("Text: {length}; {language}.").format(
                length=length_sentence(survey.span), language=language_name(survey.language)
            )
        )
    if not survey.trouble_rows:
        return
    speaker.say(
        ntr(
            "{n} row is left out, since its text cannot be said:",
            "{n} rows are left out, since their texts cannot be said:",
            survey.trouble_rows,
        )
    )
    for one in survey.troubles[:_SHOWN_AT_MOST]:
        speaker.say(f"  {row_trouble_sentence(one)}")
    if (left := len(survey.troubles) - _SHOWN_AT_MOST) > 0:
        speaker.say("  " + ntr("… and {n} more", "… and {n} more", left))
    if survey.empty:
        speaker.say(tr("An empty field can be replaced: --empty-as TEXT."))


def _filled(text: TextMessage, options: Options, desk: TextDesk) -> TextMessage:
    return text if options.empty_as is None else desk.filled_message(text, options.empty_as)


def _voice(text: str) -> Voice:
    found = _VOICE.fullmatch(text.strip())
    if found is None:
        raise RuleError(tr("--voice is like uk-UA-Standard-A or uk-UA-Standard-A:male"))
    return Voice(found["gender"] or "female", found["language"], found["name"])


def _sender(name: str, option: str) -> str:
    if not _SENDER.fullmatch(name.strip()):
        sentence = tr("{option}: a sender has 3 to 11 Latin letters or digits")
        raise RuleError(sentence.format(option=option))
    return name.strip()
