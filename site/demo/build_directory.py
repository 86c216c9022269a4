"""Posts, organisations and offers of the example content."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from demo.content import Entry, read, read_all, turn
from demo.words import Words, relate
from directory.models import Location, Offer, Organisation, Post
from directory.models.freshness import CHECK_EVERY, GRACE
from regions.models import District, Postcode

ORGANISATIONS = 150
LANDWIDE_SEAT = "07315"  # the Land's bodies sit in its capital

HOURS = ["Mo–Do 9–12 Uhr, Do auch 14–17 Uhr", "Di und Do 9–16 Uhr", "Mo–Fr 8.30–12 Uhr"]
STREETS = {
    "office": ["Rathausplatz", "Am Kreishaus", "Ludwigstraße", "Schlossplatz"],
    "town": ["Marktstraße", "Bahnhofstraße", "Poststraße", "Gartenweg", "Rheinstraße", "Schulgasse", "Mühlweg"],
    "village": ["Hauptstraße", "Kirchweg", "Am Sportplatz", "Dorfstraße", "Lindenweg"],
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which organisation stands where: the entry, its district and town."""

    entry: Entry
    district: District
    town: str
    code: str  # area code
    number: int  # among all: decides street, telephone and freshness
    use: int  # how often the entry was used before: decides whose turn each of its texts is


def fill_posts(today: dt.date) -> None:
    """Posts that nobody has touched since the set-up; one that is kept already stays as it is."""
    districts = read("districts")
    for number, post in enumerate(
        Post.objects.select_related("district").filter(mailbox="", status=Post.Status.VACANT)
    ):
        entry = districts[post.district_id]
        post.status = entry["post"]
        post.mailbox = mailbox_of(post.district)
        post.phone = f"{entry['code']} 0000-10"
        post.meanwhile = entry.get("meanwhile", "")
        if post.status == Post.Status.FILLED:
            post.opening_hours = turn(
                ["Mo–Do 9–12 Uhr, Do auch 14–17 Uhr", "Di und Do 9–16 Uhr", "Mo–Fr 8.30–12 Uhr"], number
            )
        post.is_for_volunteers = True
        post.responsible_for = "Netzwerke und Runde Tische, gute Praxis, Weg zu Ämtern und Beratung."
        post.is_example = True
        check(post, number, today)
        post.save()


def mailbox_of(district: District) -> str:
    return f"integration.{district.slug}@example.org"


def build_directory(words: Words, today: dt.date) -> tuple[list[Organisation], list[Offer]]:
    """150 organisations with their offers, over all districts."""
    plans = list(_plans())
    organisations = [_organisation(plan, today) for plan in plans]
    Organisation.objects.bulk_create(organisations)
    relate(Organisation.topics, zip(organisations, (words.topics(plan.entry["topics"]) for plan in plans), strict=True))
    relate(
        Organisation.languages, zip(organisations, (words.languages(_languages(plan)) for plan in plans), strict=True)
    )

    locations = [_location(plan, organisation) for plan, organisation in zip(plans, organisations, strict=True)]
    Location.objects.bulk_create(locations)

    numbers = count()
    offers, entries, spoken, places = [], [], [], []
    for plan, organisation, location in zip(plans, organisations, locations, strict=True):
        for entry in plan.entry["offers"]:
            offers.append(_offer(entry, plan, organisation, next(numbers), today))
            entries.append(entry)
            spoken.append(words.languages(_languages(plan)))
            places.append([location])
    Offer.objects.bulk_create(offers)
    relate(Offer.topics, zip(offers, (words.topics(entry["topics"]) for entry in entries), strict=True))
    relate(
        Offer.target_groups,
        zip(offers, (words.target_groups(entry["target_groups"]) for entry in entries), strict=True),
    )
    relate(Offer.languages, zip(offers, spoken, strict=True))
    relate(Offer.locations, zip(offers, places, strict=True))
    return organisations, offers


