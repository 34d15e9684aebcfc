"""WCAG contrast of two colours written as `oklch(L% C H)`."""

import math
import re

COLOUR = re.compile(r"oklch\(\s*([\d.]+)%\s+([\d.]+)\s+([\d.]+)\s*\)")
DECLARED = re.compile(r"--([\w-]+):\s*(oklch\([^)/]*\))")
PAIR = re.compile(r"pair:\s*([\w-]+)\s+([\w-]+)\s+([\d.]+)")


def linear_rgb(colour: str) -> tuple[float, float, float]:
    """Return linear sRGB (0..1, clipped to what a screen shows) of an oklch colour (CSS Color 4, section 8.4)."""
    match = COLOUR.fullmatch(colour.strip())
    if match is None:
        raise ValueError(f"not an opaque oklch colour: {colour}")
    lightness, chroma, hue = float(match[1]) / 100, float(match[2]), math.radians(float(match[3]))
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return tuple(min(1.0, max(0.0, part)) for part in rgb)


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes(css: str) -> dict[str, dict[str, str]]:
    """Return the colour tokens of the light and the dark theme; dark inherits what it does not change."""
    light_part, _, dark_part = css.partition("prefers-color-scheme: dark")
    light = dict(DECLARED.findall(light_part))
    return {"light": light, "dark": light | dict(DECLARED.findall(dark_part))}


def pairs(css: str) -> list[tuple[str, str, float]]:
    """Return the declared pairs: (foreground, background, least ratio)."""
    return [(front, back, float(least)) for front, back, least in PAIR.findall(css)]
