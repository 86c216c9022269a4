"""Tells the search the words for topics, target groups and languages, and which words mean the same."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = _("Vokabular")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from accounts.personal_data import OnErase, register_relation
        from search.query import Facet
        from search.registry import register_former, register_labels, register_synonyms
        from vocabulary import queries
        from vocabulary.models import FormerTag, FormerTopic, Language, SynonymGroup, TargetGroup, Topic, TopicTerm

        register_labels(Facet.TOPIC, queries.topic_labels)
        register_labels(Facet.TARGET_GROUP, queries.target_group_labels)
        register_labels(Facet.LANGUAGE, queries.language_labels)
        register_synonyms(queries.synonym_groups)
        register_former(Facet.TOPIC, queries.former_topics)
        register_former(Facet.TAG, queries.former_tags)
        for merged in (FormerTopic, FormerTag):
            register_relation(merged, "merged_by", ("name", "merged_at"), OnErase.KEEP)
        for words in (Topic, TopicTerm, SynonymGroup, TargetGroup, Language):
            for signal in (post_save, post_delete):
                signal.connect(queries.words_changed, sender=words, dispatch_uid="vocabulary.words_changed")
