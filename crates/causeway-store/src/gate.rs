//! The health gate of an endpoint, as sources and chatbots store it.

use causeway_core::{WorkspaceId, source::Gate};

use crate::db::{record, row};

row! {
    Gate {
        state = "webhook_state",
        failures,
        probe_at,
    }
}

/// The state of an endpoint's gate, and the workspace it belongs to.
pub(crate) struct Gated {
    pub(crate) gate: Gate,
    pub(crate) workspace_id: WorkspaceId,
}

row! {
    Gated {
        ..gate: Gate,
        workspace_id,
    }
}

record! {
    /// The new state of an endpoint's gate.
    pub(crate) GateChange(gate: Gate, reason: Option<&String>) {
        webhook_state: gate.state,
        failures: gate.failures,
        probe_at: gate.probe_at,
        failure_reason: reason,
    }
}
