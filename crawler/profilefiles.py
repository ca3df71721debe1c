"""Profiles of sites as files: whole or not there, and read again when they changed."""

from __future__ import annotations

import json
from collections import OrderedDict
from pathlib import Path
from typing import Final

from cleaners import Profile
from output.files import replacing

_HELD: Final = 24  # at a time, some 2 MB each with what is worked out from them


class ProfileError(ValueError):
    """A file is no profile, or one of another version."""


def write(path: Path, profile: Profile) -> None:
    """Put a profile in place of what stood there. OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(json.dumps(profile.to_json()).encode())


def read(path: Path) -> Profile | None:
    """The profile, None where there is none. ProfileError where the file is something else; OSError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return Profile.from_json(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProfileError(f"{path} is no profile of a site that can be used: {error}") from error


class Shelf:
    """Profiles as they are now: a file is read when it is first asked for, and when it changed."""

    def __init__(self) -> None:
        self._profiles: OrderedDict[str, Profile] = OrderedDict()

    def get(self, path: Path) -> Profile | None:
        """The profile at `path`, None where there is none that can be used: its site goes the slow way."""
        try:
            stamp = path.stat()
        except OSError:  # none was learned
            return None
        key = f"{path} {stamp.st_ino} {stamp.st_mtime_ns}"
        profile = self._profiles.get(key)
        if profile is None:
            try:
                profile = read(path)
            except (OSError, ProfileError):
                profile = None
            if profile is None:
                return None
            self._profiles[key] = profile
            if len(self._profiles) > _HELD:
                self._profiles.popitem(last=False)
        else:
            self._profiles.move_to_end(key)
        return profile
