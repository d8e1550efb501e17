"""What is copied for support says what is known and gives nobody away."""

from decimal import Decimal

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.wording.diagnostics import diagnostics, profile_facts


def test_the_profile_is_told_fact_by_fact_and_what_is_unknown_is_left_out():
    profile = AccountProfile(
        status_source=StatusSource.XML, price_per_s=Decimal("0.02"), words=("XML 102",)
    )
    assert profile_facts(profile) == [
        ("status source", "xml"),
        ("price a second", "0.02"),
        ("status words", "XML 102"),
    ]


def test_phones_and_keys_are_short_in_the_whole_text():
    lines = ["POST /api/voice.php > key=topsecret phone=380501234567 < {}"]
    text = diagnostics(AccountProfile(), lines)
    assert "380501234567" not in text
    assert "topsecret" not in text
    assert "/api/voice.php" in text


def test_a_workspace_tells_its_exchanges_with_the_service(tmp_path):
    workspace = open_workspace(tmp_path, Mode.TRAINING)
    assert workspace.exchanges() == []
    workspace.campaigns.balance("sandbox", "training")
    (line,) = workspace.exchanges()
    assert "/api/json.php" in line
    assert "training" not in line
    workspace.close()
