"""What a filing or an undo itself changes, in sentences: code to Dutch and English."""

from collections.abc import Iterable, Mapping

FILING_LOSSES: Mapping[str, tuple[str, str]] = {
    "item_id": (
        "het document krijgt een nieuw technisch nummer (item-id)",
        "the document gets a new technical id (item id)",
    ),
    "author_and_dates_to_columns": (
        (
            "«gemaakt door», «gewijzigd door» en de datums van het item worden die van de app; "
            "de oorspronkelijke staan in kolommen"
        ),
        (
            "created by, modified by and the item's dates become those of the app; "
            "the original ones stand in columns"
        ),
    ),
    "last_change_to_columns": (
        "«gewijzigd door» en de datum daarvan worden die van de app; de oorspronkelijke staan in kolommen",
        "modified by and its date become those of the app; the original ones stand in columns",
    ),
    "version_authors_and_dates": (
        "wie welke versie maakte, en wanneer, staat alleen nog in het register",
        "who made which version, and when, stands in the register only",
    ),
    "links": (
        "deellinks naar het document werken niet meer; er staat een verwijzing",
        "sharing links to the document no longer work; a pointer stands there",
    ),
    "links_by_path": (
        "links die het oude pad noemen werken niet meer; er staat een verwijzing",
        "links that name the old path no longer work; a pointer stands there",
    ),
    "permissions": (
        "het document krijgt de rechten van het dossier",
        "the document gets the permissions of the dossier",
    ),
    "name": (
        "het document krijgt een andere naam, omdat de naam in het dossier bezet is",
        "the document gets another name, because its name is taken in the dossier",
    ),
    "name_if_taken": (
        "raakt de naam in het dossier intussen bezet, dan krijgt het document een andere",
        "where its name is taken in the dossier meanwhile, the document gets another one",
    ),
    "source_columns_to_register": (
        "de kolommen die het document had staan alleen nog in het register",
        "the columns that the document had stand in the register only",
    ),
    "extra_version": (
        (
            "de versiegeschiedenis krijgt versies waarin alleen de kolommen anders zijn; bewaart de "
            "bibliotheek er niet meer, dan vallen de oudste weg"
        ),
        (
            "the version history gets versions that differ in their columns only; where the library "
            "keeps no more of them the oldest go"
        ),
    ),
    "folder_becomes_dossier": (
        "de map die iemand maakte wordt een dossier (documentenset), met de kenmerken van een dossier",
        "the folder that someone made becomes a dossier (document set), with a dossier's columns",
    ),
    "narrower_audience": (
        "sommigen die het document nu kunnen zien, kunnen dat in het dossier niet meer",
        "some who can see the document now can no longer do so in the dossier",
    ),
}
UNDO_LOSSES: Mapping[str, tuple[str, str]] = {
    "item_id": FILING_LOSSES["item_id"],
    "author_and_dates": (
        (
            "«gemaakt door», «gewijzigd door» en de datums van het item worden die van de app; "
            "de oorspronkelijke staan in het register"
        ),
        (
            "created by, modified by and the item's dates become those of the app; "
            "the original ones are in the register"
        ),
    ),
    "version_authors_and_dates": FILING_LOSSES["version_authors_and_dates"],
    "last_change": (
        (
            "«gewijzigd door» en de datum daarvan worden die van de app; "
            "de oorspronkelijke staan in het register"
        ),
        "modified by and its date become those of the app; the original ones are in the register",
    ),
    "links": (
        "deellinks naar het document werken niet meer",
        "sharing links to the document no longer work",
    ),
    "extra_versions": (
        (
            "de versiegeschiedenis houdt de versies die het opnemen heeft toegevoegd; van wat in zijn "
            "bibliotheek bleef vallen de oudste weg als die er niet meer bewaart"
        ),
        (
            "the version history keeps the versions that filing added; of what stayed in its library "
            "the oldest go where that keeps no more of them"
        ),
    ),
    "own_permissions": (
        "rechten die alleen voor dit document golden keren niet terug",
        "permissions that were the document's own do not return",
    ),
    "columns_not_taken": (
        (
            "kenmerken die de oude bibliotheek niet (meer) aanneemt, zoals een hyperlink of een "
            "vervallen keuze, staan daarna alleen in het register"
        ),
        (
            "columns that the old library does not take (any more), such as a hyperlink or a choice "
            "that lapsed, stand in the register only"
        ),
    ),
    "columns_of_people": (
        "wat iemand in het dossier aan kolommen veranderde, staat daarna alleen in het register",
        "what someone changed of the columns in the dossier stands in the register only",
    ),
    "content_type_of_people": (
        "het inhoudstype dat iemand in het dossier koos staat daarna alleen in het register",
        "the content type that someone chose in the dossier stands in the register only",
    ),
    "versions_gone": (
        "versies die in het dossier niet meer staan keren niet terug",
        "versions that no longer stand in the dossier do not return",
    ),
    "pointer_of_people": (
        "de verwijzing, die iemand wijzigde of verplaatste, blijft staan en leidt nergens meer heen",
        "the pointer, which someone changed or moved, stays and leads nowhere any more",
    ),
    "name_of_people": (
        "de naam die iemand in het dossier gaf staat daarna alleen in het register",
        "the name that someone gave it in the dossier stands in the register only",
    ),
    "dossier_stays": (
        "het dossier blijft als er meer in ligt, of als iemand er iets aan veranderde",
        "the dossier stays where more lies in it, or where someone changed it",
    ),
    "source_label": (
        "het retentielabel dat het document had keert niet terug",
        "the retention label that the document had does not return",
    ),
}


def losses_told(
    codes: Iterable[str], sentences: Mapping[str, tuple[str, str]]
) -> list[dict[str, str]]:
    """Return each loss with its code and its sentences; one that older plans name is its own."""
    return [
        {"code": code, "nl": nl, "en": en}
        for code in codes
        for nl, en in [sentences.get(code, (code, code))]
    ]
