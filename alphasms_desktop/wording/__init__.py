"""What a state, a row set aside, a trouble, a moment is called in the user's language.

The same word stands on screen, in reports, on the command line and in the help.
"""

from alphasms_desktop.wording.about_run import about_run, end_words
from alphasms_desktop.wording.backups import backup_name, erased_sentence, restored_sentences
from alphasms_desktop.wording.checks import (
    check_channel_name,
    check_sentence,
    standing_name,
    why_sentence,
)
from alphasms_desktop.wording.command_troubles import command_sentence
from alphasms_desktop.wording.hints import hint_sentence
from alphasms_desktop.wording.left_out import hidden_sentences, unread_sentence
from alphasms_desktop.wording.mends import Mend, mend_of
from alphasms_desktop.wording.moments import (
    KYIV,
    day_and_time,
    day_name,
    despite_hours_sentence,
    hours_sentence,
    hours_words,
    moment,
)
from alphasms_desktop.wording.names import (
    came_name,
    mode_name,
    phase_name,
    reason,
    service_word,
    state_name,
    success_name,
)
from alphasms_desktop.wording.rejects import (
    mend_refusal,
    phone_kind_sentence,
    reject_sentence,
    reject_words,
    twin_sentence,
)
from alphasms_desktop.wording.shares import by_hour_title, by_operator_title, share_title, span_name
from alphasms_desktop.wording.states import state_meaning
from alphasms_desktop.wording.texts import (
    channel_name,
    fault_sentence,
    form_name,
    language_name,
    length_sentence,
    row_trouble_sentence,
)
from alphasms_desktop.wording.totals import cost_sentence, key_name, pressed, totals_sentence
from alphasms_desktop.wording.troubles import service_words, trouble_sentence
from alphasms_desktop.wording.waits import (
    again_note,
    ahead_notes,
    pause_sentence,
    quiet_sentence,
    time_sentence,
    wait_sentence,
)

__all__ = [
    "KYIV",
    "Mend",
    "about_run",
    "again_note",
    "ahead_notes",
    "backup_name",
    "by_hour_title",
    "by_operator_title",
    "came_name",
    "channel_name",
    "check_channel_name",
    "check_sentence",
    "command_sentence",
    "cost_sentence",
    "day_and_time",
    "day_name",
    "despite_hours_sentence",
    "end_words",
    "erased_sentence",
    "fault_sentence",
    "form_name",
    "hidden_sentences",
    "hint_sentence",
    "hours_sentence",
    "hours_words",
    "key_name",
    "language_name",
    "length_sentence",
    "mend_of",
    "mend_refusal",
    "mode_name",
    "moment",
    "pause_sentence",
    "phase_name",
    "phone_kind_sentence",
    "pressed",
    "quiet_sentence",
    "reason",
    "reject_sentence",
    "reject_words",
    "restored_sentences",
    "row_trouble_sentence",
    "service_word",
    "service_words",
    "share_title",
    "span_name",
    "standing_name",
    "state_meaning",
    "state_name",
    "success_name",
    "time_sentence",
    "totals_sentence",
    "trouble_sentence",
    "twin_sentence",
    "unread_sentence",
    "wait_sentence",
    "why_sentence",
]
