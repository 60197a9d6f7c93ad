"""Images of level 0: what is listed is there, and nothing else."""

import io

import pytest
from PIL import Image

from archive.models import DigitalObject
from archive.tiles import TILE_SIZE
from iiif.images import ImageFacts, info, scale_factors
from tests.make import make_item, make_picture

pytestmark = pytest.mark.django_db


def facts(width: int, height: int, **values) -> ImageFacts:
    copies = values.pop("copies", ((400, 533), (1600, 2133)))
    return ImageFacts("http://127.0.0.1/iiif/images/a", width, height, copies, **values)


def test_an_image_with_tiles_says_how_large_its_whole_copies_may_be():
    found = info(facts(3000, 4000, tile_size=512))
    assert (found["width"], found["height"]) == (3000, 4000)
    assert (found["maxWidth"], found["maxHeight"]) == (1600, 2133)
    assert found["sizes"][0] == {"width": 400, "height": 533}
    assert found["tiles"] == [{"width": 512, "scaleFactors": [1, 2, 4, 8]}]
    assert found["profile"] == "level0"


@pytest.mark.parametrize(
    ("width", "copies", "named"),
    [(1430, 3, 1), (3000, 3, 2), (6000, 3, 3), (700, 2, 0), (400, 1, 0), (900, 3, 3)],
)
def test_sizes_are_never_as_many_as_levels(width, copies, named):
    """Level 0 of the tiles would be taken for a whole copy of another size."""
    sizes = tuple((100 * n, 100 * n) for n in range(1, copies + 1))
    found = info(facts(width, width, copies=sizes, tile_size=512))
    assert len(found.get("sizes", ())) == named
    levels = len(found["tiles"][0]["scaleFactors"])
    assert len(found.get("sizes", ())) not in (levels, levels - 1) or not named


def test_without_tiles_the_largest_copy_is_the_image():
    found = info(facts(3000, 4000))
    assert (found["width"], found["height"]) == (1600, 2133)
    assert "tiles" not in found and "maxWidth" not in found


@pytest.mark.parametrize(
    ("width", "height", "factors"),
    [(100, 80, [1]), (512, 512, [1]), (513, 100, [1, 2]), (20000, 100, [1, 2, 4, 8, 16, 32, 64])],
)
def test_scale_factors(width, height, factors):
    assert scale_factors(facts(width, height, tile_size=512)) == factors


def base(page: DigitalObject) -> str:
    return f"/iiif/images/{page.image_id}"


def test_every_copy_that_is_listed_is_there(client):
    page = make_picture()
    found = client.get(f"{base(page)}/info.json").json()
    for size in found["sizes"]:
        response = client.get(f"{base(page)}/full/{size['width']},{size['height']}/0/default.jpg")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        picture = Image.open(io.BytesIO(response.content))
        assert picture.size == (size["width"], size["height"])
    assert client.get(f"{base(page)}/full/max/0/default.jpg").content == response.content


@pytest.mark.parametrize(
    "asked",
    [
        "full/401,533/0/default.jpg",
        "full/400,/0/default.jpg",
        "full/max/90/default.jpg",
        "full/max/0/gray.jpg",
        "full/max/0/default.png",
        "../../../etc/0/default.jpg",
        "0,0,7,7/7,7/0/default.jpg",
        "square/max/0/default.jpg",
    ],
)
def test_what_is_not_listed_is_not_there(client, asked):
    assert client.get(f"{base(make_picture())}/{asked}").status_code == 404


def test_the_base_address_leads_to_the_description(client):
    page = make_picture()
    response = client.get(base(page))
    assert (response.status_code, response["Location"]) == (303, f"{base(page)}/info.json")


def test_how_the_description_is_sent(client):
    response = client.get(f"{base(make_picture())}/info.json")
    assert response["Content-Type"].startswith("application/ld+json")
    assert response["Link"] == '<http://iiif.io/api/image/3/level0.json>;rel="profile"'


@pytest.mark.parametrize("image_id", ["1", "x" * 40, "0" * 40, "0" * 40 + "_r45", "a" * 400])
def test_unknown_images(client, image_id):
    for rest in ("/info.json", "/full/max/0/default.jpg"):
        assert client.get(f"/iiif/images/{image_id}{rest}").status_code == 404


def test_an_image_is_open_when_one_of_its_items_is(client):
    page = make_picture(make_item(is_public=False))
    assert client.get(f"{base(page)}/info.json").status_code == 404
    assert client.get(f"{base(page)}/full/max/0/default.jpg").status_code == 404
    make_picture(make_item())
    assert client.get(f"{base(page)}/full/max/0/default.jpg").status_code == 200


def test_tile_size_is_the_one_that_is_made():
    assert TILE_SIZE == 512
