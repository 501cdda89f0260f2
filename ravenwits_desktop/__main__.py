"""The command line: run, demo, check, sandbox."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ravenwits_desktop import __version__, integrity, qt_libraries


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status. Of a bundle that is not complete, say so and which file is missing."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not getattr(sys, "frozen", False):
        return _command(arguments)
    import multiprocessing  # only here is it needed, and the window would wait for it

    multiprocessing.freeze_support()
    folder = integrity.bundle()
    lost = integrity.missing(folder, integrity.NEEDED_FIRST)
    status = 3
    if not lost:
        try:
            status = _command(arguments)
        except (ImportError, OSError):
            lost = integrity.missing(folder)
            if not lost:
                raise
        else:
            lost = integrity.missing(folder) if status else ()
    if lost:
        integrity.tell(integrity.explain(lost, folder))
    return status


def _command(arguments: list[str]) -> int:
    if arguments and arguments[0] == "check":
        return _check(arguments[1:])
    if arguments and arguments[0] == "sandbox":
        return _sandbox(arguments[1:])
    if arguments and arguments[0] == "demo":
        return _demo(arguments[1:])
    return _run(arguments)


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"ravenwits-desktop {command}".strip(), description=description)


def _run(arguments: list[str]) -> int:
    parser = _parser("", "Import, edit, submit and follow electricity purchases.")
    parser.epilog = "Other commands: demo, check, sandbox; each has its own --help."
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--sandbox", action="store_true", help="use a practice server on this computer")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything in this folder")
    parser.add_argument("files", nargs="*", metavar="FILE", help="spreadsheets to open as drafts")
    options = parser.parse_args(arguments)
    if not _has_display():
        sys.stderr.write("There is no display to show a window on. The commands check, demo and sandbox need none.\n")
        return 2
    if not _qt_is_there():
        return 2
    from ravenwits_desktop.app import Options, run

    paths = tuple(str(Path(file).absolute()) for file in options.files)
    return run(Options(paths, options.sandbox, options.data_dir))


def _demo(arguments: list[str]) -> int:
    parser = _parser("demo", "The main job from start to end, against the sandbox.")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="write a picture of each step into this folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each step")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    options = parser.parse_args(arguments)
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not _qt_is_there():
        return 2
    from ravenwits_desktop.demo import run

    return run(options.screens, as_json=options.json, dark=options.dark)


def _check(arguments: list[str]) -> int:
    parser = _parser("check", "What an import of FILE would give; no window, no network.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--sheet", metavar="S", help="the sheet to read")
    parser.add_argument("--column", metavar="C", help="the header of the values")
    parser.add_argument("--times", metavar="C", help="the header of the dates, or dates and times")
    parser.add_argument("--label", choices=("end", "start"), help="which end of its period a time names")
    parser.add_argument("--timezone", metavar="Z", default="Europe/Madrid", help="the market's zone")
    parser.add_argument("--unit", metavar="U", help="the unit of the values, such as MW, kW or MWh")
    minutes = "minutes of a period, where the file does not show them"
    parser.add_argument("--resolution", type=int, choices=(60, 30, 15), help=minutes)
    parser.add_argument("--decimal", choices=("point", "comma"), help="the decimal sign, where the file does not tell")
    parser.add_argument("--dates", choices=("dd/mm", "mm/dd"), help="the order of day and month, where it is open")
    parser.add_argument("--day", metavar="D", help="the day as 2026-11-24, where the columns do not name it")
    parser.add_argument("--header-row", type=int, metavar="N", help="the row of the headers, counted from 1")
    parser.add_argument("--periods", metavar="C", help="the header of the hours or periods")
    parser.add_argument("--shift", action="store_true", help="send the other end of each period than the times name")
    options = parser.parse_args(arguments)
    from ravenwits_desktop.spreadsheets.command import run_check

    return run_check(
        options.file,
        sheet=options.sheet,
        column=options.column,
        times=options.times,
        label=options.label,
        zone=options.timezone,
        unit=options.unit,
        resolution=options.resolution,
        decimal={"point": ".", "comma": ","}.get(options.decimal),
        month_first=None if options.dates is None else options.dates == "mm/dd",
        day=options.day,
        header_row=options.header_row,
        periods=options.periods,
        shift=options.shift,
        as_json=options.json,
    )


def _sandbox(arguments: list[str]) -> int:
    parser = _parser("sandbox", "The practice server alone, on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--pace", type=float, default=1.0, metavar="SECONDS", help="between two statuses")
    options = parser.parse_args(arguments)
    from ravenwits_desktop.sandbox.command import run

    return run(options.port, options.pace)


def _has_display() -> bool:
    """Whether a window can be shown; somebody who names Qt's platform knows better than the environment."""
    return bool(os.environ.get("QT_QPA_PLATFORM")) or qt_libraries.has_display()


def _qt_is_there() -> bool:
    """Whether Qt can start; says what to install where a Linux system lacks a library."""
    if not qt_libraries.missing():
        return True
    sys.stderr.write(qt_libraries.explain() + "\n")
    return False


if __name__ == "__main__":
    sys.exit(main())
