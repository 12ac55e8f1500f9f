import pytest

from assistance.extraction.text import Source
from assistance.extraction.things import Thing
from assistance.vocabulary import ItemCategory


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ((), "fire and engineering machinery"),
        (((0, 1), (3, 4)), "fire machinery"),
        (((3, 4), (0, 1)), "machinery fire"),
    ],
)
def test_name_may_stand_in_several_pieces(named: tuple[tuple[int, int], ...], words: str) -> None:
    source = Source("fire and engineering machinery")
    thing = Thing(0, 4, ItemCategory.OTHER, None, weak=False, pointing=False, rule="items.other", named=named)
    assert " ".join(token.text for token in thing.words(source)) == words
