//! A preview of routing: where an enquiry would go. It changes nothing.

use axum::extract::State;
use causeway_core::{
    ChannelId, Faults, Reason, Timestamp, VisitorId,
    assignment::Destination,
    channel::{ChannelSettings, DisplayNameFormat},
    room::{Outlook, PlanStep},
    routing::{Draws, Rule},
    staffing::Skip,
};
use causeway_derive::Input;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    http::{
        management::channels::form::StickyForm,
        request::{
            json::Json,
            path::PathId,
            session::{ManageChannels, Permitted},
        },
    },
    wire::{
        field::{Count, Text},
        problem::{Problem, problem_sets},
        trace_step::TraceStepBody,
    },
};

/// The largest `draw` of a preview.
const DRAW_MAX: i64 = 1_000_000_000;

problem_sets! {
    /// Problems of a routing preview.
    pub(super) struct PreviewProblems = [
        MalformedJson, NotSignedIn, Forbidden, CrossSite, NotFound, RequestTimeout, PayloadTooLarge, UnsupportedMediaType,
        Invalid,
    ];
}

/// The enquiry to preview.
#[derive(Input)]
#[input(name = "RoutingQuestion")]
pub(super) struct Question {
    /// When the enquiry opens. The availability of staff is that of now, not of this time.
    at: Timestamp,
    /// The visitor's language. If left out, the language in the visitor's profile.
    language: Option<Text<1, 35>>,
    /// A visitor whose sticky binding and language apply.
    visitor_id: Option<VisitorId>,
    /// How many enquiries came to each percentage before. If left out, as many as really did; 0
    /// with a rule that isn't the channel's.
    draw: Option<Count<DRAW_MAX>>,
    /// A rule to try instead of the channel's.
    routing: Option<Rule>,
    /// A sticky setting to try instead of the channel's.
    sticky: Option<StickyForm>,
}

/// Where an enquiry would go.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoutingPreview)]
pub(super) struct PreviewBody {
    /// The service groups and chatbots in the order in which they would be tried.
    destinations: Vec<String>,
    /// The reasons, in sentences.
    trace: Vec<String>,
    /// What the rule decides, as data.
    decisions: Vec<TraceStepBody>,
    /// What would happen at each destination now.
    steps: Vec<StepBody>,
}

/// What would happen at one destination now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoutingStep)]
struct StepBody {
    /// A service group, a chatbot, or the person of the visitor's sticky binding.
    destination_id: String,
    /// The staff who could get the offer now, in order: all at the same time or one after the
    /// other.
    staff_ids: Vec<String>,
    /// Why no one can get the offer now. With `nobodyActive`, `language`, `notAnswering` or
    /// `removed` the destination is skipped. With `full` the enquiry waits until a person is free.
    skipped: Option<&'static str>,
}

impl From<PlanStep> for StepBody {
    fn from(PlanStep { target, ready }: PlanStep) -> Self {
        let skipped = ready.as_ref().err().map(|skip| skip.name());
        let staff_ids = ready
            .unwrap_or_default()
            .iter()
            .map(ToString::to_string)
            .collect();
        Self {
            destination_id: target.to_string(),
            staff_ids,
            skipped,
        }
    }
}

/// Preview where an enquiry would go
///
/// For example, on Monday at 09:05 in Hong Kong with language `fr`. Changes nothing.
#[utoipa::path(
    post, path = "/api/v1/channels/{id}/routing/preview", tag = "channels", operation_id = "previewChannelRouting",
    security(("session" = [])), params(("id" = String, Path, description = "A channel.")), request_body = Question,
    responses((status = 200, description = "The destination, and the reasons.", body = PreviewBody), PreviewProblems),
)]
pub(super) async fn of_channel(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    PathId(id): PathId<ChannelId>,
    Json(mut question): Json<Question>,
) -> Result<Json<PreviewBody>, Problem> {
    let found = app
        .store
        .channel(manager.workspace_id, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let mut settings = found.channel.settings;
    let changed = question
        .routing
        .as_ref()
        .is_some_and(|routing| *routing != settings.routing);
    settings.routing = question.routing.clone().unwrap_or(settings.routing);
    settings.sticky = question.sticky.take().map_or(settings.sticky, Into::into);
    // The shares of another rule count from zero.
    answer(&app, &manager, Some(id), &settings, &question, changed).await
}

/// Preview where an enquiry of a new channel would go
///
/// The same for a channel that does not exist yet. `routing` is required.
#[utoipa::path(
    post, path = "/api/v1/routing/preview", tag = "channels", operation_id = "previewRouting",
    security(("session" = [])), request_body = Question,
    responses((status = 200, description = "The destination, and the reasons.", body = PreviewBody), PreviewProblems),
)]
pub(super) async fn of_rule(
    State(app): State<App>,
    manager: Permitted<ManageChannels>,
    Json(mut question): Json<Question>,
) -> Result<Json<PreviewBody>, Problem> {
    let routing = question
        .routing
        .clone()
        .ok_or_else(|| Faults::one("/routing", Reason::Required))?;
    let settings = ChannelSettings {
        routing,
        sticky: question.sticky.take().map(Into::into).unwrap_or_default(),
        display_name_format: DisplayNameFormat::None,
        messages: causeway_core::channel::AutomaticMessages::default(),
        auto_close: causeway_core::channel::AutoClose::default(),
    };
    answer(&app, &manager, None, &settings, &question, true).await
}

