import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.references import mend_references


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("&#8216;Harbor&#x2019; &#60;b&#62; &amp; &#38;lt;", None),
        ("&#55357;&#56832;!", "😀!"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#65;&#xD83D;&#66;", "AB"),
        ("&#60;&#xD83D;", "&lt;"),
        ("a&#xD800;b", "ab"),
        ("a&#99999999;b", "ab"),
        ("a&#x110000;b", "ab"),
        ("a&#0;b&#x1F;c", "abc"),
        ("a&#" + "9" * 9_000 + ";b", "ab"),
        ("&#00000000065;", None),
    ],
)
def test_only_what_is_no_character_is_mended(text: str, mended: str | None) -> None:
    assert mend_references(text) == (text if mended is None else mended)


@given(st.text(alphabet="&#x0123456789dD8cC;a", max_size=40))
def test_mending_twice_changes_nothing(text: str) -> None:
    assert mend_references(mend_references(text)) == mend_references(text)
