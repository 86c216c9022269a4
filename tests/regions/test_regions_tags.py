"""What the map and the strip of 36 say to readers who see no colour, or nothing at all."""

from django.template import Context, Template

from regions.maps import district_map

KEYS = [shape.ags for shape in district_map().shapes]
MAINZ = KEYS.index("07315")


def rendered(source: str, **context: object) -> str:
    return Template("{% load regions_tags %}" + source).render(Context(context))


def stages(**at: int) -> list[str]:
    strip = [""] * 36
    for stage, place in at.items():
        strip[place] = stage
    return strip


def test_a_cell_tells_its_district_and_its_stage() -> None:
    assert "Stadt Mainz: läuft" in rendered("{% strip stages=stages %}", stages=stages(running=MAINZ))


def test_the_strip_is_read_as_one_sentence() -> None:
    html = rendered("{% strip stages=stages %}", stages=stages(running=1, stopped=2))
    assert 'aria-label="Stand in den 36 Kreisen: läuft 1, beendet 1"' in html


def test_stages_differ_in_height_not_only_in_colour() -> None:
    html = rendered("{% strip stages=stages %}", stages=stages(running=0, piloting=1, planning=2, interested=3))
    assert [f'height="{height}"' in html for height in (16, 12, 8, 4)] == [True] * 4


def test_the_large_strip_names_all_districts_and_has_a_legend() -> None:
    html = rendered("{% strip stages=stages large=True %}", stages=stages(planning=MAINZ))
    assert html.count("<title>") == 36
    assert "geplant 1" in html


def test_a_strip_for_other_districts_than_the_maps_stays_empty() -> None:
    assert "strip__cell--" not in rendered("{% strip stages=stages %}", stages=["running", "running"])


def test_districts_on_the_map_are_links_with_name_and_figure() -> None:
    values = [{"ags": "07315", "name": "Stadt Mainz", "url": "/kreise/mainz/", "count": 4}]
    html = rendered("{% district_map values=values %}", values=values)
    assert '<a href="/kreise/mainz/" aria-label="Stadt Mainz: 4">' in html
    assert html.count("<path") == 36


def test_the_map_can_be_jumped_over_only_where_it_holds_links() -> None:
    values = [{"ags": "07315", "url": "/kreise/mainz/"}]
    assert 'href="#danach"' in rendered("{% district_map values=values skip='danach' %}", values=values)
    assert 'href="#danach"' not in rendered("{% district_map mark='07315' skip='danach' %}")


def test_the_marked_district_stands_out() -> None:
    html = rendered("{% district_map mark='07315' label='Lage: Stadt Mainz' %}")
    assert html.count("map__district--marked") == 1
    assert 'role="img" aria-label="Lage: Stadt Mainz"' in html