async fn answer(
    app: &App,
    manager: &Permitted<ManageChannels>,
    channel_id: Option<ChannelId>,
    settings: &ChannelSettings,
    question: &Question,
    afresh: bool,
) -> Result<Json<PreviewBody>, Problem> {
    let named = settings.routing.destinations();
    let outlook = app
        .store
        .routing_outlook(
            manager.workspace_id,
            named,
            channel_id,
            question.visitor_id,
            question.at,
        )
        .await?;
    let mut faults = Faults::default();
    let known = |destination| match destination {
        Destination::Group(id) => outlook.staffing.iter().any(|known| known.group_id == id),
        Destination::Chatbot(id) => outlook.chatbots.iter().any(|known| known.chatbot_id == id),
        Destination::Staff(_) => false,
    };
    settings.routing.check("/routing", known, &mut faults);
    if question.routing.is_some() && !faults.is_empty() {
        return Err(faults.into());
    }
    let draws = match question.draw {
        Some(Count(draw)) => settings
            .routing
            .nodes_that_draw()
            .into_iter()
            .map(|node| (node, draw))
            .collect(),
        None if afresh => Draws::new(),
        None => outlook.draws.clone(),
    };
    let outlook = Outlook {
        settings,
        draws: &draws,
        engaged: outlook.engaged,
        bound: outlook.bound,
        staffing: &outlook.staffing,
        chatbots: &outlook.chatbots,
        people: &outlook.people,
    };
    let plan = outlook.plan(question.at);
    let language = match (&question.language, question.visitor_id) {
        (None, Some(id)) => {
            let visitor = app.store.visitor(manager.workspace_id, id).await?;
            visitor.and_then(|visitor| visitor.profile.language)
        }
        (language, _) => language.clone().map(Into::into),
    };
    let steps = outlook.steps(&plan, language.as_deref());
    Ok(Json(PreviewBody {
        destinations: plan
            .targets
            .iter()
            .filter(|target| target.staff().is_none())
            .map(ToString::to_string)
            .collect(),
        trace: trace_of(
            &outlook,
            plan.trace
                .iter()
                .map(|(step, _)| step.to_string())
                .collect(),
            &steps,
        ),
        decisions: plan
            .trace
            .into_iter()
            .map(|(step, _)| step.into())
            .collect(),
        steps: steps.into_iter().map(StepBody::from).collect(),
    }))
}

/// The sentences of the plan, and one for each destination.
fn trace_of(outlook: &Outlook<'_>, mut trace: Vec<String>, steps: &[PlanStep]) -> Vec<String> {
    for step in steps {
        let name = outlook.name(step.target);
        trace.push(match &step.ready {
            Ok(_) if step.target.chatbot().is_some() => format!("{name} would be asked now."),
            Ok(ready) => {
                let names: Vec<String> = ready
                    .iter()
                    .map(|staff_id| outlook.name(Destination::Staff(*staff_id)))
                    .collect();
                format!("{name} would be asked now: {}.", names.join(", "))
            }
            Err(Skip::Full) => format!("{name} would wait: {} now.", Skip::Full.reason()),
            Err(skip) => format!("{name} would be skipped: {}.", skip.reason()),
        });
    }
    if steps
        .iter()
        .all(|step| step.ready.as_ref().is_err_and(|skip| *skip != Skip::Full))
    {
        trace.push("No one would be asked: the enquiry would be missed.".to_owned());
    }
    trace
}
