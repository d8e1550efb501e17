"""The sentences for errors, word for word in both languages: what happened, then what to do."""

from collections.abc import Iterator

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.wording import trouble_sentence
from alphasms_desktop.wording.waits import waiting_sentence

SENTENCES = {
    Kind.KEY_MISSING: (
        "AlphaSMS не отримує API-ключа і не приймає дзвінків. Введіть ключ.",
        "AlphaSMS gets no API key, so it takes no calls. Enter the key.",
    ),
    Kind.WRONG_KEY: (
        (
            "AlphaSMS не впізнає цього ключа: його змінено або введено з помилкою. Скопіюйте "
            "ключ із кабінету ще раз."
        ),
        (
            "AlphaSMS does not know this key: it was changed or mistyped. Copy it from the "
            "cabinet again."
        ),
    ),
    Kind.BANNED: (
        (
            "Ваш обліковий запис AlphaSMS заблоковано, дзвінків не буде. Зверніться до "
            "підтримки AlphaSMS."
        ),
        "Your AlphaSMS account is blocked, no calls can be made. Contact AlphaSMS support.",
    ),
    Kind.API_DISABLED: (
        (
            "У вашому кабінеті вимкнено API, тому програма не може дзвонити. Увімкніть його: "
            "«Налаштування → API»."
        ),
        (
            "API access is off in your cabinet, so the program cannot call. Turn it on: "
            "Settings → API."
        ),
    ),
    Kind.IP_DENIED: (
        (
            "AlphaSMS не приймає запитів із вашої інтернет-адреси. Додайте її до дозволених IP:"
            " «Налаштування → API»."
        ),
        (
            "AlphaSMS takes no requests from your internet address. Add it to the allowed IPs: "
            "Settings → API."
        ),
    ),
    Kind.NO_MONEY: (
        ("На балансі бракує грошей, решта дзвінків чекає. Поповніть баланс і відновіть кампанію."),
        "The balance is too low, the remaining calls wait. Top up and resume.",
    ),
    Kind.PHONE_MISSING: (
        ("Номер із цього рядка не дійшов до AlphaSMS, дзвінка не було. Перевірте номер у рядку."),
        "The phone of this row did not reach AlphaSMS, no call was made. Check the number.",
    ),
    Kind.NO_SOUND_FILE: (
        ("Аудіозапис не дійшов до AlphaSMS, дзвінка не було. Відкрийте його ще раз і перевірте."),
        "The recording did not reach AlphaSMS, no call was made. Open it again and check.",
    ),
    Kind.UPLOAD_FAILED: (
        (
            "Аудіозапис не завантажився, цього дзвінка не було. Програма спробує ще раз; якщо "
            "не вдасться, перевірте інтернет."
        ),
        (
            "The recording was not uploaded, this call was not made. The program tries again; "
            "if it fails, check the internet."
        ),
    ),
    Kind.FILE_TOO_BIG: (
        "Аудіозапис завеликий для AlphaSMS. Скоротіть його.",
        "The recording is too big for AlphaSMS. Make it shorter.",
    ),
    Kind.FILE_FORMAT: (
        (
            "AlphaSMS не може прочитати цього аудіофайлу. Відкрийте оригінал ще раз: програма "
            "перетворить його заново."
        ),
        (
            "AlphaSMS cannot read this audio file. Open the original again and let the program "
            "convert it."
        ),
    ),
    Kind.AUDIO_FORMAT: (
        (
            "AlphaSMS не приймає такого звуку. Поверніть стандартні налаштування звуку й "
            "зробіть пробний дзвінок."
        ),
        (
            "AlphaSMS does not take this kind of sound. Restore the standard sound settings and"
            " make a trial call."
        ),
    ),
    Kind.AUDIO_DURATION: (
        (
            "Аудіозапис задовгий або закороткий для AlphaSMS. Змініть тривалість і зробіть "
            "пробний дзвінок."
        ),
        (
            "The recording is too long or too short for AlphaSMS. Change its length and make a "
            "trial call."
        ),
    ),
    Kind.BAD_HOOK: (
        (
            "AlphaSMS не приймає адреси для результатів. Виправте її або вимкніть приймання: "
            "тоді клавіш не буде видно."
        ),
        (
            "AlphaSMS does not take the address for results. Correct it, or turn receiving off "
            "and see no keys."
        ),
    ),
    Kind.UNKNOWN_TEXT: (
        (
            "AlphaSMS відхиляє дзвінок із незнайомою нам причиною. Прочитайте її нижче; якщо "
            "повторюється, зверніться до підтримки."
        ),
        (
            "AlphaSMS refuses the call for a reason we do not know. Read it below; if it "
            "repeats, contact support."
        ),
    ),
    Kind.ANSWER_LOST: (
        (
            "Відповідь загубилася, тому дзвінок міг бути. Перевірте в кабінеті й вирішіть: "
            "повторити чи залишити."
        ),
        (
            "The answer was lost, so the call may have been made. Check in the cabinet and "
            "decide: repeat or leave."
        ),
    ),
    Kind.NOT_THE_SERVICE: (
        (
            "Замість AlphaSMS відповідає щось інше (можливо, мережа офісу). Перевірте інтернет "
            "і адресу сервісу."
        ),
        (
            "Something other than AlphaSMS answers (perhaps the office network). Check the "
            "internet and the service address."
        ),
    ),
}


@pytest.fixture(params=["uk", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.use(request.param)
    yield request.param
    i18n.use(before)


@pytest.mark.parametrize("kind", SENTENCES)
def test_an_error_is_said_in_these_words(language: str, kind: Kind) -> None:
    ukrainian, english = SENTENCES[kind]
    assert trouble_sentence(Trouble(kind)) == (ukrainian if language == "uk" else english)


WAITS = {
    Kind.UNREACHABLE: (
        "Немає зв’язку з AlphaSMS, нічого не втрачено. Спробуємо ще раз за 8 с.",
        "AlphaSMS cannot be reached, nothing is lost. Trying again in 8 s.",
    ),
    Kind.THROTTLED: (
        "AlphaSMS просить дзвонити повільніше. Швидкість зменшено, кампанія триває.",
        "AlphaSMS asks for a slower pace. The pace is reduced, the run goes on.",
    ),
}


@pytest.mark.parametrize("kind", WAITS)
def test_a_run_that_waits_by_itself_says_so_in_these_words(language: str, kind: Kind) -> None:
    ukrainian, english = WAITS[kind]
    said = waiting_sentence(Trouble(kind), 8).replace("\u00a0", " ")
    assert said == (ukrainian if language == "uk" else english)
