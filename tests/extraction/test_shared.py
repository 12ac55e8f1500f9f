import pytest

from tests.extraction.reading_aloud import things


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gave cargo, fire and engineering machinery",
         ["? cargo machinery", "? fire machinery", "? engineering machinery"]),
        ("gave portable and vehicle-mounted radio stations",
         ["? portable stations", "? vehicle-mounted radio stations"]),
        ("gave 10 large and 5 small generators", ["10 large generators", "5 small generators"]),
        ("gave two rescue and fire vehicles", ["2 rescue and fire vehicles"]),
        ("gave equipment for demining, for public order and for the gathering of evidence",
         ["? equipment for demining", "? equipment for public order", "? equipment for the gathering of evidence"]),
        ("передали 10 великих та 5 малих генераторів", ["10 великих генераторів", "5 малих генераторів"]),
        ("передали 60 малих і середніх трансформаторів", ["60 малих і середніх трансформаторів"]),
    ],
)  # fmt: skip
def test_shared_head_makes_a_thing_of_each(text: str, expected: list[str]) -> None:
    assert things(text) == expected
