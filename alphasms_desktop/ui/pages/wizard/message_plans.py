"""A plan with the message chosen at step 2 in it: one kind takes the place of any other."""

from dataclasses import replace

from alphasms_desktop.domain.clips import Survey
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.sound_panel import Made
from alphasms_desktop.ui.pages.wizard.text_panel import Written


def without_message(plan: Plan) -> Plan:
    """Return a plan that has none yet."""
    nothing = replace(plan, recording=None, recording_source=None, composition=None)
    return replace(nothing, text=None, survey=None, unsaid_rows=0)


def with_recording(plan: Plan, made: Made) -> Plan:
    """Return a plan in which everybody hears one recording."""
    source = made.asked.source
    return replace(without_message(plan), recording=made.recording, recording_source=source)


def with_parts(plan: Plan, survey: Survey | None) -> Plan:
    """Return a plan with a message of parts as it stands, whole or not."""
    empty = without_message(plan)
    if survey is None:
        return empty
    is_whole = survey.recording is not None
    composition = survey.composition if is_whole else None
    unsaid = survey.unsaid_rows
    return replace(empty, recording=survey.recording, composition=composition, unsaid_rows=unsaid)


def with_text(plan: Plan, written: Written, sound: Recording) -> Plan:
    """Return a plan with a spoken text, which lasts about as long as a sound."""
    return replace(
        without_message(plan), recording=sound, text=written.message, survey=written.survey
    )
