from datetime import date
from decimal import Decimal

import pytest

from assistance.extraction import extract
from assistance.intake import DocumentError, ReleaseDocument, Stored, record_release
from assistance.intake import recording as recording_module
from assistance.models import Claim, Need, Release, Trap
from assistance.vocabulary import CommitmentStatus, Fact, PartyRole, Rendition

pytestmark = pytest.mark.django_db

TEXT = """Norway hands over generators

Norway has handed over 20 generators worth EUR 1.5 million to the State Emergency Service of Ukraine.

More than 300 buildings were damaged by the shelling.
"""
ADDRESS = "https://example.org/norway"


def document(text=TEXT, **kwargs):
    return ReleaseDocument(text=text, **{"source_url": ADDRESS, "published": date(2024, 5, 6), **kwargs})


def test_release_is_stored_with_its_claims_and_their_evidence(staff):
    recording = record_release(document(publisher="MIA", rendition=Rendition.RETELLING), by=staff)

    release = Release.objects.get()
    assert (recording.outcome, recording.release, recording.claims) == (Stored.NEW, release, 1)
    assert (release.title, release.language, release.published_on) == (
        "Norway hands over generators",
        "en",
        date(2024, 5, 6),
    )
    assert (release.text, release.is_intact, release.visibility) == (TEXT, True, "draft")
    assert release.history.get().history_user == staff
    claim = Claim.objects.with_facts().get()
    assert (claim.amount, claim.currency, claim.status) == (Decimal(1500000), "EUR", CommitmentStatus.DELIVERED)
    assert [party.name for party in claim.parties_in(PartyRole.FUNDING)] == ["Norway"]
    assert [(item.name, item.quantity) for item in claim.items.all()] == [("generators", Decimal(20))]
    assert claim.evidence_of(Fact.AMOUNT).words == "EUR 1.5 million"


def test_every_stored_word_stands_in_the_text_where_it_says(staff):
    release = record_release(document(), by=staff).release

    rows = list(release.traps.all())
    for claim in release.claims.with_facts():
        rows += [claim, *claim.evidence.all(), *claim.parties.all(), *claim.items.all(), *claim.sectors.all()]
    assert len(rows) > 5
    assert [row.words for row in rows] == [release.text[row.start : row.end] for row in rows]


def test_same_text_again_changes_nothing(staff):
    first = record_release(document(), by=staff).release

    again = record_release(document(publisher="Somebody else"), by=staff)

    assert (again.outcome, again.release, again.claims) == (Stored.UNCHANGED, first, 0)
    assert (Release.objects.count(), Claim.objects.count()) == (1, 1)
    assert Release.objects.get().publisher == ""


def test_changed_text_from_the_same_address_supersedes(staff):
    first = record_release(document(), by=staff).release

    second = record_release(document(TEXT.replace("20 generators", "25 generators")), by=staff)

    assert second.outcome == Stored.SUPERSEDES
    assert second.release.supersedes == first
    assert list(Release.objects.standing()) == [second.release]
    assert [claim.release for claim in Claim.objects.needing_review()] == [second.release]


def test_third_text_from_the_same_address_supersedes_the_second(staff):
    record_release(document(), by=staff)
    second = record_release(document(TEXT.replace("20 gen", "25 gen")), by=staff).release

    third = record_release(document(TEXT.replace("20 gen", "30 gen")), by=staff).release

    assert third.supersedes == second


def test_changed_text_without_an_address_supersedes_nothing(staff):
    record_release(document(source_url=""), by=staff)

    second = record_release(document(TEXT.replace("20 gen", "25 gen"), source_url=""), by=staff)

    assert (second.outcome, second.release.supersedes) == (Stored.NEW, None)


def test_release_that_fails_halfway_leaves_nothing(staff, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(recording_module, "_store_single_facts", fail)

    with pytest.raises(RuntimeError):
        record_release(document(), by=staff)

    assert (Release.objects.count(), Claim.objects.count(), Trap.objects.count(), Need.objects.count()) == (0, 0, 0, 0)


def test_release_with_a_wrong_address_is_refused_with_the_reason(staff):
    with pytest.raises(DocumentError, match="cannot be stored"):
        record_release(document(source_url="not an address"), by=staff)

    assert not Release.objects.exists()


def test_traps_and_needs_are_stored_as_drafts_beside_the_claims(staff):
    text = (
        "Minister names what is missing\n\n"
        "The border guards need smart video surveillance systems.\n\n"
        "By now 128,000 war crimes are on record.\n"
    )
    found = extract(text)

    release = record_release(document(text), by=staff).release

    assert release.claims.count() == 0
    assert [need.visibility for need in release.needs.all()] == ["draft"]
    assert [trap.words for trap in release.traps.all()] == [trap.span.words(text) for trap in found.traps]
    assert any("128,000" in trap.words for trap in release.traps.all())
