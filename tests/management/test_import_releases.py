import json

import pytest
from django.core.management import CommandError, call_command

from assistance.models import Claim, Release

pytestmark = pytest.mark.django_db

GOOD = (
    "Norway hands over generators\n\nNorway has handed over 20 generators to the State Emergency Service of Ukraine.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "good.json").write_text(json.dumps({"publisher": "MIA", "published": "2024-05-06"}))
    return tmp_path


def test_import_stores_a_folder_and_says_what_it_did(folder, capsys):
    call_command("import_releases", folder)

    output = capsys.readouterr().out
    assert "[1/1]" in output
    assert "stored; claims: 1, needs: 0" in output
    assert "New: 1, superseding: 0, unchanged: 0, not stored: 0; claims: 1, needs: 0." in output
    release = Release.objects.get()
    assert (release.publisher, str(release.published_on)) == ("MIA", "2024-05-06")
    assert release.history.get().history_user.username == "import"


def test_import_a_second_time_changes_nothing_and_says_so(folder, capsys):
    call_command("import_releases", folder)
    before = list(Release.objects.values_list("pk", "sha256"))
    capsys.readouterr()

    call_command("import_releases", folder)

    output = capsys.readouterr().out
    assert "unchanged, this text is stored already" in output
    assert "New: 0, superseding: 0, unchanged: 1, not stored: 0" in output
    assert list(Release.objects.values_list("pk", "sha256")) == before
    assert Claim.objects.count() == 1


def test_import_of_a_text_superseded_since_says_which_one_stands(folder, capsys):
    for text in (GOOD, GOOD.replace("20", "25"), GOOD):
        (folder / "good.txt").write_text(text)
        (folder / "good.json").write_text(json.dumps({"source_url": "https://example.org/norway"}))
        capsys.readouterr()
        call_command("import_releases", folder)

    standing = Release.objects.standing().get()
    assert "25 generators" in standing.text
    assert f"stored already; superseded since by release {standing.pk}, which stands" in capsys.readouterr().out


def test_import_with_files_it_cannot_read_names_each_and_stores_the_others(folder, capsys, settings):
    settings.RELEASE_MAX_BYTES = 500
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_bytes(b"x" * 501)
    (folder / "other.txt").write_bytes("Текст".encode("cp1251"))

    with pytest.raises(CommandError, match="5 file") as failure:
        call_command("import_releases", folder, folder / "missing.txt")

    errors = capsys.readouterr().err.splitlines()
    assert failure.value.returncode == 1
    assert [name for name in ("binary", "empty", "large", "other", "missing") for line in errors if name in line] == [
        "binary",
        "empty",
        "large",
        "other",
        "missing",
    ]
    assert Release.objects.count() == 1


def test_import_of_a_folder_without_texts_says_what_to_do(tmp_path):
    with pytest.raises(CommandError, match=r"No \.txt files there"):
        call_command("import_releases", tmp_path)


def test_import_by_an_unknown_user_says_what_to_do(folder):
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        call_command("import_releases", folder, "--by", "nobody")

    assert not Release.objects.exists()


def test_import_account_cannot_log_in(folder, client):
    call_command("import_releases", folder)

    user = Release.objects.get().history.get().history_user
    assert (user.is_active, user.has_usable_password(), user.is_staff) == (False, False, False)
