"""Where the browser and the two checkers are, and what happens when one is missing."""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "var" / "tools"
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
VNU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The one without windows is the same browser, and takes half the processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OPENSEADRAGON = ROOT / "static" / "vendor" / "openseadragon" / "openseadragon.min.js"


def missing(what: str) -> None:
    """End the test: a failure where nothing may be skipped, a skip with its reason elsewhere."""
    reason = f"{what} is missing; tests/run.sh installs it where it may"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> str:
    """The path of the first of these programs that is there."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(names[0])


@cache
def axe_source() -> str:
    """axe-core as text: pages get it by evaluation, which their security policy lets through."""
    return AXE.read_text(encoding="utf-8") if AXE.exists() else missing("axe-core")


def mirador() -> Path:
    """The viewer that readers of other archives' manifests use, as one script."""
    return next(iter(TOOLS.glob("mirador-*.js")), None) or missing("Mirador")


def vnu_command() -> list[str]:
    """The Nu HTML checker, printing its findings as JSON on standard output."""
    if not VNU.exists():
        missing("the Nu HTML checker")
    options = ["--format", "json", "--stdout", "--errors-only", "--exit-zero-always"]
    return [program("java"), "-jar", str(VNU), *options]
