from assistance.extraction.earlier import Earlier


def test_nearest_sentence_before_one_is_found_and_none_is_asked_twice() -> None:
    told, asked = {1: "hospital", 4: "clinic"}, []

    def look(number: int) -> str | None:
        asked.append(number)
        return told.get(number)

    earlier: Earlier[str] = Earlier()
    assert [earlier.nearest("body", number, look) for number in range(7)] == [
        None, None, "hospital", "hospital", "hospital", "clinic", "clinic",
    ]  # fmt: skip
    assert asked == [0, 1, 2, 3, 4, 5]


def test_sentence_may_look_back_again_after_a_later_one() -> None:
    earlier: Earlier[int] = Earlier()
    even = [0, None, 2, None, 4, None]
    assert [earlier.nearest("even", number, even.__getitem__) for number in (5, 3, 6)] == [4, 2, 4]
