"""Who stands behind what is told: words in front of, inside and behind a statement say so."""

import pytest

from bot.announcements.extract import Extractor
from bot.model import Kind, Status
from tests.announcements.reading import read

REPORTED = [
    ("en", "Netflix Renews ‘Harbour Lights’ for Season 2, Sources Say", Kind.RENEWAL),
    ("en", "‘Harbour Lights’ Canceled After Two Seasons - Report", Kind.CANCELLATION),
    ("es", "Netflix baraja renovar ‘El faro’ por una segunda temporada", Kind.RENEWAL),
    ("es", "‘El faro’ se estrenaría en junio en Netflix", Kind.PREMIERE),
    ("fr", "Léa Morin quitterait la série « Le Phare »", Kind.CASTING),
    ("pt", "Netflix cogita renovar ‘O Farol’ para a segunda temporada", Kind.RENEWAL),
    ("tr", "İddia: ‘Deniz Feneri’ 2. sezon çekimleri başladı", Kind.FILMING),
    ("zh", "据报道，《灯塔之歌》定档6月12日", Kind.PREMIERE),
    ("ko", "‘별빛 항구’ 시즌2 제작설", Kind.RENEWAL),
    ("ja", "水城かなで、ドラマ「灯台の歌」降板の噂", Kind.CASTING),
    ("th", "ลือ Netflix ต่อสัญญา ‘ประภาคารแห่งรัก’ ซีซั่น 2", Kind.RENEWAL),
]
DENIED = [
    ("en", "Netflix Denies That Jane Doe Joins ‘Harbour Lights’ Season 2", Kind.CASTING),
    ("en", "Netflix denies reports that ‘Harbour Lights’ has been canceled", Kind.CANCELLATION),
    ("en", "‘Harbour Lights’ renewed for a second season? Netflix denies reports", Kind.RENEWAL),
    ("es", "Netflix desmiente que ‘El faro’ tendrá segunda temporada", Kind.RENEWAL),
    ("pt", "‘O Farol’ foi cancelada? Globo desmente", Kind.CANCELLATION),
    ("fr", "« Le Phare » aura une saison 2 ? Netflix dément", Kind.RENEWAL),
    ("tr", "‘Deniz Feneri’ iptal edildi iddiası yalanlandı", Kind.CANCELLATION),
    ("id", "Kabar Serial ‘Lentera Malam’ Dibatalkan Dibantah", Kind.CANCELLATION),
    ("zh", "网传《灯塔之歌》开机，官方辟谣", Kind.FILMING),
]


@pytest.mark.parametrize(("language", "headline", "kind"), REPORTED)
def test_what_nobody_with_a_name_says_is_only_reported(
    extractor: Extractor, language: str, headline: str, kind: Kind
) -> None:
    told = read(extractor, headline, language=language)
    assert [(one.kind, one.status) for one in told] == [(kind, Status.REPORTED)]


@pytest.mark.parametrize(("language", "headline", "kind"), DENIED)
def test_what_is_said_not_to_be_so_is_denied(
    extractor: Extractor, language: str, headline: str, kind: Kind
) -> None:
    told = read(extractor, headline, language=language)
    assert [(one.kind, one.status) for one in told] == [(kind, Status.DENIED)]


def test_a_question_without_an_answer_still_tells_nothing(extractor: Extractor) -> None:
    assert not read(extractor, "‘Harbour Lights’ renewed for a second season?")
