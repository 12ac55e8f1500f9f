"""IATI files of strangers: what is read of them, what is left out, and what is refused."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from assistance.readers import ActivityText, DocumentError, count_activities, iati, read_activities
from assistance.vocabulary import LeftOut

ACTIVITY = """<iati-activity default-currency="USD" last-updated-datetime="2024-05-06T07:08:09Z">
  <iati-identifier> XM-1-A </iati-identifier>
  <title><narrative>Grids</narrative></title>
  <recipient-country code="UA"/>
</iati-activity>"""


def file(*activities: str, head: str = "", attributes: str = 'version="2.03"') -> BytesIO:
    return BytesIO(
        f'<?xml version="1.0"?>{head}<iati-activities {attributes}>{"".join(activities)}</iati-activities>'.encode()
    )


def read(content: BytesIO, most: int = 10_000) -> list[ActivityText | LeftOut]:
    return list(read_activities(content, country="UA", max_characters=most))


def test_activity_is_a_text_of_its_own_in_one_form() -> None:
    (activity,) = read(file(ACTIVITY))
    assert activity == ActivityText(
        text='<iati-activity default-currency="USD">\n  <iati-identifier>XM-1-A</iati-identifier>\n\n  <title>\n'
        '    <narrative>Grids</narrative>\n  </title>\n\n  <recipient-country code="UA"/>\n</iati-activity>',
        identifier="XM-1-A",
        published=date(2024, 5, 6),
    )


@pytest.mark.parametrize(
    "other",
    [
        ACTIVITY.replace("\n", "").replace("  ", ""),
        ACTIVITY.replace("2024-05-06T07", "2024-05-06T09"),
        ACTIVITY.replace("<title>", "<!-- new --><?php ?><title>"),
        ACTIVITY.replace('code="UA"/>', 'code="UA" x:y="1" xmlns:x="http://x.test/"></recipient-country>'),
        ACTIVITY.replace("</iati-activity>", '<x:extra xmlns:x="http://x.test/"><b/></x:extra></iati-activity>'),
        ACTIVITY.replace("<iati-activity ", '<iati-activity xmlns="http://iati.test/" '),
        ACTIVITY.replace('default-currency="USD" last', "last").replace('09Z"', '09Z" default-currency="USD"'),
    ],
)
def test_same_activity_written_otherwise_is_the_same_text(other: str) -> None:
    assert read(file(other)) == read(file(ACTIVITY))


def test_changed_activity_is_another_text() -> None:
    assert read(file(ACTIVITY.replace("Grids", "Grid"))) != read(file(ACTIVITY))


def test_language_of_the_file_is_that_of_its_activities() -> None:
    (activity,) = read(file(ACTIVITY, attributes='version="2.03" xml:lang="uk"'))
    assert isinstance(activity, ActivityText)
    assert activity.text.startswith('<iati-activity default-currency="USD" xml:lang="uk">')


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('version="2.03" generated-datetime="2025-01-02T03:04:05+02:00"', date(2025, 1, 2)),
        ('version="2.03"', None),
        ('version="2.03" generated-datetime="yesterday"', None),
    ],
)
def test_day_of_an_activity_without_one_is_that_of_the_file(attributes: str, expected: date | None) -> None:
    undated = ACTIVITY.replace(' last-updated-datetime="2024-05-06T07:08:09Z"', "")
    (activity,) = read(file(undated, attributes=attributes))
    assert isinstance(activity, ActivityText)
    assert activity.published == expected


@pytest.mark.parametrize(
    ("activity", "reason"),
    [
        (ACTIVITY.replace('"UA"', '"MD"'), LeftOut.OTHER_COUNTRY),
        (ACTIVITY.replace('<recipient-country code="UA"/>', ""), LeftOut.OTHER_COUNTRY),
        (ACTIVITY.replace(" XM-1-A ", " "), LeftOut.NO_IDENTIFIER),
        (ACTIVITY.replace("Grids", "Grids " * 2000), LeftOut.TOO_LONG),
        (ACTIVITY.replace("<iati-activity ", '<iati-activity version="1.05" '), LeftOut.OLD_VERSION),
    ],
)
def test_activity_that_is_left_out_says_why(activity: str, reason: LeftOut) -> None:
    assert read(file(activity)) == [reason]


@pytest.mark.parametrize(
    ("attributes", "title", "taken"),
    [
        ('version="1.04"', "<title>Grids</title>", False),
        ('version="2.01"', "<title><narrative>Grids</narrative></title>", True),
        ("", "<title>Grids</title>", False),
        ("", "<title><narrative>Grids</narrative></title>", True),
        ('xmlns:e="http://e.test/" e:version="1.03"', "<title><narrative>Grids</narrative></title>", True),
    ],
)
def test_version_is_that_of_the_file_or_told_by_the_title(attributes: str, title: str, *, taken: bool) -> None:
    activity = ACTIVITY.replace("<title><narrative>Grids</narrative></title>", title)
    assert (read(file(activity, attributes=attributes)) == [LeftOut.OLD_VERSION]) != taken


def test_country_of_a_transaction_counts() -> None:
    told = '<transaction><recipient-country code="UA"/></transaction>'
    assert isinstance(read(file(ACTIVITY.replace('<recipient-country code="UA"/>', told)))[0], ActivityText)


def test_activities_within_another_element_are_found() -> None:
    wrapped = BytesIO(b"<result><ok/>" + file(ACTIVITY, ACTIVITY).getvalue().partition(b"?>")[2] + b"</result>")
    assert count_activities(wrapped) == 2


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (file(ACTIVITY, head=ENTITIES), "bears a document type"),
        (file(ACTIVITY.replace("Grids", "&b;"), head=ENTITIES), "bears a document type"),
        (file(ACTIVITY, head='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "bears a document type"),
        (
            file(ACTIVITY.replace("Grids", "&f;"), head='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
            "bears a document type",
        ),
        (file(ACTIVITY.replace("Grids", "&b;")), "is no XML that can be read"),
        (file(ACTIVITY, "<iati-activity>"), "is no XML that can be read"),
        (file("<a>" * 300 + "</a>" * 300), "is no XML that can be read: Excessive depth"),
        (file(ACTIVITY.replace("Grids", "a" * 10_500_000)), "is no XML that can be read"),
        (BytesIO(b""), "is no XML that can be read"),
        (BytesIO(b"%PDF-1.7"), "is no XML that can be read"),
        (file("<iati-organisation/>"), "holds no iati-activity"),
    ],
)
def test_hostile_or_broken_file_is_refused(content: BytesIO, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        count_activities(content)


@pytest.mark.parametrize("filler", ["<a/>", "<!-- a -->", "<?a a?>", "     "])
def test_file_that_never_ends_an_activity_is_refused(filler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iati, "MOST_BYTES", 200_000)
    assert count_activities(file(*[ACTIVITY + filler * 10] * 2_000)) == 2_000
    with pytest.raises(DocumentError, match="more than 200000 bytes without the end of an activity"):
        count_activities(file(ACTIVITY, filler * 100_000, ACTIVITY))
