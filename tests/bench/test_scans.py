"""What the figures of scans rest on: a page that is drawn, the tasks that are measured."""

from PIL import Image

from tests.bench import scans
from tests.bench.scans import Cost, line, middle


def test_the_drawn_page_has_its_size_and_is_alike_in_every_run(tmp_path):
    for name in ("a.jpg", "b.jpg"):
        scans.draw(tmp_path / name, 900, 700)
    with Image.open(tmp_path / "a.jpg") as page:
        assert page.size == (900, 700) and page.format == "JPEG"
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()


def test_each_task_is_done_and_measured(tmp_path):
    scans.draw(tmp_path / "a.jpg", 900, 700)
    for task in scans.TASKS:
        found = scans.measured(task, tmp_path / "a.jpg", tmp_path)
        assert found.seconds > 0 and found.peak > 10
    assert (tmp_path / "tiles.zip").exists() and (tmp_path / "400.jpg").exists()


def test_a_line_compares_with_vips_or_says_that_it_does_not():
    assert middle([Cost(1, 9), Cost(3, 7), Cost(2, 8)]) == Cost(2, 8)
    compared = line("tiles", 100, Cost(2.2, 130.4), Cost(2, 118))
    assert compared.split() == ["tiles", "100", "2.20", "1.10", "130", "118"]
    assert line("thumbnail", 100, Cost(1, 40), None).split()[3:] == ["–", "40", "–"]
    assert len(compared) == len(scans.HEADING)
