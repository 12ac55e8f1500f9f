import pytest

from tests.extraction.reading_aloud import things


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- boot covers – 10,000;", ["10000 boot covers"]),
        ("- clamps: 12 pcs", ["12 units clamps"]),
        ("pumps – 12; clamps – 4; boot warmers – 10.", ["12 pumps", "4 clamps", "10 boot warmers"]),
        ("laptops (120), printers (30) and scanners (12).", ["120 laptops", "30 printers", "12 scanners"]),
        ("– прилади ALIS, що поєднують металодетектор із георадаром (50);", ["50 прилади ALIS"]),
        ("– ліки в асортименті (82 палети);", ["82 pallets ліки в асортименті"]),
        ("– костюм сапера із супутнім спорядженням – 1 комплект.", ["1 sets костюм сапера"]),
        ("– Закарпаття – 77 штук;", []),
        ("Київській громаді дали 34 генератори, Сумській – 15, Одеській – ще 7.",
         ["34 генератори", "15 генератори", "7 генератори"]),
        ("– міські автобуси MAN – 2 (місто Хожув);", ["2 міські автобуси MAN"]),
        ("Назва | Кількість\nНасоси | 12\nСвистки | 30", ["12 Насоси", "30 Свистки"]),
    ],
)  # fmt: skip
def test_name_with_its_number_after_it_is_found(text: str, expected: list[str]) -> None:
    assert things(text) == expected
