"""What elements are called is remembered, and names made up for each page do not pile up."""

from __future__ import annotations

import gc

from cleaners.naming import MAX_CLASSES, MAX_NAME, MAX_NAMINGS, Naming, Namings


def test_what_all_pages_have_stays_one_object_and_the_rest_is_forgotten() -> None:
    namings = Namings()
    menu = namings["ul", "menu", None]
    for number in range(3 * MAX_NAMINGS):
        assert namings["article", f"once-{number}", None].classes == (f"once-{number}",)
        assert namings["ul", "menu", None] is menu
    mine = [each for each in gc.get_objects() if isinstance(each, Naming) and "once-" in each.step]
    assert len(mine) <= MAX_NAMINGS


def test_of_a_name_without_end_the_beginning_is_read() -> None:
    namings = Namings()
    classes = " ".join(f"made-up-{number}" for number in range(10_000))
    long = namings["div", classes, "x" * len(classes)]
    assert classes.startswith(" ".join(long.classes))
    assert (len(long.classes), len(long.id)) == (MAX_CLASSES, MAX_NAME)
    assert namings["div", f"{classes} and-more", "x" * 10 * MAX_NAME] is long
    assert all(len(text or "") <= MAX_NAME for key in namings for text in key)
