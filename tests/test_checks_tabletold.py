"""Numbers that a sentence gives for a row or a column of the table beside it."""

import pytest

from kg.checks.grids import grids
from kg.checks.tabletold import tabletold
from kg.reading.blocks import blocks
from tests.test_checks import found, part_of
from tests.timing import assert_linear

STAFF = """Table 1 – Planned staffing (FTE)

Role\tNorth\tSouth\tCentral\tAll teams
Locality manager\t1.0\t1.0\t1.0\t3.0
Family support worker\t5.0\t6.0\t7.0\t18.0
Help assessor\t3.0\t6.0\t7.0\t16.0
Total\t9.0\t13.0\t15.0\t37.0

"""
AUDITS = """Table 1. Audit grades (number of children's records)

Grade\tAutumn 2020\tSpring 2021
Outstanding\t2\t3
Good\t21\t33
Requires improvement\t52\t44
Inadequate\t25\t10
Total\t100\t90

"""
PLACES = """Where children live, 31 March 2019 (children)

Type\tBoys\tGirls
Foster care\t112\t98
Residential home\t31\t22
With parents\t14\t17
Total\t157\t137

"""
APART = {
    f"{STAFF}The South team will have 14 posts and will be based in Conisbrough.": "14; 13.0",
    f"{STAFF}The Central team is to have 12 posts in all; it serves the town.": "12; 15.0",
    f"{STAFF}There will be 10 posts in the North.": "10; 9.0",
    f"{AUDITS}A further 39 records were judged to require improvement.": "39; 44",
    f"{AUDITS}In the autumn 28 records were inadequate.": "28; 25",
    f"{AUDITS}Auditors found 19 records good in the autumn.": "19; 21",
    f"{PLACES}Of all, 104 children live in foster care who are boys.": "104; 98",
    f"{PLACES}The girls are 142 children.": "142; 137",
}
ALIKE = [
    f"{STAFF}The South team will have 13 posts and will be based in Conisbrough.",
    f"{STAFF}The South team will have 16 desks.",
    f"{STAFF}The South team will have about 14 posts.",
    f"{STAFF}The South team has 14 posts at present, of which two are vacant.\n\nThe East team will have 11 posts.",
    f"{STAFF}The South and Central teams will have 28 posts.",
    f"{STAFF}The South team will lose 14 posts by 2030.",
    f"{AUDITS}A further 44 records were judged to require improvement.",
    f"{AUDITS}In the spring, 36 records were good or outstanding.",
    f"{AUDITS}Last year 39 records required improvement.",
    f"{AUDITS}We read 30 good records.",
    f"{AUDITS}Of the inadequate records, 12 were closed.",
    f"{PLACES}In foster care there are 210 children.",
    f"{PLACES}Eight children in foster care live with brothers or sisters.",
    f"{PLACES}Foster care was left by 100 children.",
]


@pytest.mark.parametrize(("text", "printed"), APART.items())
def test_a_number_that_the_table_has_otherwise_is_raised(text, printed):
    assert [(kind, said) for kind, said, _ in found(text)] == [("conflicting-figures", printed)]


@pytest.mark.parametrize("text", ALIKE)
def test_a_number_of_something_else_or_of_the_table_stays_silent(text):
    assert found(text) == []


@pytest.mark.parametrize("run", ["14 posts ", "South ", "the South team has 14 posts, ", ", 14 "])
def test_long_sentences_are_read_in_linear_time(run):
    def read(text):
        part = part_of(text)
        found = blocks(part.span)
        return list(tabletold(found, grids(part.span, found)))

    assert_linear(read, run, STAFF, length=4_000)
