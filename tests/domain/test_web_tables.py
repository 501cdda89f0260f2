"""Tables of web pages and mails as cells: what is seen, where it is seen, and never two numbers in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravenwits_desktop.domain.text import Decimal, parse_number
from ravenwits_desktop.domain.web_tables import read_page

MOST = 10_000


def tables(html):
    return list(read_page(html, MOST).tables)


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><td>1</td><th> 2&nbsp;345,5 </th></tr></table>", [["1", "2 345,5"]]),
        ("<table><tr><td>1<td>2<tr><td>3</table>", [["1", "2"], ["3"]]),  # ends left out
        ("<tr><td>1</td></tr>", [["1"]]),  # a table's own tag left out
        ("<table><tr><td colspan=2>a</td><td>b</td></tr></table>", [["a", "", "b"]]),
        (
            "<table><tr><td rowspan=2>a</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>",
            [["a", "1"], ["", "2"], ["3"]],
        ),
        (
            "<table><tr><td>1</td><td rowspan=2>a</td></tr><tr><td>2</td></tr><tr><td>3</td><td>b</td></tr></table>",
            [["1", "a"], ["2"], ["3", "b"]],
        ),
        ("<table><tr><td colspan=0>a</td><td colspan=x rowspan=-1>b</td></tr></table>", [["a", "b"]]),
        ("<table><tr><td><p>1</p></td><td><div><b>2</b></div></td></tr></table>", [["1", "2"]]),
        ("<table><tr><td>1<span> </span>234</td></tr></table>", [["1 234"]]),
        ("<table><tr><td>12<br>130</td><td><p>1</p><p>2</p></td></tr></table>", [["12\n130", "1\n2"]]),
        ("<table><tr><td>12,5<sup>1</sup></td><td><s>12</s> 130</td></tr></table>", [["12,5^1", "~12~ 130"]]),
        ("<table><style>td {1}</style><tr><td>1<script>2</script></td></tr></table>", [["1"]]),
        ("<table><tr style='display: none'><td>1</td></tr><tr><td>2</td></tr></table>", [["2"]]),
        ("<table><tr><td style='display:none'>1<td>2</td></tr></table>", [["2"]]),
        ("<table><tr><td>1<span style='DISPLAY:NONE'>9<b>9</b></span>2</td></tr></table>", [["12"]]),
        ("<table><!--[if mso]><tr><td>9</td></tr><![endif]--><tr><td>1</td></tr></table>", [["1"]]),
        ("<table><![if !x]><tr><td>1</td></tr><![endif]></table>", [["1"]]),
        ("<table><tr><td>x</td></tr><caption>c</caption></table>", [["x"]]),
    ],
)
def test_cells_stand_where_they_are_seen(html, rows):
    assert tables(html) == [rows]


def test_a_table_in_a_cell_is_a_table_of_its_own():
    page = read_page(
        "<p>Dear&nbsp;all,</p><table><tr><td>outer<table><tr><td>1</td><td>2</td></tr></table>after</td>"
        "<td>z</td></tr></table><p>Regards<br>Ana</p>",
        MOST,
    )
    assert list(page.tables) == [[["outer\nafter", "z"]], [["1", "2"]]]
    assert page.prose == "Dear all,\nRegards\nAna"
    assert not page.full


def test_what_is_hidden_ends_with_its_row_or_table():
    html = (
        "<table><tr style='display:none'><td>1<table><tr><td>9</td></tr></table></td></tr><tr><td>2</td></tr></table>"
    )
    assert tables(html) == [[["2"]]]
    html = "<table style='display:none'><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>"
    assert [table for table in tables(html) if table] == [[["2"]]]
    assert tables("<table><tr><td>1</td><td style='display:none'>9</tr><tr><td>2</table>") == [[["1"], ["2"]]]


def test_lines_of_preformatted_text_stay_lines():
    assert read_page("<pre>1\t2\n3</pre>and\n4", MOST).prose == "1\t2\n3\nand 4"


def test_no_more_is_read_than_was_asked_for():
    row = "<tr><td>1</td><td>2</td></tr>"
    assert not read_page(f"<table>{row * 10}</table>", 20).full
    assert read_page(f"<table>{row * 11}</table>", 20).full
    assert read_page("<table><tr>" + "<td colspan=200>1</td>" * 100, MOST).full
    assert read_page("<table><tr><td rowspan=200 colspan=200>1</td></tr>" + "<tr><td>1</td></tr>" * 100, MOST).full
    assert read_page("<table><tr><td>" * 100, MOST).full


def test_a_declaration_that_no_parser_takes_is_no_page():
    page = read_page("<table><tr><td>1</td></tr></table><![foo[ x ]]><table><tr><td>2</td></tr></table>", MOST)
    assert page.full or list(page.tables) == [[["1"]], [["2"]]]


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "<th>",
                "</td>",
                "</tr>",
                "</table>",
                "<p>",
                "</p>",
                "<br>",
                "<pre>",
                "</pre>",
                "<sup>",
                "<s>",
                "</s>",
                "<!--",
                "-->",
                "<![if",
                "<![x[",
                "<td\tstyle='display:none'>",
                "<tr\tstyle='display:none'>",
                "<td\trowspan=3>",
                "<td\tcolspan=3>",
                "<script>",
                "</script>",
                "1",
                "2,5",
                "&nbsp;",
                "&#x0;",
                "<",
                ">",
                "&",
                "hello",
                "<title>",
            ]
        ),
        max_size=40,
    )
)
def test_any_page_is_read(parts):
    page = read_page("".join(parts), 500)
    assert all(isinstance(cell, str) for table in page.tables for row in table for cell in row)


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: f"{value:.3f}"), min_size=2, max_size=4), st.data())
def test_numbers_that_are_parted_never_become_one(numbers, data):
    between = data.draw(st.sampled_from(["<br>", "</p><p>", "</div><div>", "<sup>", "<hr/>", "</li><li>", "<h1>"]))
    ((cell,),) = tables(f"<table><tr><td>{between.join(numbers)}</td></tr></table>")[0:1][0]
    assert parse_number(cell, Decimal.POINT) is None
