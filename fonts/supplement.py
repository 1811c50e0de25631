#!/usr/bin/env python3
"""Makes NotoSerifSupplement-Regular.otf: the traditional characters of Big5 level 1 and of this project's own words
that the Fandol faces lack, cut out of Noto Serif CJK HK (SIL Open Font License 1.1, see OFL.txt), so that Hong Kong
Chinese prints on a machine without a font of its own.

    pip install fonttools && python3 fonts/supplement.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = pathlib.Path(__file__).parent
NAME = "Noto Serif Supplement"


def level_1():
    """Big5 from A440 to C67E."""
    for high in range(0xA4, 0xC7):
        for low in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            try:
                yield ord(bytes([high, low]).decode("big5"))
            except (UnicodeDecodeError, TypeError):
                pass


def main(source):
    faces = TTCollection(source).fonts
    face = next(f for f in faces if f["name"].getDebugName(1) == "Noto Serif CJK HK")
    fandol = set(TTFont(HERE / "FandolFang-Regular.otf").getBestCmap())
    root = HERE.parent
    words = [*(root / "src/words").glob("*.rs"), *(root / "programmes").glob("*.toml")]
    written = {ord(c) for file in words for c in file.read_text("utf-8") if ord(c) > 0x2E80}
    wanted = (set(level_1()) | written) - fandol
    copyright = face["name"].getDebugName(0)
    options = subset.Options(layout_features=[], name_IDs=[], notdef_outline=True, desubroutinize=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(face)
    names = {0: copyright, 1: NAME, 2: "Regular", 3: "NotoSerifSupplement", 4: NAME, 6: "NotoSerifSupplement-Regular",
             13: "Licensed under the SIL Open Font License, Version 1.1.", 14: "https://scripts.sil.org/OFL"}
    face["name"].names = []
    for number, text in names.items():
        face["name"].setName(text, number, 3, 1, 0x409)
    top = face["CFF "].cff
    top.fontNames = ["NotoSerifSupplement-Regular"]
    top.topDictIndex[0].FamilyName = NAME
    top.topDictIndex[0].FullName = NAME
    face["head"].created = face["head"].modified = 3600000000
    face.recalcTimestamp = False
    out = HERE / "NotoSerifSupplement-Regular.otf"
    face.save(out)
    print(f"{out.name}: {len(wanted & set(face.getBestCmap()))} of {len(wanted)} characters, {out.stat().st_size} bytes")


main(sys.argv[1])
