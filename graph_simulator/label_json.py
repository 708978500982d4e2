from graph_simulator import retention_rules
from graph_simulator.calls import Call
from graph_simulator.clock import graph_time
from graph_simulator.model import Json, Label


def label_json(call: Call, label: Label, by: Json) -> Json:
    """An itemRetentionLabel (graph-examples/retentionlabel-get-response.json).

    What is allowed follows PUR's table; the label of a record is the site
    admin's, so its update is not said to be allowed.
    """
    definition, dials = label.definition, call.simulator.dials
    settings: Json = {
        "behaviorDuringRetentionPeriod": definition.behavior,
        "isDeleteAllowed": retention_rules.may_delete(label, dials),
        "isRecordLocked": label.is_locked,
        "isMetadataUpdateAllowed": retention_rules.may_edit_properties(label, dials),
        "isContentUpdateAllowed": retention_rules.may_edit_content(label),
        "isLabelUpdateAllowed": not definition.is_record,
    }
    return {
        "name": definition.name,
        "retentionSettings": settings,
        "isLabelAppliedExplicitly": label.explicit,
        "labelAppliedDateTime": graph_time(label.at),
        "labelAppliedBy": by,
    }
