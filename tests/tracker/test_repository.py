"""The repository keeps what it promises about itself."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.conftest import PLAIN_PYTHON, is_plain

ROOT = Path(__file__).resolve().parents[2]
ALLOWED_AT_TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "assistance",
    "docs",
    "fixtures",
    "manage.py",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "tests",
    "tracker",
}


def tracked_files():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_top_level_holds_only_what_the_map_names():
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} <= ALLOWED_AT_TOP


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    names = [line for line in lines if re.match(r'\s+"[A-Za-z].*[~>=]=', line) and not line.strip().startswith('"*')]

    project = tomllib.loads("\n".join(lines))
    count = len(project["project"]["dependencies"]) + len(project["dependency-groups"]["dev"])
    assert len(names) == count
    obvious = ("pytest~=",)
    assert [line for line in names if "#" not in line and not line.strip().strip('"').startswith(obvious)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_every_package_with_hashes(name):
    text = (ROOT / name).read_text()
    packages = re.split(r"\n(?=[A-Za-z])", text.strip())

    assert len(packages) > 20
    assert [package for package in packages if "==" not in package or "--hash=sha256:" not in package] == []
    assert "http" not in text


def test_ukrainian_catalogue_has_every_text_translated():
    with (ROOT / "assistance/locale/uk/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)

    def empty(message):
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        return not all(strings)

    messages = [message for message in catalogue if message.id]
    assert len(messages) > 100
    assert [message.id for message in messages if message.fuzzy or empty(message)] == []


def test_settings_in_the_readme_are_those_the_code_reads():
    code = (ROOT / "tracker/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code)) | {"DEMO_PASSWORD"}
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))

    assert table == read


def test_no_release_text_of_others_is_stored_with_quotation_marks_of_people():
    spoken = re.compile(r"[“\"«][^”\"»]{15,}[”\"»],?\s*[–—-]?\s*(said|says|added|noted|сказав|зазначи|додав|наголоси)")
    folder = ROOT / "fixtures" / "releases"

    assert len(list(folder.glob("*.txt"))) >= 30
    assert [path.name for path in folder.glob("*.txt") if spoken.search(path.read_text("utf-8"))] == []


def test_checks_leave_out_only_tests_of_plain_python():
    folders = [ROOT / "tests" / name for name in PLAIN_PYTHON]

    assert all(folder.is_dir() and (ROOT / "assistance" / folder.name).is_dir() for folder in folders)
    assert {path.name for path in (ROOT / "tests").iterdir() if is_plain(path)} == set(PLAIN_PYTHON)
    assert not is_plain(ROOT / "tests/models/test_plain.py")
    assert is_plain(ROOT / "tests/readers/test_pdf.py")
