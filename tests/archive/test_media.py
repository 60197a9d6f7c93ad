"""Files: copies for everybody, originals for staff, nothing else for anybody."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.make import make_item, make_page_image, make_picture

CHECKSUM = "ab" * 64
COPIES = f"derivatives/ab/{CHECKSUM[:40]}"


@pytest.fixture
def kept(db):
    """Files of every kind in the store, and the page image to which they belong."""
    make_page_image(checksum=CHECKSUM)
    for name in (
        *(f"{COPIES}/400.jpg", f"{COPIES}/400.webp", "originals/ab/abc.jpeg"),
        *(f"{COPIES}/page.html", "derivatives/ab/loose.jpg", "health/x", "secret.jpg"),
    ):
        default_storage.save(name, ContentFile(b"content"))


@pytest.mark.parametrize(("name", "kind"), [("400.jpg", "image/jpeg"), ("400.webp", "image/webp")])
def test_copies_are_for_everybody_and_for_ever(kept, client, name, kind):
    response = client.get(f"/media/{COPIES}/{name}")
    assert response.getvalue() == b"content"
    assert response.headers["Content-Type"] == kind
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["curator", "translator-ja", "reviewer", "admin"])
def test_originals_are_for_staff(kept, log_in, name):
    response = log_in(name).get("/media/originals/ab/abc.jpeg")
    assert response.getvalue() == b"content"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", [None, "stranger"])
def test_originals_are_for_nobody_else(kept, client, log_in, name):
    reader = log_in(name) if name else client
    assert reader.get("/media/originals/ab/abc.jpeg").status_code == 404


OUTSIDE = [
    *("secret.jpg", "health/x", f"{COPIES}/page.html", COPIES, "", "derivatives/ab"),
    *("originals/ab", "originals", "originals/", "derivatives/../secret.jpg", "derivatives"),
    *("../secret.jpg", "..%2fsecret.jpg", "derivatives/..%2f..%2fsettings.py", "/etc/passwd"),
    *("%2fetc%2fpasswd", "derivatives/%00.jpg", "originals/..", "derivatives/.jpg", "a" * 5000),
    *("originals/%2e%2e/secret.jpg", "originals/./../secret.jpg", "\\secret.jpg", "%ff.jpg"),
    *("derivatives/" + "a/" * 3000 + "b.jpg", "originals/" + "b" * 300),
]


@pytest.mark.parametrize("name", OUTSIDE, ids=lambda name: name[:30])
@pytest.mark.parametrize("reader", ["curator", "stranger"])
def test_nothing_else_is_served(kept, log_in, reader, name):
    response = log_in(reader).get(f"/media/{name}")
    assert response.status_code in (400, 404)


def test_copies_of_an_item_that_is_not_public_are_for_staff(db, client, log_in):
    item = make_item()
    page = make_picture(item)
    addresses = [f"/media/{copy['name']}" for copy in page.derivatives]
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    item.is_public = False
    item.save()
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    response = log_in("curator").get(addresses[0])
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "start", ["derivatives//", "derivatives///", "derivatives/./", "/derivatives/"]
)
def test_no_other_spelling_of_an_address_leads_past_the_check(db, client, start):
    """A public picture stands beside it, whose checksum begins alike."""
    closed = make_picture(make_item(is_public=False))
    make_page_image(checksum=closed.checksum[:2] + "0" * 126)
    for copy in closed.derivatives:
        address = copy["name"].replace("derivatives/", start)
        assert client.get(f"/media/{address}").status_code in (400, 404)


def test_a_picture_that_a_public_item_shows_too_stays(db, client):
    page = make_picture(make_item(is_public=False))
    make_page_image(make_item(), checksum=page.checksum)
    assert client.get(f"/media/{page.derivatives[0]['name']}").status_code == 200


def test_a_copy_of_a_later_page_that_is_turned_is_served(db, client):
    make_page_image(checksum=CHECKSUM, page_index=2, rotation=90)
    name = f"derivatives/ab/{CHECKSUM[:40]}_2_r90/400.jpg"
    default_storage.save(name, ContentFile(b"content"))
    assert client.get(f"/media/{name}").getvalue() == b"content"
