import pytest

from bot.announcements.lexicon.load import Lexicons
from bot.announcements.marks.style import in_one_style, tidied
from bot.announcements.text.forms import normalise


@pytest.mark.parametrize(
    ("language", "headline", "read"),
    [
        ("en", "“‘Harbour Lights’” renewed", "‘Harbour Lights’ renewed"),
        ("en", '‘ Harbour Lights ’ and " Kestrel " end', '‘Harbour Lights’ and "Kestrel" end'),
        (
            "en",
            "‘Kestrel’’s second season, ‘Kestrel’’s Jane Doe",
            "‘Kestrel’ second season, ‘Kestrel’’s Jane Doe",
        ),
        ("en", "'A' and 'B', “C” and “D”", None),
        ("en", "Harbour Lights : The End", "Harbour Lights: The End"),
        ("zh", "《《雾港来信》》杀青", "《雾港来信》杀青"),
        ("zh", "'雾港来信'和«长夜»杀青", "《雾港来信》和《长夜》杀青"),
        ("zh", "工作室：“雾港”", None),
        ("ko", "“소금 호텔” 시즌2 제작 확정", "‘소금 호텔’ 시즌2 제작 확정"),
        ("ko", "드라마 “소금 호텔”", "드라마 ‘소금 호텔’"),
        ("ko", "‘신인’ 홍길동, “소금 호텔”로 복귀", "‘신인’ 홍길동, ‘소금 호텔’로 복귀"),
        ("ko", "‘소금 호텔’ 홍길동 “시즌2 원해” 합류", None),
        ("ko", "홍길동 “좋은 사람들”…소금 호텔 종영", None),
        ("ko", "“시즌2 논의 중이다” 홍길동 하차", None),
        ("ja", "‘銀の翼’TVアニメ化", "「銀の翼」TVアニメ化"),
        ("ja", "“銀の翼”アニメ化決定", "「銀の翼」アニメ化決定"),
        ("ja", "“体当たり演技”アニメ“銀の翼”続編決定", "“体当たり演技”アニメ「銀の翼」続編決定"),
        ("ja", "“体当たり”の『銀の翼』続編決定", None),
    ],
)
def test_titles_are_read_in_the_marks_of_their_language(
    lexicons: Lexicons, language: str, headline: str, read: str | None
) -> None:
    text = normalise(headline)

    lexicon = lexicons.by_language[language]

    styled = in_one_style(tidied(text, lexicon), lexicon)

    assert styled.plain == (text.plain if read is None else read)
    assert styled.original == headline
