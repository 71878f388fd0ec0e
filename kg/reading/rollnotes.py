"""What stands behind names in lists: notes in brackets, seats ("in the Chair"), and what ends a name."""

from __future__ import annotations

import re

from kg.reading.nameforms import GAP
from kg.reading.names import WORD, U
from kg.reading.roles import ORGANISATION

NOTE = re.compile(r"\s{0,3}\((?P<note>[^()]{1,160})\)|\s{1,3}\[(?P<note2>[^\[\]]{1,160})\]")
CHAIR = r"(?i:(?:vice[\s-]?chair(?:man|woman|person)?|deputy\schair(?:man)?|in\sthe\schair|co-?chair|chair(?:man|woman|person)?|presiding))\b(?!\sof\b|[^\S\n][A-Z])"
ELSEWHERE = re.compile(rf",\s[^,;\n()–]{{0,60}}?{ORGANISATION.pattern}")  # ", Chair, Northshire CCG": of something else
SEAT = re.compile(
    rf"\s?(?:[-–—,]\s?)?(?P<note>{CHAIR})|\s(?P<note2>(?:(?:as\s)?(?:an?\s)?(?:named\s)?[Ss]ubstitut\w+|deputising|representing|on\sbehalf|for(?=\s(?:Councillor|Cllr|Coun)\b)|from|until"
    rf"|joined|left|arrived|attended|via|virtually|remotely)\b[^,;\n()]{{0,80}})"
)
END = re.compile(
    rf"\s*(?:$|[,;:.()\[\]|/&*†‡#\n\t]|\band\b|\b(?:together|along)\swith\b|\bAND\b|[-–—](?:\s|$))|\s{{2,}}|{SEAT.pattern.replace('?P<note>', '').replace('?P<note2>', '')}"
)
OF_ALL = re.compile(
    r"\b(?:representatives|governors|observers|councillors|members|officers|co-?optees|substitutes)\b", re.IGNORECASE
)
MAYOR = re.compile(rf"(?:(?:Deputy|Lord|City|Elected|Executive)\s){{0,2}}Mayor{GAP}(?=[{U}])")
JOINED = re.compile(r"\s*(?:,|\band\b|&)\s*")
OF_BODY = re.compile(rf"{GAP}(?:{WORD}{GAP}){{0,3}}{ORGANISATION.pattern}")  # "Northshire Constabulary" is nobody's surname
PARAGRAPH = re.compile(r",[^\n]{0,290}\n[^\S\n]*\n\s*\Z")
SEPARATOR = re.compile(r"[,;\n\t|/&]|:-?\s|\band\b|\bAND\b|\b(?:together|along)\swith\b|\s{2,}|\s[-–—]\s")
SPACE = re.compile(
    r"(?:(?<=\n)\s{0,60}\d{1,2}(?:\s?[,&-]\s?\d{1,2}){0,4}(?=\s\s)|[\s,;&|/*•·‣▪◦●†‡#_]|\b(?:together|along)\swith\b|[-–—](?=\s)|:-?|\band(?:\s(?:from|of|by|on\sbehalf\sof))?\b|\bAND\b|\bthe\b(?!\sMayor))+"
)
