"""A site is known by its blocks: its first pages teach a profile, which decides on the later ones.

That takes one parse and look-ups.

    lessons → learn → Profile → read_known

- `Lesson`: what one page, cleaned with all evidence, teaches (`cleaners.study` makes it);
- `learn`: lessons to a `Profile`, in any order, also on top of an older one;
- `glean`: the lines of a page that a profile cleaned, as a lesson, and `lines_of`: those of dirty text;
- `again`: a page that was cleaned before, by what is known now;
- `read_known`: a page decided by a profile, or the reason why it has to be cleaned with all evidence.
"""

from __future__ import annotations

from cleaners.profile.again import again
from cleaners.profile.apply import MIN_PAGES, read_known
from cleaners.profile.learn import learn
from cleaners.profile.lesson import Lesson, glean, lesson, lines_of, marks_of
from cleaners.profile.profile import Profile

__all__ = [
    "MIN_PAGES",
    "Lesson",
    "Profile",
    "again",
    "glean",
    "learn",
    "lesson",
    "lines_of",
    "marks_of",
    "read_known",
]
