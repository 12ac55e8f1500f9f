"""Folders of the server that releases are imported from."""

from __future__ import annotations

import pytest

from assistance.intake import DocumentError, files_below, import_roots, start_run, work_on
from tests.factories import UserFactory

WORDS = "Norway has handed over 12 pumps to the State Emergency Service of Ukraine."


@pytest.fixture
def root(tmp_path, settings):
    """A folder that releases may be imported from, with two of them in it."""
    folder = tmp_path / "root"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text(f"B\n\n{WORDS}")
    (folder / "deep" / "a.txt").write_text(f"A\n\n{WORDS} Again.")
    (folder / "deep" / "a.json").write_text('{"publisher": "MIA"}')
    (folder / "deep" / "notes.docx").write_text("x")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "c.txt").write_text("x")
    settings.IMPORT_ROOTS = [str(folder)]
    return folder


def outcomes(run):
    return [(item.name, item.outcome, item.reason) for item in run.items.order_by("position")]


def test_no_folder_is_offered_unless_the_settings_name_one(settings):
    assert import_roots() == []
    with pytest.raises(DocumentError, match="is no folder of the server"):
        files_below("/")


def test_releases_below_a_folder_come_in_order_and_hold_nothing_yet(root):
    files = files_below(str(root))
    assert [(file.name, file.content, file.path) for file in files] == [
        ("b.txt", b"", root / "b.txt"),
        ("deep/a.txt", b"", root / "deep" / "a.txt"),
    ]
    assert [file.name for file in files_below(f"{root}/deep/../deep")] == ["a.txt"]


@pytest.mark.parametrize("folder", ["..", "b.txt", "none", "x" * 300, "../root-two", "loop", "out"])
def test_folder_outside_or_none_is_refused(root, folder):
    (root.parent / "root-two").mkdir()
    (root / "loop").symlink_to(root / "loop")
    (root / "out").symlink_to(root.parent)
    with pytest.raises(DocumentError, match="is no folder of the server"):
        files_below(str(root / folder))


def test_links_in_a_folder_are_refused_and_not_followed(root, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    (root / "c.txt").symlink_to(tmp_path / "secret.txt")
    (root / "elsewhere").symlink_to(tmp_path)
    told = [(file.name, str(file.refusal or "")) for file in files_below(str(root))]
    assert told == [
        ("b.txt", ""),
        ("c.txt", "is a link, or lies outside of the folders that releases are imported from."),
        ("deep/a.txt", ""),
    ]


def test_folder_with_too_many_files_gives_one_more_than_may_be(root, settings):
    settings.IMPORT_MAX_FILES = 1
    assert len(files_below(str(root))) == 2
    (root / "c.txt").write_text("x")
    assert len(files_below(str(root))) == 2


@pytest.mark.django_db
def test_files_of_a_folder_are_read_when_their_turn_comes(root):
    run = start_run(files_below(str(root)), source=str(root), by=UserFactory())
    (root / "b.txt").unlink()

    work_on(run)

    assert outcomes(run) == [
        ("b.txt", "refused", "cannot be opened (%(problem)s). Check the path."),
        ("deep/a.txt", "stored", ""),
    ]
    assert run.items.get(name="deep/a.txt").release.publisher == "MIA"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["b.txt", "b.json"])
def test_file_that_became_a_link_meanwhile_is_refused(root, tmp_path, name):
    run = start_run(files_below(str(root)), source=str(root), by=UserFactory())
    (tmp_path / "secret").write_text("{}")
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(tmp_path / "secret")

    work_on(run)

    assert outcomes(run)[0][1:] == (
        "refused",
        "is a link, or lies outside of the folders that releases are imported from.",
    )


@pytest.mark.django_db
def test_folder_that_is_no_root_any_more_is_not_read(root, settings):
    run = start_run(files_below(str(root)), source=str(root), by=UserFactory())
    settings.IMPORT_ROOTS = []

    work_on(run)

    assert {outcome for _, outcome, _ in outcomes(run)} == {"refused"}
