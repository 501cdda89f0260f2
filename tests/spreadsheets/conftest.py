"""The dose of long lists: of a test with many cases six run always, drawn by name; the campaigns run the others.

    python -m uv run pytest -m "" tests/spreadsheets

runs every case. Modules that are marked `whole` run all of theirs always.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from pathlib import Path

import pytest

MOST = 6
_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before the cases marked slow are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what is beyond the dose."""
    cases: dict[tuple[Path, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        if _HERE in item.path.parents and isinstance(item, pytest.Function) and not item.get_closest_marker("whole"):
            cases[item.path, item.originalname].append(item)
    for of_test in cases.values():
        # every n-th would draw one value alone of parameters that alternate
        for item in sorted(of_test, key=lambda item: zlib.crc32(item.name.encode()))[MOST:]:
            item.add_marker(pytest.mark.slow)
