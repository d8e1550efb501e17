"""What is looked at before a campaign may start: each check with its level, title and proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from alphasms_desktop.domain.campaign import Campaign, Mode
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.live import ListCounts
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import money, ntr, tr
from alphasms_desktop.spoken import mixed_words
from alphasms_desktop.ui.pages.wizard.check import LEFT_OUT, Ask, Check, Level
from alphasms_desktop.ui.pages.wizard.draft import CANARY_CALLS, Plan, length
from alphasms_desktop.ui.pages.wizard.hours_check import hours_check
from alphasms_desktop.ui.pages.wizard.key_checks import key_checks
from alphasms_desktop.ui.pages.wizard.money_checks import asked, balance_check, limit_check
from alphasms_desktop.ui.pages.wizard.text_notices import KeyStanding, keys_sentence, rows_sentence
from alphasms_desktop.ui.pages.wizard.twin_checks import twin_checks
from alphasms_desktop.wording import (
    channel_name,
    length_sentence,
    moment,
    trouble_sentence,
)

_UNDECIDED: Mapping[Ask, int] = MappingProxyType({})


@dataclass(frozen=True)
class Account:
    """What the service said of the account: a balance or a trouble; neither while it is asked."""

    balance: Balance | None = None
    trouble: Trouble | None = None
    asked_at: datetime | None = None


def checks(
    plan: Plan,
    mode: Mode,
    account: Account,
    now: datetime,
    alike: Sequence[Campaign] = (),
    decided: Mapping[Ask, int] = _UNDECIDED,
) -> list[Check]:
    """Return all checks of a plan, in the order they are shown.

    `decided` is what the user has chosen where a warning asks; `alike` are campaigns of today
    with the same file and message.
    """
    found = [_account(mode, account), _recipients(plan), *twin_checks(plan, decided)]
    found += _earlier(plan, plan.counts, decided)
    found += [_repeats(alike[0])] if alike else []
    found += _text(plan, plan.text) if plan.text else [_recording(plan)]
    if money_check := balance_check(plan, mode, account.balance, decided):
        found.append(money_check)
    found += key_checks(plan)
    found.append(hours_check(plan, now))
    found += _care(plan, decided)
    if not plan.is_training:
        awake = tr("The computer does not sleep while the campaign runs")
        found.append(Check(Level.GOOD, awake, tr("The window may be closed: calls go on.")))
    return found


def may_start(found: list[Check]) -> bool:
    """Say whether no check stands in the way."""
    is_asked = any(one.is_open for one in found)
    return not is_asked and all(one.level in (Level.GOOD, Level.ATTENTION) for one in found)


def _account(mode: Mode, account: Account) -> Check:
    if account.trouble and account.trouble.kind is Kind.NO_KEY:
        return Check(Level.STOP, tr("No API key yet"), tr("Enter the key in the settings."))
    if account.trouble:
        return Check(
            Level.STOP, tr("AlphaSMS takes no calls now"), trouble_sentence(account.trouble)
        )
    if account.balance is None:
        return Check(Level.WAITING, tr("Asking for the balance…"), "")
    amount = money(account.balance.amount, account.balance.currency)
    if mode is Mode.TRAINING:
        return Check(
            Level.GOOD,
            tr("Play money"),
            tr("{amount} of play money: the program calls nobody and spends nothing.").format(
                amount=amount
            ),
        )
    at = moment(account.asked_at) if account.asked_at else ""
    return Check(
        Level.GOOD,
        tr("The API key works"),
        tr("Balance {amount} at {time}").format(amount=amount, time=at),
    )


def _recipients(plan: Plan) -> Check:
    taken, counts = plan.contacts, plan.counts
    if taken is None or not taken.ready:
        return Check(Level.STOP, tr("Nobody to call yet"), tr("Choose a contact file at step 1."))
    without = counts.no_consent if plan.purpose is Purpose.ADVERTISING else 0
    title = (
        ntr("{n} call, some to one number", "{n} calls, some to one number", plan.calls)
        if taken.shared
        else ntr(
            "{n} recipient, one call to each number",
            "{n} recipients, one call to each number",
            plan.calls,
        )
    )
    left_out = [
        ntr("{n} needs attention", "{n} need attention", taken.rejected) if taken.rejected else "",
        ntr("{n} repeat", "{n} repeats", taken.duplicates) if taken.duplicates else "",
        ntr("{n} without consent", "{n} without consent", without) if without else "",
    ]
    what = ", ".join(part for part in left_out if part)
    proof = tr("Left out: {what}").format(what=what) if what else tr("Nobody is left out.")
    if not plan.calls:
        below = tr("The reasons for the others stand below.") if plan.not_willing > without else ""
        said = f"{proof if what else ''} {below}".strip()
        return Check(Level.STOP, tr("Nobody to call"), said or proof)
    return Check(Level.GOOD, title, proof)


def _earlier(plan: Plan, counts: ListCounts, decided: Mapping[Ask, int]) -> list[Check]:
    """Say who of the list will be left out, and who would be called a second time in a day."""
    found = []
    if counts.do_not_call:
        title = ntr(
            "{n} person is on the do-not-call list",
            "{n} people are on the do-not-call list",
            counts.do_not_call,
        )
        found.append(Check(Level.GOOD, title, tr("They are left out, with the reason.")))
    is_advertising = plan.purpose is Purpose.ADVERTISING
    # Whoever is left out for another reason too is not called again anyway.
    again = counts.left_out(is_advertising, True) - counts.left_out(is_advertising, False)
    if again:
        title = _called_lately(again, counts.recent_days)
        choices = ntr("Leave out {n}", "Leave out {n}", again), tr("Call them too")
        if plan.not_again_within_days:
            # The choice stays: where the rule leaves out everybody it is the way on.
            said = _left_out_sentence(counts)
            found.append(Check(Level.GOOD, title, said, Ask.RECENT, choices, LEFT_OUT))
        else:
            which = tr("Choose whether they are called again.")
            found.append(asked(Ask.RECENT, title, which, choices, decided))
    return found


def _called_lately(people: int, days: int) -> str:
    if days == 1:
        return ntr(
            "{n} person was called within the last day",
            "{n} people were called within the last day",
            people,
        )
    return ntr("{n} person was called lately", "{n} people were called lately", people)


def _left_out_sentence(counts: ListCounts) -> str:
    if counts.recent_days == 1:
        return tr("They are left out, with the reason.")
    sentence = tr("Whoever was called within {days} days is left out, with the reason.")
    return sentence.format(days=counts.recent_days)


def _repeats(earlier: Campaign) -> Check:
    """Warn of a campaign that may be the same one, begun twice by mistake."""
    proof = tr("“{name}” has the same file and message and began at {time}.").format(
        name=earlier.name, time=moment(earlier.created_at)
    )
    return Check(Level.ATTENTION, tr("This may be a second time"), proof)


def _recording(plan: Plan) -> Check:
    recording = plan.recording
    if recording is None:
        return Check(Level.STOP, tr("No recording yet"), tr("Open a recording at step 2."))
    kilobytes = max(1, round(recording.size_bytes / 1000))
    proof = tr("{name}, {length}, {size} KB").format(
        name=recording.source, length=length(recording.seconds), size=kilobytes
    )
    if plan.composition is not None:
        return _composed(plan, recording.seconds)
    has_heard = plan.account.heard == recording.fingerprint
    ready = tr("The recording is ready")
    heard = tr("AlphaSMS takes the recording, and you have heard it")
    return Check(Level.GOOD, heard if has_heard else ready, proof)


def _text(plan: Plan, text: TextMessage) -> list[Check]:
    """Say what becomes of a text with fields, and what about it may be a mistake."""
    has_heard = plan.recording is not None and plan.account.heard == plan.recording.fingerprint
    ready = tr("The text is ready: {way}").format(way=channel_name(text.channel))
    title = tr("The text is ready, and you have heard it") if has_heard else ready
    survey = plan.survey
    proof = length_sentence(survey.span) if survey and survey.span else ""
    found = [Check(Level.GOOD, title, proof)]
    if survey is not None and survey.trouble_rows:
        not_all = tr("Not everybody can be told the text")
        found.append(Check(Level.ATTENTION, not_all, rows_sentence(survey, is_chosen=True)))
    standing = KeyStanding(plan.collect_keys, plan.account.brings_keys)
    # With meanings of keys the line about keys says where they are seen.
    is_told_below = text.channel is Channel.SPOKEN and bool(plan.rules().keys)
    if not is_told_below and (keys := keys_sentence(text, standing)):
        found.append(Check(Level.ATTENTION, tr("Keys and the text do not fit together"), keys))
    if odd := _odd_letters(text):
        found.append(Check(Level.ATTENTION, tr("Letters of two alphabets"), odd))
    return found


def _odd_letters(text: TextMessage) -> str:
    if not mixed_words(text.template):
        return ""
    return tr("Some letters are of another alphabet and would be spoken wrong; step 2 mends them.")


def _composed(plan: Plan, longest_s: float) -> Check:
    """Say what becomes of a message made of clips and columns."""
    title = tr("Everybody hears a message of their own")
    proof = tr("Up to {length} long").format(length=length(longest_s))
    if not plan.unsaid_rows:
        return Check(Level.GOOD, title, proof)
    left_out = ntr(
        "{n} row cannot be said and is left out, with the reason; step 2 names it.",
        "{n} rows cannot be said and are left out, with the reason; step 2 names them.",
        plan.unsaid_rows,
    )
    return Check(Level.ATTENTION, title, left_out)


def _care(plan: Plan, decided: Mapping[Ask, int]) -> list[Check]:
    """Say what was chosen to keep the campaign from harm; a limit below one call stops it."""
    found = []
    if plan.wants_canary and plan.calls > CANARY_CALLS:
        first = tr("The first {n} calls, then ask me").format(n=CANARY_CALLS)
        proof = tr("The rest is called when you say so.")
        found.append(Check(Level.GOOD, first, proof))
    if plan.retry_after_s:
        proof = tr("Who answers is not called again.")
        found.append(Check(Level.GOOD, tr("Once more when not reached"), proof))
    for one, cost in zip(plan.fallbacks, plan.fallback_costs, strict=True):
        way = tr("If not reached: {way}").format(way=channel_name(one.text.channel))
        proof = tr("At most {cost} more, if nobody is reached.").format(cost=money(cost))
        found.append(Check(Level.GOOD, way, proof))
    if plan.cap is not None and plan.one_call is not None:
        found.append(limit_check(plan, plan.cap, plan.one_call, decided))
    if plan.deadline is not None:
        ends = tr("Nothing leaves after {time}").format(time=moment(plan.deadline.at))
        proof = (
            tr("The rest is not called and stands in the report.")
            if plan.deadline.skips_rest
            else tr("The rest is called the next day.")
        )
        found.append(Check(Level.GOOD, ends, proof))
    return found
