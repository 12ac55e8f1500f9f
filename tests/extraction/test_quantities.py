import pytest

from assistance.extraction import quantities
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of


def before(text: str, name: str) -> tuple[str, str | None, str, bool] | None:
    source = Source(text)
    ending = quantities.by_last_token(source, numerals(source, language_of(text)))
    found = quantities.before(source, ending, source.token_at(source.plain.index(name)), 0)
    return (f"{found.value:f}", found.unit, found.rule, found.each) if found else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("got 66 vehicles", "vehicles", ("66", None, "quantities.number-before", False)),
        ("got two new vehicles", "vehicles", ("2", None, "quantities.number-before", False)),
        ("got a laboratory", "laboratory", ("1", None, "quantities.article", False)),
        ("got 60 tonnes of foam", "foam", ("60", "tonnes", "quantities.unit-before", False)),
        ("got 15 kilometers of hoses", "hoses", ("15", "kilometers", "quantities.unit-before", False)),
        ("got 3,500 pairs each of gloves", "gloves", ("3500", "pairs", "quantities.unit-before", True)),
        ("got dozens of vehicles", "vehicles", None),
        ("got 7.5 vehicles", "vehicles", None),
        ("одержали 13 комплектів перетворювачів", "перетворювачів", ("13", "sets", "quantities.unit-before", False)),
        ("одержали ще 5 нових автівок", "автівок", ("5", None, "quantities.number-before", False)),
        ("одержали 12,5 тонни ліків", "ліків", ("12.5", "tonnes", "quantities.unit-before", False)),
        ("одержали кілька автівок", "автівок", None),
        ("got 12 x pumps", "pumps", ("12", None, "quantities.number-before", False)),
        ("got a set of tools", "tools", ("1", "sets", "quantities.unit-before", False)),
        ("got 880 drums of oil", "oil", ("880", "drums", "quantities.unit-before", False)),
        ("got 200 pieces of kit", "kit", ("200", "pieces", "quantities.unit-before", False)),
        ("got six each of pumps", "pumps", ("6", None, "quantities.each", True)),
        ("got 20 of them, vans", "vans", None),
        ("got 200 kW generators", "generators", None),
        ("got two dozen generators", "generators", ("24", None, "quantities.number-before", False)),
        ("одержали 5-ти генераторів", "генераторів", ("5", None, "quantities.number-before", False)),
        ("одержали два десятки мотопомп", "мотопомп", ("20", None, "quantities.number-before", False)),
    ],
)
def test_quantity_before_a_name_is_read(
    text: str, name: str, expected: tuple[str, str | None, str, bool] | None
) -> None:
    assert before(text, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("бандажі – 7800;", ("7800", None)),
        ("анальгетики – 12,5 тонни;", ("12.5", "tonnes")),
        ("шприци (30 палет);", ("30", "pallets")),
        ("helmets: 40", ("40", None)),
        ("helmets - 40 people came", None),
        ("helmets and 40 vests", None),
        ("helmets, over 25 km;", ("25", "kilometers")),
        ("helmets, 50 of them, came", ("50", None)),
        ("шоломи (більше 300)", ("300", None)),
        ("шоломи в кількості 20 штук", ("20", "units")),
        ("макети (12 наборів);", ("12", "sets")),
        ("автобуси – 2 (місто Хожув);", ("2", None)),
        ("tanks (1994)", None),
    ],
)
def test_quantity_after_a_name_is_read(text: str, expected: tuple[str, str | None] | None) -> None:
    source = Source(text)
    starting = quantities.by_first_token(source, numerals(source, language_of(text)))
    found = quantities.after(source, starting, 1, len(source.tokens))
    assert (found and (f"{found.value:f}", found.unit)) == expected
