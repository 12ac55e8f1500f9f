import json

import pytest
from django.core.management import CommandError, call_command

from tests.readers.pages import page_of, pdf_of

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


def test_extract_reads_pages_and_pdfs(tmp_path, capsys):
    title, told = (
        "Norway hands over pumps",
        "Norway has handed over 12 pumps to the State Emergency Service of Ukraine.",
    )
    (tmp_path / "page.html").write_bytes(page_of(f"<nav>Menu</nav><h1>{title}</h1><p>{told}</p>"))
    (tmp_path / "print.pdf").write_bytes(pdf_of([(50, 800, 18, title), (50, 700, 12, told)]))

    call_command("extract", tmp_path)

    output = capsys.readouterr().out
    assert output.count("Item: pumps (12; ") == 2
    assert output.count(f"Passage: {told}") == 2


def test_extract_explains_each_sentence_with_its_rules(tmp_path, capsys):
    barred, bare = "Two men were detained with 30 drones.", "More than 300 buildings stand empty."
    (tmp_path / "norway.txt").write_text(f"{GOOD}\n{barred}\n\n{bare}\n")

    call_command("extract", tmp_path, "--explain")

    lines = [line.strip() for line in capsys.readouterr().out.partition("how it was read")[2].splitlines()]
    assert "party: “Norway” = Norway: name, context “plain”, gives (parties.name)" in lines
    assert (
        "thing: “20 generators” = generators: 20 (exact), generator_power "
        "(items.generator-power, quantities.number-before)" in lines
    )
    assert "→ claim 1 (assemble.named)" in lines
    assert f"[3] {barred}" in lines
    assert "→ barred: “detained” – Nobody is said to give it" in lines
    assert any(line.startswith("not counted: “300 buildings” – ") and "(traps.statistic)" in line for line in lines)
    assert lines[-1] == "Claim 1 from sentence 2 (assemble.named, who gives is named with it)"


def test_extract_refuses_to_explain_as_json(tmp_path):
    with pytest.raises(CommandError, match="Leave out --format json"):
        call_command("extract", tmp_path, "--explain", "--format", "json")
