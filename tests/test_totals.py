"""What came of a campaign in one sentence, with the verbs of keys in their numbers."""

from collections.abc import Iterator

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import Asks, KeyCount, Meaning, Totals, key_counts
from alphasms_desktop.wording import totals_sentence


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use("en")


def sentence(tally: dict[State, int], *keys: KeyCount, language: str = "uk") -> str:
    i18n.use(language)
    return totals_sentence(Totals(Tally(tally), keys)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("people", "uk", "en"),
    [
        (1, "Додзвонилися до 1 людини, 2 пропущено.", "1 reached, 2 left out."),
        (5, "Додзвонилися до 5 людей, 2 пропущено.", "5 reached, 2 left out."),
    ],
)
def test_who_was_reached_is_not_said_to_have_answered(people: int, uk: str, en: str) -> None:
    tally = Tally({State.ANSWERED: people, State.SKIPPED: 2}, told=Success.REACHED)
    for language, said in (("uk", uk), ("en", en)):
        i18n.use(language)
        assert totals_sentence(Totals(tally)).replace("\u00a0", " ") == said


def test_keys_come_in_the_order_of_a_telephone_and_strange_ones_last() -> None:
    told = [("#", 1), ("0", 1), ("A", 1), ("9", 1), ("", 5), ("*", 1), ("41", 2)]

    assert [(one.key, one.people) for one in key_counts(told, {})] == [
        *(("1", 2), ("9", 1), ("0", 1), ("*", 1), ("#", 1), ("A", 1))
    ]


def test_stray_keys_are_told_together_beside_those_with_a_meaning() -> None:
    strays = [KeyCount(key, 2) for key in "39*"]
    told = sentence({State.ANSWERED: 12}, KeyCount("1", 5, Meaning("Прийде")), *strays)
    assert told == "5 прийдуть, інші клавіші: 6, ще 1 відповів."
    assert "Клавіша 3: 2, клавіша 9: 2" in sentence({State.ANSWERED: 6}, *strays)


def test_keys_with_meanings_say_who_does_what() -> None:
    tally = {State.ANSWERED: 68, State.BUSY: 5, State.NO_ANSWER: 7, State.REJECTED: 1}
    keys = (
        KeyCount("1", 61, Meaning("Прийде")),
        KeyCount("2", 6, Meaning("Не зможе")),
        KeyCount("9", 1, Meaning("Більше не дзвонити", Asks.NO_MORE_CALLS)),
    )
    assert sentence(tally, *keys) == (
        "61 прийде, 6 не зможуть, 1 просить більше не дзвонити, не додзвонилися до 12 людей, "
        "1 номер відхилено."
    )


@pytest.mark.parametrize(
    ("meaning", "plural"),
    [
        ("Підтверджує візит", "підтверджують візит"),
        ("просить перенести", "просять перенести"),
        ("бачить", "бачать"),
        ("Прийде", "прийдуть"),
        ("приїде пізніше", "приїдуть пізніше"),
        ("буде", "будуть"),
        ("не хоче", "не хочуть"),
        ("відмовляється", "відмовляються"),
        ("погодиться", "погодяться"),
        ("вже має", "вже мають"),
    ],
)
def test_verbs_of_the_third_person_become_plural(meaning: str, plural: str) -> None:
    key = KeyCount("1", 5, Meaning(meaning))
    assert sentence({State.ANSWERED: 5}, key) == f"5 {plural}."


def test_other_meanings_are_quoted_and_keys_without_one_are_named() -> None:
    keys = KeyCount("1", 21, Meaning("Так")), KeyCount("2", 1), KeyCount("3", 4)
    assert sentence({State.ANSWERED: 30}, *keys) == (
        "«Так»: 21, клавіша 2: 1, клавіша 3: 4, ще 4 відповіли."
    )


def test_english_says_the_same() -> None:
    keys = KeyCount("1", 1, Meaning("comes")), KeyCount("2", 2, Meaning("Cannot come"))
    tally = {State.ANSWERED: 3, State.UNCONFIRMED: 1, State.QUEUED: 2}
    assert sentence(tally, *keys, language="en") == (
        "1 comes, 2 cannot come, 1 in doubt, 2 still to come."
    )


def test_a_campaign_of_nobody_says_so() -> None:
    assert sentence({}, language="en") == "Nobody was called."


@pytest.mark.parametrize(("missed", "said"), [(1, "1 людини"), (3, "3 людей"), (56, "56 людей")])
def test_a_sentence_begins_with_a_capital_and_reads_with_every_number(
    missed: int, said: str
) -> None:
    assert sentence({State.NO_ANSWER: missed}) == f"Не додзвонилися до {said}."
    assert sentence({State.ANSWERED: 5}, KeyCount("1", 5)) == "Клавіша 1: 5."


def test_of_the_only_person_called_the_key_is_told_and_not_a_count() -> None:
    comes = KeyCount("1", 1, Meaning("Прийде"))
    assert sentence({State.ANSWERED: 1}, KeyCount("1", 1)) == "Натиснуто клавішу 1."
    assert sentence({State.ANSWERED: 1}, comes) == "Натиснуто клавішу 1 · Прийде."
    refuses = KeyCount("9", 1, Meaning("Більше не дзвонити", Asks.NO_MORE_CALLS))
    assert sentence({State.ANSWERED: 1}, refuses) == "1 просить більше не дзвонити."
