//! Steps of routing, for the routing history and the preview.

use causeway_core::trace::Step;
use serde::Serialize;
use serde_json::Value;
use utoipa::{
    ToSchema,
    openapi::schema::{Object, ObjectBuilder, Type},
};

/// A step of routing, as data and as a sentence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TraceStep)]
pub(crate) struct TraceStepBody {
    /// What happened, as a stable word.
    #[schema(schema_with = step_codes)]
    code: String,
    /// The names and numbers that belong to the code, as they were at that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, value_type = Object)]
    params: Option<Value>,
    /// The same as an English sentence.
    text: String,
}

fn step_codes() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(Step::CODES.iter().copied()))
        .examples(["pickedUp"])
        .build()
}

impl From<Step> for TraceStepBody {
    fn from(step: Step) -> Self {
        let mut data = serde_json::to_value(&step).unwrap_or_default();
        let code = data["code"].as_str().unwrap_or_default().to_owned();
        let params = data.get_mut("params").map(Value::take);
        Self {
            code,
            params,
            text: step.to_string(),
        }
    }
}
