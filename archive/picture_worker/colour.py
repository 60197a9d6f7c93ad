"""Colours: eight bits of sRGB on white, whatever the original holds."""

from __future__ import annotations

import pyvips

from .refusal import Refused

# Paper in the picture's own colour space; otherwise it is the highest value of every sample.
WHITE = {"cmyk": [0, 0, 0, 0], "lab": [100, 0, 0], "labs": [32767, 0, 0]}
PROFILE = "icc-profile-data"
CHANNELS = {1, 3, 4}
# Far enough apart to tell two colour spaces, few enough to cost nothing.
STEPS = (0, 64, 128, 192, 255)
SAME = 2  # of 255: what rounding may do


def public(picture: pyvips.Image) -> pyvips.Image:
    """Three bands of eight bits in sRGB. Without transparency: ink on a transparent ground would
    vanish on a dark page."""
    return to_srgb(on_white(picture))


def on_white(picture: pyvips.Image) -> pyvips.Image:
    highest = 65535 if picture.format == "ushort" else 255
    if picture.hasalpha():
        white = WHITE.get(picture.interpretation, [highest] * (picture.bands - 1))
        picture = picture.flatten(background=white, max_alpha=highest)
    if picture.bands not in CHANNELS or (picture.bands == 4 and picture.interpretation != "cmyk"):
        raise Refused("channels", channels=picture.bands)
    return picture


def to_srgb(picture: pyvips.Image) -> pyvips.Image:
    """By the profile; one that cannot be used is left aside, as browsers do."""
    if changes_colour(picture):
        converted = transformed(picture)
    elif picture.interpretation == "cmyk":
        converted = printed(picture)
    else:
        converted = picture.colourspace("srgb")
    return converted.cast("uchar").copy(interpretation="srgb")


def changes_colour(picture: pyvips.Image) -> bool:
    """Whether the profile can be used and is another than sRGB, found out on a few colours."""
    if not picture.get_typeof(PROFILE):
        return False
    probe = sample(picture.bands).copy(interpretation=picture.interpretation)
    if picture.format == "ushort":
        probe = (probe * 257).cast("ushort")
    probe = probe.copy()
    probe.set_type(pyvips.GValue.blob_type, PROFILE, picture.get(PROFILE))
    try:
        found = transformed(probe)
        return picture.bands != 3 or (found - sample(3)).abs().max() > SAME
    except pyvips.Error:
        return False


def sample(bands: int) -> pyvips.Image:
    """A row of colours, every combination of STEPS."""
    values = bytes(
        STEPS[at // len(STEPS) ** band % len(STEPS)]
        for at in range(len(STEPS) ** bands)
        for band in range(bands)
    )
    row = pyvips.Image.new_from_memory(values, len(values) // bands, 1, bands, "uchar")
    return row.copy(interpretation="srgb" if bands == 3 else "b-w")


def transformed(picture: pyvips.Image) -> pyvips.Image:
    return picture.icc_transform("srgb", embedded=True, intent="perceptual", depth=8)


def lab(samples: pyvips.Image) -> pyvips.Image:
    """CIE L*a*b* of 8 bits as a TIFF holds it (TIFF 6.0 § 23): L from 0 to 255, a and b signed."""
    ab = samples[1:3].copy(format="char")
    found = (samples[0] * (100 / 255)).bandjoin(ab).copy(interpretation="lab")
    return found.bandjoin(samples[3:]) if samples.bands > 3 else found


def printed(picture: pyvips.Image) -> pyvips.Image:
    """Inks without a profile: paper that each ink darkens, as browsers show it."""
    highest = 65535 if picture.format == "ushort" else 255
    paper = highest - picture
    return paper[:3] * paper[3] * (255 / highest**2) + 0.5
