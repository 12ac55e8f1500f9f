"""Releases: texts that are stored once and never edited."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from assistance.models import Release, ReleaseTextError, copies_among, sha256_of
from assistance.vocabulary import Language, Likeness, Visibility
from tests.factories import ClaimFactory, CommitmentFactory, ReleaseFactory, WithholdingFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="release_has_a_text",
        factory=ReleaseFactory,
        accepts=({"text": "Japan gives."},),
        refuses=({"text": ""},),
    ),
    Case(
        name="release_supersedes_another",
        factory=ReleaseFactory,
        accepts=({"supersedes": None}, lambda other: {"supersedes": other}),
        refuses=(lambda other: {"pk": other.pk + 1, "supersedes_id": other.pk + 1},),
    ),
    Case(
        name="release_witness_of_another",
        factory=ReleaseFactory,
        accepts=(
            {"witness_of": None, "likeness": ""},
            *((lambda other, kind=kind: {"witness_of": other, "likeness": kind.value}) for kind in Likeness),
        ),
        refuses=(
            {"witness_of": None, "likeness": "reprint"},
            lambda other: {"witness_of": other, "likeness": ""},
            lambda other: {"witness_of": other, "likeness": "rumour"},
            lambda other: {"pk": other.pk + 1, "witness_of_id": other.pk + 1, "likeness": "reprint"},
        ),
    ),
    Case(
        name="release_visibility_known",
        factory=ReleaseFactory,
        accepts=tuple({"visibility": word.value} for word in Visibility),
        refuses=({"visibility": "secret"}, {"visibility": ""}),
    ),
    Case(
        name="release_language_known",
        factory=ReleaseFactory,
        accepts=tuple({"language": word.value} for word in Language),
        refuses=({"language": "ru", "title": "x", "text": "x"}, {"language": "", "title": "x", "text": "x"}),
    ),
)


@accepted(CONSTRAINTS)
def test_release_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_release_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_sha256_is_of_the_text_in_utf8():
    # printf 'Японія' | sha256sum
    assert sha256_of("Японія") == "63ad8582cfc08b990b86a0094798d623932294ae37681d36dd3db9bf01ca4c48"


def test_text_stored_before_is_refused():
    release = ReleaseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseFactory(text=release.text)


def test_text_changed_is_not_saved():
    release = ReleaseFactory()
    stored = release.text
    release.text = stored.replace("10 generators", "100 generators")
    assert not release.is_intact
    with pytest.raises(ReleaseTextError, match="Import the corrected text as a new release"):
        release.save()
    assert Release.objects.get(pk=release.pk).text == stored


def test_text_and_hash_apart_from_the_start_are_not_saved():
    with pytest.raises(ReleaseTextError):
        ReleaseFactory(sha256=sha256_of("another text"))
    assert not Release.objects.exists()


def test_text_changed_with_its_hash_is_not_saved():
    release = ReleaseFactory()
    release.text = "Another text."
    release.sha256 = sha256_of(release.text)
    with pytest.raises(ReleaseTextError):
        release.save()


def test_text_changed_by_a_queryset_is_refused():
    ReleaseFactory()
    with pytest.raises(ReleaseTextError):
        Release.objects.update(text="Another text.")


def test_text_changed_behind_the_model_is_noticed():
    release = ReleaseFactory()
    models.QuerySet(Release).filter(pk=release.pk).update(text="Another text.")
    tampered = Release.objects.get(pk=release.pk)
    assert not tampered.is_intact
    tampered.title = "Another title"
    with pytest.raises(ReleaseTextError):
        tampered.save()


def test_text_kept_lets_everything_else_be_saved():
    release = ReleaseFactory()
    release.title = "Another title"
    release.save()
    release = Release.objects.get(pk=release.pk)
    assert release.is_intact
    assert str(release) == "Another title"


def test_text_not_fetched_is_still_compared():
    ReleaseFactory()
    release = Release.objects.defer("text").get()
    release.title = "Another title"
    release.save()
    assert Release.objects.get().is_intact


@pytest.mark.parametrize("sha256", ["0" * 63, "G" * 64, "A" * 64])
def test_hash_in_another_form_is_invalid(sha256):
    release = ReleaseFactory.build(sha256=sha256)
    with pytest.raises(ValidationError) as refusal:
        release.clean_fields()
    assert set(refusal.value.message_dict) == {"sha256"}


def test_published_releases_are_the_public_ones():
    public = ReleaseFactory(public=True)
    ReleaseFactory()
    ReleaseFactory(withheld=True)
    assert list(Release.objects.published()) == [public]


def test_published_releases_lose_those_that_tell_what_is_withheld_and_no_others():
    telling, other = ReleaseFactory(public=True), ReleaseFactory(public=True)
    commitment = CommitmentFactory(public=True, claims=[ClaimFactory(release=telling)])
    WithholdingFactory(commitment=commitment, amount=True)

    assert list(Release.objects.published()) == [other]


def test_standing_releases_are_not_superseded():
    first = ReleaseFactory()
    second = ReleaseFactory(supersedes=first)
    third = ReleaseFactory(supersedes=second)
    alone = ReleaseFactory()
    assert set(Release.objects.standing()) == {third, alone}


def test_release_is_superseded_once():
    first = ReleaseFactory()
    ReleaseFactory(supersedes=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseFactory(supersedes=first)


def test_releases_come_newest_first_and_undated_last():
    undated = ReleaseFactory(published_on=None)
    old = ReleaseFactory(published_on=date(2025, 1, 1))
    new, newer_row = ReleaseFactory.create_batch(2, published_on=date(2026, 1, 1))
    assert list(Release.objects.all()) == [newer_row, new, old, undated]


def test_with_witness_groups_copies_with_the_release_they_are_copies_of():
    original = ReleaseFactory()
    copies = [ReleaseFactory(witness_of=original, likeness=Likeness.REPRINT.value) for _ in range(2)]
    alone = ReleaseFactory()

    witnesses = dict(Release.objects.with_witness().values_list("pk", "witness"))

    assert witnesses == {original.pk: original.pk, **{copy.pk: original.pk for copy in copies}, alone.pk: alone.pk}
    assert Release.objects.with_witness().values("witness").distinct().order_by("witness").count() == 2


def test_copies_are_told_beside_what_they_are_copies_of():
    original, alone = ReleaseFactory(), ReleaseFactory()
    copy, translation = (ReleaseFactory(witness_of=original, likeness=kind) for kind in ("reprint", "translation"))
    assert copies_among([copy, alone, original, copy, translation]) == [(original, [copy, translation])]
    assert copies_among([copy, alone, translation]) == [(copy, [translation])]
    assert copies_among([copy, alone]) == []
