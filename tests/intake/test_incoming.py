"""Which files are releases, which belong to one, and which are neither."""

from __future__ import annotations

import pytest

from assistance.intake import DocumentError, IncomingFile, paired


def file(name, content=b"x", **facts):
    return IncomingFile(name=name, content=content, **facts)


def told_of(files):
    return [(one.name, one.sidecar, str(one.refusal or "")) for one in paired(files)]


def test_files_come_in_order_of_name_with_their_sidecars():
    assert told_of(
        [file("b.PDF"), file("b.json", b"{1}"), file("a.txt"), file("a/b.json", b"{2}"), file("a/b.htm")]
    ) == [
        ("a.txt", None, ""),
        ("a/b.htm", b"{2}", ""),
        ("b.PDF", b"{1}", ""),
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.docx", "is of no kind that is read. Give a text (.txt), a page (.html, .htm) or a PDF."),
        ("a", "is of no kind that is read. Give a text (.txt), a page (.html, .htm) or a PDF."),
        ("a.JSON", "is a sidecar (.json) without a release of the same name."),
    ],
)
def test_file_that_is_no_release_is_refused(name, reason):
    assert told_of([file(name)]) == [(name, None, reason)]


@pytest.mark.parametrize(
    "names", [("a.txt", "a.json", "a.json"), ("a.txt", "a.txt", "a.json")], ids=["two sidecars", "two releases"]
)
def test_release_whose_sidecar_may_be_another_ones_is_refused(names):
    told = told_of([file(name) for name in names])
    assert {reason for _, _, reason in told} == {
        "is there twice, or its sidecar is. Import such folders one at a time, or packed as ZIP."
    }


def test_two_releases_of_one_name_without_a_sidecar_are_two():
    assert told_of([file("a.txt"), file("a.txt")]) == [("a.txt", None, ""), ("a.txt", None, "")]


def test_release_whose_sidecar_is_refused_is_refused_with_the_reason():
    refused = file("a.json", refusal=DocumentError("is larger than %(most)s bytes.", most=9))
    assert told_of([file("a.txt"), refused]) == [("a.txt", None, "has a sidecar a.json that is larger than 9 bytes.")]


def test_refused_file_stays_refused():
    assert told_of([file("a.txt", refusal=DocumentError("is too large.")), file("a.json")]) == [
        ("a.txt", None, "is too large.")
    ]