def _plans() -> Iterator[Plan]:
    """Named organisations first, then each district in turn takes the next kind that it does not have yet."""
    entries = {entry["key"]: entry for entry in read_all("organisations")}
    landwide = [entry for entry in entries.values() if entry.get("is_landwide")]
    deck = _deck([entry for entry in entries.values() if not entry.get("is_landwide")])
    content = read("districts")
    districts = {district.ags: district for district in District.objects.all()}
    has: dict[str, list[Entry]] = {
        ags: [entries[key] for key in place.get("organisations", [])] for ags, place in content.items()
    }
    free = ORGANISATIONS - len(landwide) - sum(map(len, has.values()))
    takers = [ags for ags, already in has.items() if not already]
    for number in range(free):
        already = has[turn(takers, number)]
        chosen = next(entry for entry in deck if entry not in already)
        deck.remove(chosen)
        deck.append(chosen)
        already.append(chosen)
    has[LANDWIDE_SEAT] += landwide

    numbers = count()
    uses: Counter[str] = Counter()
    for ags, chosen_here in has.items():
        for position, entry in enumerate(chosen_here):
            town = content[ags]["towns"][0] if entry["street"] == "office" else turn(content[ags]["towns"], position)
            yield Plan(entry, districts[ags], town, content[ags]["code"], next(numbers), uses[entry["key"]])
            uses[entry["key"]] += 1


def _deck(entries: list[Entry]) -> list[Entry]:
    """Each entry as often as its weight says, spread evenly."""
    places = [
        ((turn_number + 0.5) / entry.get("weight", 1), position, entry)
        for position, entry in enumerate(entries)
        for turn_number in range(entry.get("weight", 1))
    ]
    return [entry for _place, _position, entry in sorted(places, key=lambda place: place[:2])]


def _organisation(plan: Plan, today: dt.date) -> Organisation:
    entry, number = plan.entry, plan.number
    organisation = Organisation(
        name=turn(entry["names"], plan.use).format(district=plan.district.full_name, place=plan.town),
        kind=entry["kind"],
        home_district=plan.district,
        description=turn(entry["descriptions"], plan.use),
        email=f"{entry['key'].replace('_', '-')}.{plan.district.slug}@example.org",
        phone=f"{plan.code} 0000-{11 + number % 80}",
        opening_hours=turn(entry["hours"], plan.use),
        is_example=True,
    )
    check(organisation, number, today)
    return organisation


def _location(plan: Plan, organisation: Organisation) -> Location:
    entry, number = plan.entry, plan.number
    postcodes = Postcode.objects.filter(district=plan.district, place=plan.town).order_by("postcode")
    return Location(
        organisation=organisation,
        street=f"{turn(STREETS[entry['street']], number)} {1 + number * 7 % 58}",
        postcode=turn([postcode.postcode for postcode in postcodes], number),
        place=plan.town,
        hide_address=entry.get("hide_address", False),
        is_accessible=number % 3 == 0,
    )


def _offer(entry: Entry, plan: Plan, organisation: Organisation, number: int, today: dt.date) -> Offer:
    offer = Offer(
        organisation=organisation,
        title=turn(entry["titles"], plan.use),
        summary=turn(entry["summaries"], plan.use),
        description=entry["description"],
        place="Ort nach Anruf" if plan.entry.get("hide_address") else "",
        is_accessible=plan.number % 3 == 0,
        times=turn(entry["times"], plan.use),
        cost=entry.get("cost", "kostenfrei"),
        is_free=entry.get("is_free", False),
        requirements=entry.get("requirements", ""),
        contact=f"{organisation.email}, Telefon {organisation.phone}",
        is_landwide=bool(plan.entry.get("is_landwide")),
        is_example=True,
    )
    check(offer, number, today)
    return offer


def _languages(plan: Plan) -> list[str]:
    spoken: list[str] = turn(plan.entry["languages"], plan.use)
    return spoken


def check(entry: Post | Organisation | Offer, number: int, today: dt.date) -> None:
    """Most were checked within half a year; every ninth is due, every thirteenth has been missed twice."""
    if number % 13 == 5:
        entry.checked_on = today - CHECK_EVERY - GRACE - dt.timedelta(days=10 + number % 40)
    elif number % 9 == 4:
        entry.checked_on = today - CHECK_EVERY - dt.timedelta(days=number % 30)
    else:
        entry.checked_on = today - dt.timedelta(days=number * 11 % 170)
    entry.checked_by = "Integrationsmanagement"
    entry.next_check_on = entry.checked_on + CHECK_EVERY
