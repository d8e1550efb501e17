"""The API key: environment first, then the password store, never waiting for ever."""

import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.keys import forget_key, keep_key, read_key


class MemoryKeyring(KeyringBackend):
    """A password store in memory; it may be locked or not answer at all."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.is_locked = False
        self.answers = threading.Event()
        self.answers.set()

    def get_password(self, service, username):
        self.answers.wait(10)
        if self.is_locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.is_locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def password_store():
    before = keyring.get_keyring()
    ours = MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    ours.answers.set()
    keyring.set_keyring(before)


def test_the_environment_comes_first(password_store):
    keep_key("alphasms.ua", "kept")

    assert read_key("alphasms.ua", {"ALPHASMS_API_KEY": " given "}) == "given"
    assert read_key("alphasms.ua", {}) == "kept"


def test_each_host_has_a_key_of_its_own(password_store):
    keep_key("alphasms.ua", "one")
    keep_key("alphasms.net", "two")

    assert read_key("alphasms.ua", {}) == "one"
    assert read_key("alphasms.net", {}) == "two"
    assert read_key("other.example", {}) is None
    assert read_key(None, {}) is None


def test_a_key_can_be_forgotten(password_store):
    keep_key("alphasms.ua", "one")

    assert forget_key("alphasms.ua")
    assert not forget_key("alphasms.ua")
    assert read_key("alphasms.ua", {}) is None


def test_a_locked_password_store_is_said_in_time(password_store):
    password_store.is_locked = True
    with pytest.raises(TroubleError) as caught:
        read_key("alphasms.ua", {})
    assert caught.value.trouble.kind is Kind.KEYRING_SILENT
    with pytest.raises(TroubleError):
        keep_key("alphasms.ua", "one")


def test_a_password_store_that_never_answers_is_not_waited_for(password_store):
    password_store.answers.clear()
    with pytest.raises(TroubleError) as caught:
        read_key("alphasms.ua", {}, patience_s=0.05)
    assert caught.value.trouble.kind is Kind.KEYRING_SILENT
