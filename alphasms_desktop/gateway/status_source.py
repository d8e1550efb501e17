"""Which interface to ask how calls stand, and how many at once; falls back and learns by itself.

For calls that is XML by `sms_id` in batches first and HTTP `receive` one by one second: which of
them knows the ids of `voice.php` nobody has published (contract, section 10). Texts are asked by
our own id instead, by JSON: `text_statuses`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from alphasms_desktop.domain.errors import Family, Kind, TroubleError
from alphasms_desktop.domain.exchange import StatusAnswer, StatusReport
from alphasms_desktop.domain.profile import AccountProfile, StatusSource

FIRST_BATCH = 100
_LEAST_BATCH = 10
_MOST_BATCH = 1000
_ONE_BY_ONE = 10
"""As many are asked in a row where each needs a request of its own."""

_MOST_LIMITS = 5
_TOO_MANY = frozenset({Kind.UNKNOWN_TEXT, Kind.NOT_THE_SERVICE, Kind.THROTTLED})


class AsksStatus(Protocol):
    """The client as far as statuses go."""

    def status_of(self, gateway_ids: Sequence[str]) -> StatusAnswer:
        """Ask about many in one request."""
        ...

    def status_one(self, gateway_id: str) -> StatusAnswer:
        """Ask about one."""
        ...


class CallStatuses:
    """Asks how calls stand; used by one thread at a time.

    `profile` is what earlier calls of the account have taught, and what this one adds to. With
    `only` no other source is ever asked.
    """

    def __init__(
        self,
        client: AsksStatus,
        profile: AccountProfile | None = None,
        only: StatusSource | None = None,
    ) -> None:
        self._client = client
        self._only = only
        self.profile = profile or AccountProfile()
        self._has_known = self.profile.status_source is not None

    @property
    def source(self) -> StatusSource:
        """The interface that is asked at the moment."""
        return self._only or self.profile.status_source or StatusSource.XML

    @property
    def batch(self) -> int:
        """How many may be asked at once at the moment."""
        return self._xml_batch if self.source is StatusSource.XML else _ONE_BY_ONE

    @property
    def _xml_batch(self) -> int:
        return self.profile.batch or FIRST_BATCH

    def ask(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Return how these calls stand; ids nobody knows are missing.

        Raises TroubleError; a question can always be asked again. Where the service refuses so
        many at once the batch is halved, and the rest waits for the next question.
        """
        if self.source is StatusSource.HTTP:
            answer = self._by_http(gateway_ids)
            self._doubt_http(answer)
        else:
            answer = self._by_xml(gateway_ids)
            if self._is_strange(answer, gateway_ids):
                answer = self._try_the_other(gateway_ids, answer)
        known = [one for one in answer.reports if one.gateway_id not in answer.unknown_ids]
        if known and self._only is None and not self._has_known:
            self._has_known = True
            self.profile = replace(self.profile, status_source=self.source)
        self.profile = self.profile.with_words(one.word for one in known)
        return known

    def _by_xml(self, ids: Sequence[str]) -> StatusAnswer:
        asked = list(ids[: self._xml_batch])
        try:
            answer = self._client.status_of(asked)
        except TroubleError as error:
            self._note_refusal(error, len(asked))
            raise
        if len(asked) == self._xml_batch:
            self.profile = replace(self.profile, batch=min(_MOST_BATCH, self._xml_batch * 2))
        return answer

    def _by_http(self, ids: Sequence[str]) -> StatusAnswer:
        reports: list[StatusReport] = []
        unknown: set[str] = set()
        for one in ids[:_ONE_BY_ONE]:
            answer = self._client.status_one(one)
            reports += answer.reports
            unknown |= answer.unknown_ids
        return StatusAnswer(tuple(reports), frozenset(unknown))

    def _doubt_http(self, answer: StatusAnswer) -> None:
        """Begin with XML again the next time where HTTP does not know its ids any more."""
        if answer.unknown_ids and not answer.reports and self._only is None:
            self._has_known = False
            self.profile = replace(self.profile, status_source=None)

    def _is_strange(self, answer: StatusAnswer, ids: Sequence[str]) -> bool:
        """Say whether XML knows none of these, and never knew any, so that HTTP may be tried."""
        if self._only or self._has_known or not ids:
            return False
        return set(ids[: self._xml_batch]) <= answer.unknown_ids

    def _try_the_other(self, ids: Sequence[str], told: StatusAnswer) -> StatusAnswer:
        other = self._by_http(ids)
        if not other.reports:
            return told
        self._has_known = True
        self.profile = replace(self.profile, status_source=StatusSource.HTTP)
        return other

    def _note_refusal(self, error: TroubleError, asked: int) -> None:
        trouble = error.trouble
        if trouble.kind in _TOO_MANY and trouble.family is not Family.ACCOUNT:
            limits = (*self.profile.limits, f"{asked}: {trouble.kind}")[-_MOST_LIMITS:]
            batch = max(_LEAST_BATCH, min(asked, self._xml_batch) // 2)
            self.profile = replace(self.profile, batch=batch, limits=limits)
