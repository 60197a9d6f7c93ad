"""Contrast after WCAG, against values that others have computed."""

import pytest

from exhibits.contrast import INK_DARK, PAPER, contrast, lightened, luminance


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#00ff00", 2.91),
    ],
)
def test_known_ratios(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(("colour", "value"), [("#000000", 0), ("#ffffff", 1), ("#ff0000", 0.2126)])
def test_luminance(colour, value):
    assert luminance(colour) == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize("colour", ["#1f5f8b", "#000000", "#7a1f2b", "#00ff00", "#ffffff"])
def test_on_a_dark_ground_every_colour_becomes_legible(colour):
    assert contrast(lightened(colour), INK_DARK) >= 5.0


def test_a_colour_that_is_light_enough_stays():
    assert lightened("#ffcc00") == "#ffcc00"


def test_paper_and_ink_are_legible():
    assert contrast(PAPER, INK_DARK) > 15
