from graph_simulator.clock import graph_time
from graph_simulator.model import Json, Label


def label_json(label: Label, by: Json) -> Json:
    """An itemRetentionLabel (graph-examples/retentionlabel-get-response.json).

    What is allowed follows the table of graph.md 7.2 [PUR]: content of a locked record and
    properties of a regulatory record are fixed, the label of a record is the site admin's.
    """
    definition = label.definition
    settings: Json = {
        "behaviorDuringRetentionPeriod": definition.behavior,
        "isDeleteAllowed": definition.delete_allowed,
        "isRecordLocked": label.is_locked,
        "isMetadataUpdateAllowed": not definition.is_regulatory,
        "isContentUpdateAllowed": not label.is_locked,
        "isLabelUpdateAllowed": not definition.is_record,
    }
    return {
        "name": definition.name,
        "retentionSettings": settings,
        "isLabelAppliedExplicitly": label.explicit,
        "labelAppliedDateTime": graph_time(label.at),
        "labelAppliedBy": by,
    }
