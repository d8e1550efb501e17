"""What went wrong with a number check, said to a clerk at the counter."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

OF_CHECKS_ALONE: dict[Kind, str] = {
    Kind.LANDLINE: mark(
        "“{phone}” is a landline: nobody sees there who calls. Ask for the customer's mobile."
    ),
    Kind.UNWANTED: mark(
        "This phone is on the do-not-call list. Check it all the same only if the customer is "
        "here and agrees; that you did is kept."
    ),
    Kind.CHECKED_JUST_NOW: mark(
        "This number was called a moment ago. Wait {seconds} s, so that two codes do not get mixed."
    ),
    Kind.CHECKED_TOO_OFTEN: mark(
        "This number has been checked as often as a day allows ({times}). "
        "Try tomorrow, or change the limit in the settings."
    ),
    Kind.TOO_MANY_CHECKS: mark(
        "As many numbers have been checked within the hour as is allowed ({times}). "
        "Wait a little, or change the limit in the settings."
    ),
    Kind.NO_SENDER: mark(
        "AlphaSMS sends texts only from an approved name. Enter yours in the settings."
    ),
    Kind.NO_RECEIVER: mark(
        "The key that is pressed could not come back, so nothing was asked. "
        "Set up receiving results, or check the number by a code."
    ),
    Kind.OPERATOR: mark(
        "AlphaSMS does not call numbers of this operator. "
        "Have the code dictated, or ask for another number."
    ),
}
"""Troubles that only a check can meet."""

IN_A_CHECK: dict[Kind, str] = {
    Kind.NO_KEY: mark("There is no API key, so AlphaSMS makes no calls. Enter the key."),
    Kind.NO_MONEY: mark("The balance is too low, no call was made. Top up and try again."),
    Kind.ANSWER_LOST: mark(
        "The answer was lost: the phone may ring all the same, but the code is unknown and cannot "
        "be checked. Have a new code dictated, or call again."
    ),
    Kind.FAULT: mark(
        "The program made a mistake: the phone may ring all the same, but the code is unknown and "
        "cannot be checked. Have a new code dictated, or call again."
    ),
    Kind.UNREACHABLE: mark(
        "AlphaSMS cannot be reached, no call was made. Check the internet and try again."
    ),
    Kind.NOT_SECURE: mark(
        "The connection to AlphaSMS is not secure (its certificate is not trusted), so nothing was "
        "sent. Check the computer's date and the office network."
    ),
    Kind.THROTTLED: mark(
        "AlphaSMS asks for a slower pace, no call was made. Wait a moment and try again."
    ),
    Kind.PHONE_MISSING: mark(
        "The number did not reach AlphaSMS, no call was made. Check it and try again."
    ),
    Kind.IN_USE: mark("Too many windows of the program are open. Close one and try again."),
}
"""Troubles that a campaign meets too, where a clerk has to do something else."""

LOST_BUT_KNOWN = mark(
    "The answer was lost: the customer may get it all the same, or not. What comes counts."
)
"""Where the code is ours, or a key comes by the receiver, a lost answer loses nothing."""
