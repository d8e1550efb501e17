"""The check of the hours: when calls begin, and whether they leave despite the hours."""

from dataclasses import replace
from datetime import datetime

from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.check import Check, Level, Offer
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.wording import hours_sentence, moment


def hours_check(plan: Plan, now: datetime) -> Check:
    """Say when calls begin; outside the hours a service notice may be told all the same."""
    at = first_moment(plan, now)
    rules = plan.rules()
    leave = rules.despite_hours
    if leave is not None and needs_leave(plan, at) and rules.next_allowed(at) <= at:
        title = tr("Called despite the hours: {reason}").format(reason=leave.reason)
        again = tr("After {time} the hours hold again.").format(time=moment(leave.until))
        proof = _sentences(_begin(plan, at), hours_sentence(plan.hours), again)
        return Check(Level.ATTENTION, title, proof, offer=Offer.KEEP_HOURS)
    if needs_leave(plan, at):
        return _outside(plan, plan.hours or AllowedHours(), at)
    if plan.start is not None:
        proof = _sentences(_waits(), hours_sentence(plan.hours))
        return Check(Level.GOOD, _begins_at(at), proof)
    return Check(Level.GOOD, tr("Calls may leave now"), hours_sentence(plan.hours))


def first_moment(plan: Plan, now: datetime) -> datetime:
    """Return when calls would begin if any hour would do."""
    return max(now, plan.start.at) if plan.start else now


def needs_leave(plan: Plan, at: datetime) -> bool:
    """Say whether a moment lies outside the hours of a plan."""
    return plan.hours is not None and not plan.hours.allows(at)


def kept_leave(plan: Plan, before: Plan) -> Plan:
    """Return a plan whose leave is void where what it was given for has changed."""
    is_same = (plan.hours, plan.start) == (before.hours, before.start)
    return plan if is_same else replace(plan, despite_hours=None)


def is_spent(plan: Plan, now: datetime) -> bool:
    """Say whether leave to call despite the hours has ended before anybody was called."""
    return plan.despite_hours is not None and first_moment(plan, now) >= plan.despite_hours.until


def _outside(plan: Plan, hours: AllowedHours, at: datetime) -> Check:
    title = _begins_at(hours.next_allowed(at))
    if plan.start is not None:
        why = tr("The set beginning lies outside the allowed hours: the campaign waits for them.")
        why = _sentences(why, _waits())
    else:
        why = tr("It is outside the allowed hours now: the campaign waits by itself.")
    if plan.purpose is Purpose.ADVERTISING:
        only = tr("Only a service notice may be told outside them.")
        return Check(Level.ATTENTION, title, _sentences(why, hours_sentence(hours), only))
    proof = _sentences(why, hours_sentence(hours))
    return Check(Level.ATTENTION, title, proof, offer=Offer.DESPITE_HOURS)


def _begin(plan: Plan, at: datetime) -> str:
    return _sentences(_begins_at(at) + ".", _waits()) if plan.start else ""


def _begins_at(at: datetime) -> str:
    return tr("Calls begin at {time}").format(time=moment(at))


def _waits() -> str:
    return tr("Leave the program open until then; it may be minimised.")


def _sentences(*some: str) -> str:
    return " ".join(one for one in some if one)
