"""Folders packed as ZIP, honest ones and traps."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from assistance.intake import DocumentError, paired, unpacked

TEXT = b"Title\n\nText\n"


def packed(files, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP with ``files``: pairs of a name, or an entry, and what it holds."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for entry, content in files:
            archive.writestr(entry, content)
    return buffer.getvalue()


def entry(name, mode=0o644, kind=stat.S_IFREG):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | mode) << 16
    return info


def told_of(files):
    return [(file.name, file.content, str(file.refusal or "")) for file in files]


def test_archive_gives_its_files_by_their_paths_with_their_sidecars():
    data = packed([("deep/b.html", b"<p>B"), ("deep/b.json", b"{}"), ("a.txt", TEXT), ("deep/", b"")])

    files = paired(unpacked("x.zip", data))

    assert [(file.name, file.content, file.sidecar) for file in files] == [
        ("x.zip/a.txt", TEXT, None),
        ("x.zip/deep/b.html", b"<p>B", b"{}"),
    ]


def test_archive_with_a_comment_is_read():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.comment = b"PK are two letters"
    assert told_of(unpacked("x.zip", buffer.getvalue())) == [("x.zip/a.txt", TEXT, "")]


def test_litter_of_systems_is_passed_over():
    names = ("__MACOSX/._a.txt", ".DS_Store", "deep/Thumbs.db", "desktop.ini", ".git/a.txt", "a.txt")
    assert [file.name for file in unpacked("x.zip", packed([(name, b"x") for name in names]))] == ["x.zip/a.txt"]


def test_ukrainian_names_are_read_as_windows_and_others_write_them():
    as_written = [name.encode(code) for name, code in (("Заява.txt", "cp866"), ("Їжа.txt", "utf-8"))]
    data = packed([("1" * len(as_written[0]), TEXT), ("2" * len(as_written[1]), TEXT)])
    for digit, name in zip(b"12", as_written, strict=True):
        data = data.replace(bytes([digit]) * len(name), name)

    assert [file.name for file in unpacked("x.zip", data)] == ["x.zip/Заява.txt", "x.zip/Їжа.txt"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "C:/a.txt", "a\n.txt"]
)
def test_archive_with_a_path_out_of_itself_is_refused_whole(name):
    with pytest.raises(DocumentError, match="lies outside of it, or a link"):
        unpacked("x.zip", packed([("good.txt", TEXT), (entry(name), TEXT)]))


def test_archive_with_a_link_is_refused_whole():
    with pytest.raises(DocumentError, match="“a_link” that lies outside of it, or a link"):
        unpacked("x.zip", packed([(entry("a_link", kind=stat.S_IFLNK), b"/etc/passwd")]))


@pytest.mark.parametrize("name", ["inner.zip", "inner.TGZ", "inner.7z"])
def test_archive_within_an_archive_is_refused_unopened(name):
    inner = packed([("a.txt", TEXT)])
    assert told_of(unpacked("x.zip", packed([(name, inner)]))) == [
        (f"x.zip/{name}", b"", "is an archive within an archive. Unpack it and import what it holds.")
    ]


def test_archive_that_unpacks_to_too_much_is_refused(settings):
    settings.IMPORT_MAX_BYTES = 10_000_000
    data = packed([(f"{n}.txt", b"\0" * 1_000_000) for n in range(11)])
    assert len(data) < 20_000
    with pytest.raises(DocumentError, match="more than 10000000 bytes once unpacked"):
        unpacked("bomb.zip", data)


def test_file_that_unpacks_to_too_much_is_refused_unread(settings, monkeypatch):
    settings.RELEASE_MAX_BYTES = 1000
    data = packed([("a.txt", b"x" * 1001)])
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_args, **_kwargs: pytest.fail("It was unpacked."))
    assert told_of(unpacked("x.zip", data)) == [
        ("x.zip/a.txt", b"", "is larger than 1000 bytes. Split it, or raise RELEASE_MAX_BYTES.")
    ]


def test_file_that_holds_more_than_it_says_gives_no_more_than_that():
    data = packed([("a.txt", b"x" * 1000)], compression=zipfile.ZIP_DEFLATED)
    said, really = struct.pack("<L", 1000), struct.pack("<L", 10)
    with pytest.raises(DocumentError, match="no ZIP archive, or a damaged one"):
        unpacked("x.zip", data.replace(said, really))


def test_archive_with_too_many_files_is_refused(settings):
    settings.IMPORT_MAX_FILES = 2
    assert len(unpacked("x.zip", packed([(f"{n}.txt", b"x") for n in range(4)]))) == 4
    with pytest.raises(DocumentError, match="more than 2 files"):
        unpacked("x.zip", packed([(f"{n}.txt", b"x") for n in range(5)]))


@pytest.mark.parametrize("comment", [b"", b"a comment"])
def test_archive_with_a_long_list_is_refused_before_the_list_is_read(settings, monkeypatch, comment):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = comment
        for number in range(100):
            archive.writestr(f"{number}.txt", b"")
    settings.IMPORT_MAX_FILES = 5
    monkeypatch.setattr("assistance.intake.archives.ZipFile", lambda *_args: pytest.fail("Its list was read."))
    with pytest.raises(DocumentError, match="more than 5 files"):
        unpacked("x.zip", buffer.getvalue())


def test_locked_archive_is_refused():
    data = bytearray(packed([("a.txt", TEXT)]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentError, match="protected by a password"):
        unpacked("x.zip", bytes(data))


def test_file_packed_oddly_is_refused():
    data = packed([("a.txt", TEXT)], compression=zipfile.ZIP_LZMA)
    assert told_of(unpacked("x.zip", data)) == [
        ("x.zip/a.txt", b"", "is packed in a way that is not read. Pack it as an ordinary ZIP.")
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        b"PK\x05\x06",
        packed([("a.txt", TEXT * 100)])[:-30],
        packed([("a.txt", TEXT)]).replace(b"PK\x01\x02", b"PK\x01\x03"),
        packed([("a.txt", TEXT)], compression=zipfile.ZIP_STORED).replace(TEXT, TEXT[::-1]),
    ],
    ids=["empty", "other", "cut", "cut off", "list damaged", "content damaged"],
)
def test_damaged_archive_is_refused(data):
    with pytest.raises(DocumentError, match="no ZIP archive, or a damaged one"):
        unpacked("x.zip", data)
