"""A property that is worked out once."""

from bot.announcements.text.once import once


class _Counting:
    looks = 0

    @once
    def value(self) -> int:
        """What it is."""
        self.looks += 1
        return self.looks


def test_it_is_worked_out_at_the_first_look_alone() -> None:
    one = _Counting()

    assert (one.value, one.value, one.looks) == (1, 1, 1)


def test_each_object_has_its_own() -> None:
    one, other = _Counting(), _Counting()

    assert one.value == other.value == 1
    assert one.looks == other.looks == 1


def test_the_class_shows_what_it_is() -> None:
    assert _Counting.value.__doc__ == "What it is."
