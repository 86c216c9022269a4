"""The screens of a practice's form: three for the Kurzmeldung, five more for whoever wants to tell all of it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)

from bestpractice.forms import PracticeForm
from bestpractice.panels import ExampleField, GuidedForm, Screen

# The Kurzmeldung asks seven things at most; tests/bestpractice/test_short_form.py counts them.
SHORT = [
    Screen(
        [
            TitleFieldPanel(
                "title",
                classname="",
                placeholder=False,
                help_text=_("Was es ist, in einer Zeile: „Dolmetscherpool für Elterngespräche“."),
            ),
            FieldPanel("summary"),
            ExampleField(
                "starting_point",
                example=_(
                    "Elterngespräche fielen aus, weil niemand übersetzte. Jede Schule suchte selbst, im Schnitt drei "
                    "Wochen lang; oft übersetzten am Ende die Kinder."
                ),
            ),
        ],
        heading=_("Worum es geht"),
    ),
    Screen(
        [
            ExampleField(
                "what_we_did",
                example=_(
                    "Eine Stelle im Rathaus nimmt die Anfragen aller Schulen an und vermittelt geschulte "
                    "Ehrenamtliche. Zuerst mit drei Schulen und vier Sprachen, nach einem halben Jahr mit allen."
                ),
            ),
            ExampleField(
                "what_it_took",
                example=_(
                    "Eine halbe Stelle, 8.000 Euro im Jahr für Aufwandsentschädigungen, eine Schulung an zwei "
                    "Wochenenden und die Zusage des Schulamts."
                ),
            ),
        ],
        heading=_("Was Sie tun"),
    ),
    Screen([FieldPanel("contact"), FieldPanel("topics")], heading=_("Kontakt und Themen")),
]
FURTHER = [
    Screen(
        [
            FieldRowPanel([FieldPanel("status"), FieldPanel("since"), FieldPanel("until")], heading=_("Stand")),
            FieldPanel("municipality"),
            ExampleField(
                "goals",
                help_text=_("Woran würden Sie merken, dass es gelungen ist?"),
                example=_("Kein Elterngespräch fällt mehr aus, weil niemand übersetzt. Kinder übersetzen nicht mehr."),
            ),
            FieldPanel("target_groups"),
            InlinePanel(
                "steps",
                heading=_("Schritte"),
                label=_("Schritt"),
                help_text=_(
                    "In der Reihenfolge, in der Sie es heute machen würden. Zum Beispiel: „Bedarf abfragen“, 1. Monat; "
                    "„Ehrenamtliche schulen“, 2. und 3. Monat."
                ),
            ),
            ExampleField(
                "partners",
                help_text=_("Stellen und Vereine, keine Namen."),
                example=_("Schulamt, zwölf Schulen, Volkshochschule (Schulung), zwei Migrant:innenvereine (Werbung)."),
            ),
        ],
        heading=_("Ziele und Weg"),
        is_further=True,
    ),
    Screen(
        [
            FieldRowPanel(
                [FieldPanel("staff"), FieldPanel("staff_hours"), FieldPanel("staff_fte")], heading=_("Personal")
            ),
            FieldRowPanel([FieldPanel("cost_once"), FieldPanel("cost_per_year")], heading=_("Kosten")),
            ExampleField(
                "funding",
                help_text=_("Aus welchem Topf, bis wann, und was danach kommt."),
                example=_("Zwei Jahre aus dem Landesprogramm, seit 2025 im Haushalt der Stadt."),
            ),
            ExampleField(
                "legal_basis",
                help_text=_("Gesetz, Satzung, Beschluss oder Vereinbarung, wenn es eine gibt."),
                example=_("Beschluss des Stadtrats vom März 2024; Vereinbarung mit dem Schulamt über den Datenschutz."),
            ),
        ],
        heading=_("Aufwand"),
        is_further=True,
    ),
    Screen(
        [
            FieldPanel("key_result"),
            ExampleField(
                "results",
                help_text=_("Was ist heute anders als vorher, und für wen?"),
                example=_("320 Gespräche im Jahr statt 90. Die Schulen planen Elternabende wieder mit allen Eltern."),
            ),
            InlinePanel(
                "indicators",
                heading=_("Kennzahlen"),
                label=_("Kennzahl"),
                help_text=_("Zwei, drei Zahlen genügen. Zum Beispiel: Wartezeit, vorher 21, jetzt 3 Tage."),
            ),
            ExampleField(
                "evaluation",
                help_text=_("Wer hat wann wie hingesehen? Auch eine Umfrage unter zehn Beteiligten zählt."),
                example=_("Kurzer Fragebogen nach jedem Gespräch, jährlich mit den Schulen besprochen."),
            ),
        ],
        heading=_("Ergebnisse"),
        is_further=True,
    ),
    Screen(
        [
            ExampleField(
                "what_did_not_work",
                help_text=_(
                    "Und was Sie heute anders machen würden. Mitglieder des Netzes lesen es, alle anderen nur, "
                    "wenn Sie es unten erlauben."
                ),
                example=_(
                    "Der erste Anlauf ohne Schulung schlief ein: Nach vier Monaten war niemand mehr dabei. Heute "
                    "würden wir mit der Schulung beginnen und erst danach werben."
                ),
            ),
            ExampleField(
                "conditions",
                help_text=_("Ohne was ginge es nicht? Auch das lesen zunächst nur Mitglieder des Netzes."),
                example=_("Eine Person, die ans Telefon geht. Ein Schulamt, das die Schulen selbst anschreibt."),
            ),
            InlinePanel("requirements", heading=_("Voraussetzungen"), label=_("Voraussetzung")),
            FieldPanel("lessons_are_public"),
            ExampleField(
                "transfer_tips",
                help_text=_("Was würden Sie einem Kreis raten, der nächste Woche anfängt?"),
                example=_("Mit drei Schulen beginnen. Die Vorlage für die Vereinbarung übernehmen, sie ist geprüft."),
            ),
            PageChooserPanel("adapted_from", "bestpractice.PracticePage"),
        ],
        heading=_("Erfahrungen"),
        is_further=True,
    ),
    Screen(
        [
            InlinePanel(
                "materials",
                heading=_("Materialien"),
                label=_("Material"),
                help_text=_("Vorlagen und Leitfäden aus der Bibliothek, die beim Nachmachen helfen."),
            ),
            InlinePanel(
                "pictures",
                heading=_("Bilder"),
                label=_("Bild"),
                help_text=_("Nur Bilder, auf denen niemand ohne Einwilligung zu erkennen ist."),
            ),
            FieldPanel("image", heading=_("Titelbild")),
            FieldPanel("tags"),
            MultiFieldPanel([FieldPanel("slug")], heading=_("Adresse"), classname="collapsed"),
        ],
        heading=_("Anlagen"),
        is_further=True,
    ),
]

edit_handler = GuidedForm([*SHORT, *FURTHER], base_form_class=PracticeForm)
