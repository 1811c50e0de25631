#!/usr/bin/env python3
"""Makes the faces of Hong Kong Chinese: the characters of Big5 level 1 and of this project's own words, cut out of
Noto Serif CJK HK and Noto Sans CJK HK (SIL Open Font License 1.1, see OFL.txt) and AR PL UKai HK (Arphic Public
License, see ARPHICPL.txt). What units write in simplified characters is drawn by the Fandol faces.

    apt-get install fonts-noto-cjk fonts-arphic-ukai && pip install fonttools
    python3 fonts/traditional.py /usr/share/fonts
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = pathlib.Path(__file__).parent
OFL = ("Licensed under the SIL Open Font License, Version 1.1.", "https://scripts.sil.org/OFL")
ARPHIC = ("Licensed under the Arphic Public License. Cut on 27 November 2026 to the characters of Big5 level 1 out of "
          "AR PL UKai HK 0.2.20080216.2, and named anew.", "https://www.freedesktop.org/wiki/Software/CJKUnifonts")
FACES = [("opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK HK", "Noto Serif Traditional", "Regular", OFL),
         ("opentype/noto/NotoSerifCJK-Bold.ttc", "Noto Serif CJK HK", "Noto Serif Traditional", "Bold", OFL),
         ("opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK HK", "Noto Sans Traditional", "Regular", OFL),
         ("truetype/arphic/ukai.ttc", "AR PL UKai HK", "UKai Traditional", "Regular", ARPHIC)]


def level_1():
    """Big5 from A140 to C67E: marks, letters and the common characters."""
    for high in range(0xA1, 0xC7):
        for low in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            try:
                yield ord(bytes([high, low]).decode("big5"))
            except (UnicodeDecodeError, TypeError):
                pass


def wanted():
    root = HERE.parent
    files = [*(root / "src/words").rglob("*.rs"), *(root / "programmes").glob("*.toml")]
    written = {ord(c) for file in files for c in file.read_text("utf-8") if ord(c) > 0xA0}
    return set(level_1()) | written | set(range(0x20, 0x7F)) | {ord(c) for c in "①②③④⑤⑥⑦⑧⑨⑩㎡〓"}


def cut(source, family, name, style, licence):
    face = next(f for f in TTCollection(source).fonts if f["name"].getDebugName(1) == family)
    short = f"{name.replace(' ', '')}-{style}"
    copyright = face["name"].getDebugName(0)
    cutter = subset.Subsetter(subset.Options(layout_features=[], name_IDs=[], notdef_outline=True, hinting=False))
    cutter.populate(unicodes=wanted())
    cutter.subset(face)
    names = {0: copyright, 1: name, 2: style, 3: short, 4: f"{name} {style}", 6: short, 13: licence[0], 14: licence[1]}
    face["name"].names = []
    for number, text in names.items():
        face["name"].setName(text, number, 3, 1, 0x409)
    if "CFF " in face:
        top = face["CFF "].cff
        top.fontNames = [short]
        top.topDictIndex[0].FamilyName = name
        top.topDictIndex[0].FullName = name
    face["head"].created = face["head"].modified = 3600000000
    face.recalcTimestamp = False
    out = HERE / f"{short}.{'otf' if 'CFF ' in face else 'ttf'}"
    face.save(out)
    print(f"{out.name}: {len(face.getBestCmap())} characters, {out.stat().st_size} bytes")


for file, *rest in FACES:
    cut(pathlib.Path(sys.argv[1]) / file, *rest)
