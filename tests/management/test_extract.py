import json

import pytest
from django.core.management import CommandError, call_command

GOOD = (
    "Norway hands over generators\n\nNorway has handed over 20 generators to the State Emergency Service of Ukraine.\n"
)


def test_extract_prints_claims_with_the_words_they_rest_on(tmp_path, capsys):
    (tmp_path / "norway.txt").write_text(GOOD)

    call_command("extract", tmp_path)

    output = capsys.readouterr().out
    assert "norway: Norway hands over generators" in output
    assert "Claim 1: Delivered, equipment" in output
    assert "Donor: Norway  ← “Norway”" in output
    assert "Item: generators (20; generators and power equipment)" in output


def test_extract_as_json_prints_the_list_that_the_scorer_reads(tmp_path, capsys):
    (tmp_path / "norway.txt").write_text(GOOD)

    call_command("extract", tmp_path, "--format", "json")

    (entry,) = json.loads(capsys.readouterr().out)
    (commitment,) = entry["commitments"]
    assert entry["id"] == "norway"
    assert entry["needs"] == []
    assert [donor["name"] for donor in commitment["donors"]] == ["Norway"]
    assert commitment["status"] == "delivered"
    assert [(item["name"], item["quantity"]) for item in commitment["items"]] == [("generators", 20)]
    assert commitment["evidence"] in GOOD


def test_extract_names_files_it_cannot_read_and_prints_the_others(tmp_path, capsys):
    (tmp_path / "norway.txt").write_text(GOOD)
    (tmp_path / "empty.txt").write_text("")

    with pytest.raises(CommandError, match="1 file"):
        call_command("extract", tmp_path)

    captured = capsys.readouterr()
    assert "empty.txt is empty" in captured.err
    assert "Claim 1" in captured.out
