"""The community's own validator of the Image API (iiif-validator), at level 0, over HTTP."""

import os

import pytest
from PIL import Image

from archive.actions import keep_picture
from archive.models import DigitalObject
from tests.make import make_item, make_upload

try:
    from iiif_validator import validator
except ImportError:  # of libmagic, which is a library of the system
    if os.environ.get("CI"):
        raise
    pytest.skip("libmagic is missing; tests/run.sh installs it", allow_module_level=True)

VERSION = "3.0"
COLOURS = validator.ValidationInfo()
SUITE = validator.TestSuite(COLOURS)
LEVEL_0 = sorted(
    name
    for name, test in SUITE.list_tests(VERSION).items()
    if test["level"] == 0 and name != "test"
)


@pytest.fixture
def reference(live_server, settings, tmp_path) -> DigitalObject:
    """The validator's reference image: a hundred squares, each of a colour it knows."""
    settings.SITE_URL = live_server.url
    picture = Image.new("RGB", (1000, 1000))
    for x, column in enumerate(COLOURS.colorInfo):
        for y, colour in enumerate(column):
            picture.paste(colour, (x * 100, y * 100, x * 100 + 100, y * 100 + 100))
    file = tmp_path / "squares.png"
    picture.save(file)
    page = DigitalObject(item=make_item(), source_language="en")
    keep_picture(page, make_upload("squares.png", file.read_bytes()))
    page.save()
    return page


def test_the_validator_has_tests_for_level_0():
    assert {"id_basic", "id_squares", "info_json", "format_jpg"} <= set(LEVEL_0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", LEVEL_0)
def test_level_0(reference, live_server, name):
    server = live_server.url.removeprefix("http://")
    place = (reference.image_id, server, "iiif/images", "http", "", VERSION)
    asked = validator.ImageAPI(*place, debug=False)
    result = SUITE.run_test(name, asked)
    assert result.exception is None, str(result.exception)
