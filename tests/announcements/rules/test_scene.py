"""Drafts: announcements in the making."""

from bot.announcements.extract import Extractor
from bot.announcements.rules.statements import drafts_of
from bot.model import Field, Part
from tests.announcements.reading import article


def test_a_draft_told_of_another_show_has_people_and_proof_of_its_own(extractor: Extractor) -> None:
    """Each is completed by itself: what proves one show's news proves no other's."""
    laid_out = extractor.lay_out(article("Jane Doe joins ‘Salt Road’"))
    assert laid_out is not None
    scene = laid_out.read_headline()
    assert scene is not None
    [draft] = drafts_of(scene, Field.HEADLINE)

    other = draft.renamed(None)
    other.people.append(("John Roe", Part.LEADS, "actor"))
    other.evidence.clear()

    assert [name for name, _, _ in draft.people] == ["Jane Doe"]
    assert [proof.text for proof in draft.evidence] == ["joins"]
