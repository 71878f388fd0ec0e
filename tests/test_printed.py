"""The figures that a text prints: numbers that state a quantity, and none that name, number or date something."""

import pytest
from timing import assert_linear

from kg.reading.blocks import blocks
from kg.reading.printed import printed_figures, statements
from kg.text import Document


def figures(words, **how):
    span = Document.from_text(words).span
    return [str(number.span) for block in blocks(span) for one in statements(block) for number in printed_figures(one, **how)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("There were 12 children in 2016, £3,000 and 71.5% of them on 3 May 2016.", ["12", "£3,000", "71.5%"]),
        ("Twelve of the forty homes closed, a rate of 65.2 per 10,000.", ["Twelve", "forty", "65.2 per 10,000"]),
        ("The average wait was 14 weeks, and one in five waited longer.", ["14 weeks", "one in five"]),
        ("The board met 4 times; see paragraph 15, page 3 and Table 2.", ["4 times"]),
        ("Children aged 16 to 18 may ring 01234 567890 or write to AB1 2CD.", []),
        ("One boy said that one could wait.", []),
        ("Over the past two years, and in the next 6 months, little changes.", []),
        ("It fell over the past 4/5 years.", []),
        ("Numbers have doubled.", []),
        ("Eleven Housing and the One Team met with Eleven in May.", []),
        ("Eleven homes closed.", ["Eleven"]),
        ("Autumn term (Oct 18 - Aug 2019)", []),
        ("2.1 Adoption\tGood\t12", ["12"]),
        ("12 children\tGood", ["12"]),
        ("Of these 173 were aged 18 to 20 and 95 were aged 21 to 25.", ["173", "95"]),
        ("Those aged 16 and 17 are seen; 40 aged 18 or 19 had left.", ["40"]),
        ("Of those aged 11 to 15, 30% moved and 12 of the girls did.", ["30%", "12"]),
        ("Care leavers up to 25 living in the city pay nothing.", []),
        ("Young people until 21, and adults from 18 to 25, are helped.", []),
        ("The home takes people up to 25 miles away and up to 12 children.", ["12"]),
        ("It is given when they reach 18.", []),
        ("She turned 16 and left; once they are 18 they may stay.", []),
        ("Places reached 18 in May.", ["18"]),
        ("Attendance reached 18% and referrals reached 19 cases.", ["18%", "19"]),
        ("Two years ago it was 50, and 18 months earlier 44.", ["50", "44"]),
        ("It rose in each of the two years, and in the 12 months to May by 5%.", ["5%"]),
        ("It took two years.", ["two years"]),
        ("In the first ten weeks 51 children had been seen, and in days 3 families.", ["51", "3"]),
        ("See weeks 5 and 6 of the plan.", []),
        ("We counted 230 young people of 19 to 21 only; ours are of 17 to 21.", ["230"]),
        ("Children of eight and over may speak.", []),
        ("It is a group of 12 and 9 of them came.", ["12", "9"]),
        ("The nurse is at No 12, in the street. No 12 children came.", ["12"]),
        ("3/ Last minutes", []),
    ],
)
def test_figures_are_the_numbers_that_state_a_quantity(words, found):
    assert figures(words) == found


def test_the_pages_of_an_agenda_and_of_contents_are_no_figures():
    assert figures("Minutes of the meeting of 3 May 2016 3 - 10") == ["3 - 10"]
    assert figures("Minutes of the meeting of 3 May 2016 3 - 10", paged=True) == []
    assert figures("Report on 4 homes 17", paged=True) == ["4"]


@pytest.mark.parametrize("run", ["12 ", "1,", "two ", "| ", "£", "Oct 18 "])
def test_long_runs_take_linear_time(run):
    assert_linear(figures, run)
