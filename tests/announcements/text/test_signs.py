import pytest

from bot.announcements.text.forms import normalise


@pytest.mark.parametrize(
    ("original", "plain"),
    [
        ("❝Harbour Lights❞ and 〝Kestrel〟", "“Harbour Lights” and “Kestrel”"),
        (
            "❛Kestrel❜, ‛Kestrel’, ´Kestrel´, `Kestrel´",
            "‘Kestrel’, ‘Kestrel’, 'Kestrel', ‘Kestrel'",
        ),
        ("″Kestrel″ ＂Kestrel＂ ⟪Kestrel⟫ ❮Kestrel❯", '"Kestrel" "Kestrel" 《Kestrel》 ‹Kestrel›'),
        (",,Kestrel'' ''Kestrel'' ``Kestrel''", "„Kestrel” “Kestrel” “Kestrel”"),
        ("드라마‘‘소금 호텔’’7월", "드라마“소금 호텔”7월"),
        ("the ‘Lanterns’’s end, '' alone", None),
        ("Salt &amp; Ember, Salt &amp;amp;amp; Ember", "Salt & Ember, Salt & Ember"),
        ("&amp;#39;Kestrel&#39; &ldquo;Kestrel&#8221; &quot;K&quot;", "'Kestrel' “Kestrel” \"K\""),
        ("AT&T; &Jane; &#97; R&B &zwj;", None),
    ],
)
def test_rare_signs_are_read_as_common_ones(original: str, plain: str | None) -> None:
    assert normalise(original).plain == (original if plain is None else plain)


def test_what_stands_for_several_characters_leads_back_to_all_of_them() -> None:
    text = normalise("Salt &amp; Ember ''Kestrel''")

    start, end = text.span(text.plain.index("&"), text.plain.index("&") + 1)
    assert text.original[start:end] == "&amp;"
    start, end = text.span(text.plain.index("Kestrel"), len(text.plain))
    assert text.original[start:end] == "Kestrel''"
