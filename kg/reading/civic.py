"""Words that tell that a name is one of a body outside a council: charities, churches, unions, forums, services of health; and that it is one of a post."""

from __future__ import annotations

import re

CIVIC = re.compile(
    r"\b(?:Society|Institute|Network|Inspectorate|Ministry|Department\sfor|Cooperative|Church|Mosque|Youth\sParliament"
    r"|Youth\sCouncil|Children\sin\sCare\sCouncil|Forum|Club|Centre|Archdiocese|Synagogue|Voluntary|Carers|Mencap"
    r"|Barnardo['’]s|NSPCC|NASUWT|NEU|UNISON|Alliance|Consortium|Coalition|Collective|Campaign|Community\sInterest|CIC|CIO"
    r"|Mind|Home-Start|Homestart|Citizens\sAdvice|Parish|Fostering|Constabulary|Ambulance|Fire|Practice|Surgery|Clinic"
    r"|Nursery|Company)\b"
)
POST = re.compile(
    r"\b(?:Manager|Officer|Lead|Co-?ordinator|Director|Advis[eo]r|Administrator|Secretary|Support|Clerk|Assistant|Analyst)$"
)
