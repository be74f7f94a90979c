"""What a process makes once, on first use, however many threads ask for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Made = TypeVar("Made")


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """``make``, called the first time only; where it raises, the next call tries again."""
    made: list[Made] = []
    making = threading.Lock()

    @wraps(make)
    def found() -> Made:
        with making:
            if not made:
                made.append(make())
            return made[0]

    return found
