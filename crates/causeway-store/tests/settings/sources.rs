use std::time::Duration;

use causeway_core::{
    Moment, SourceId,
    delivery::AttemptResult,
    event::Event,
    incoming::{Capabilities, IncomingMessage},
    room::{Accept, Conclude},
    source::{EndpointSignal, OutgoingEvent, WebhookState},
};
use causeway_store::{
    ChannelMove, ClaimLimits, Claimant, Claimed, LastDelivery, RoomKey, Signal, SourceChange,
    WebhookChange, WriteError,
};
use causeway_testkit::both_engines;
use serde_json::json;

use super::{Business, START, business};

impl Business {
    /// A visitor writes, and the channel's welcome is owed to the source.
    async fn visitor_writes(&self, source_id: SourceId) {
        let channel_id = self.add_channel("Chat", source_id, &[]).await;
        let body =
            json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "text", "text": "Hello" });
        let message = IncomingMessage::parse(&body, START).unwrap();
        let external_id = "u-1".to_owned();
        let room = RoomKey::Visitor {
            workspace_id: self.workspace_id,
            source_id,
            channel_id,
            external_id,
        };
        self.store
            .change_room(room, Accept::new(message), Moment::new(START, [1; 32]))
            .await
            .unwrap();
    }

    async fn claim(&self) -> Option<Claimed> {
        let limits = ClaimLimits {
            total: 1,
            per_source: 1,
            turn: 0,
        };
        let claimant = Claimant {
            node: Some(1),
            lease_until: START.plus(Duration::from_secs(20)),
        };
        self.store
            .claim_lanes(START, claimant, limits)
            .await
            .unwrap()
            .heads
            .pop()
    }
}

both_engines! { business =>
    async fn what_waited_for_a_dead_endpoint_goes_to_the_new_one_at_once(business: Business) {
        let id = business.add_source("Shop", 1).await;
        business.visitor_writes(id).await;
        let claimed = business.claim().await.unwrap();
        let result = AttemptResult::Gone;
        let conclude = Conclude { delivery_id: claimed.delivery_id, result, attempted_at: START, exchange: None };
        let moment = || Moment::new(START, [2; 32]);
        business.store.change_room(claimed.room(), conclude, moment()).await.unwrap();
        let reason = Some("it answered 410".to_owned());
        business.store.record_endpoint_signal(id, claimed.webhook_url.clone(), EndpointSignal::Gone, reason.clone(), moment()).await.unwrap();
        let source = business.store.source(business.workspace_id, id).await.unwrap().unwrap();
        assert_eq!((source.webhook_state, source.failure_reason), (WebhookState::Stopped, reason));
        assert!(matches!(source.last_delivery, Some(LastDelivery { at: START, ref state, reason: Some(_) }) if state == "due"));
        assert!(business.claim().await.is_none());

        let url = "https://new.example.com/".to_owned();
        let change = SourceChange { webhook: Some(WebhookChange::Set(url.clone())), ..SourceChange::default() };
        let source = business.store.update_source(business.audit(), id, None, change).await.unwrap();
        assert_eq!((source.webhook_state, source.failure_reason), (WebhookState::Healthy, None));
        let again = business.claim().await.unwrap();
        assert_eq!((again.delivery_id, again.webhook_url), (claimed.delivery_id, url));
        // The old endpoint's last word says nothing of the new one.
        business.store.record_endpoint_signal(id, claimed.webhook_url, EndpointSignal::Gone, None, moment()).await.unwrap();
        let source = business.store.source(business.workspace_id, id).await.unwrap().unwrap();
        assert_eq!(source.webhook_state, WebhookState::Healthy);
    }

    async fn a_source_reads_back_as_it_was_made(business: Business) {
        let new = business.new_source("Shop", 1);
        let source = business.store.create_source(business.audit(), new.clone()).await.unwrap();
        assert_eq!((source.id, source.name.as_str(), source.version), (new.id, "Shop", 1));
        assert_eq!(source.webhook_url.as_deref(), Some("https://chat.example.com/hook"));
        assert_eq!((source.webhook_state, source.failure_reason.clone()), (WebhookState::Healthy, None));
        assert_eq!(source.events, [OutgoingEvent::MessageCreated]);
        assert_eq!((source.capabilities.clone(), source.channel.clone()), (Capabilities::default(), None));
        assert_eq!((source.created_at, source.last_delivery.clone()), (START, None));
        assert_eq!(business.store.source(business.workspace_id, new.id).await.unwrap(), Some(source));
        assert_eq!(business.store.source(business.id(), new.id).await.unwrap(), None);
        assert!(business.was_audited("source.created", new.id).await);
    }

    async fn a_source_without_a_webhook_is_in_no_state_of_health(business: Business) {
        let mut new = business.new_source("Shop", 1);
        new.webhook_url = None;
        let source = business.store.create_source(business.audit(), new).await.unwrap();
        assert_eq!((source.webhook_url, source.webhook_state), (None, WebhookState::None));
    }

    async fn a_name_is_taken_once(business: Business) {
        business.add_source("Shop", 1).await;
        let refused = business.store.create_source(business.audit(), business.new_source("Shop", 2)).await;
        assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
        let other = business.add_source("Kiosk", 3).await;
        let change = SourceChange { name: Some("Shop".to_owned()), ..SourceChange::default() };
        let refused = business.store.update_source(business.audit(), other, None, change).await;
        assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
    }

    async fn a_new_endpoint_starts_healthy_and_its_lanes_are_called(business: Business) {
        let id = business.add_source("Shop", 1).await;
        business.signals.lock().unwrap().clear();
        let url = "https://new.example.com/".to_owned();
        let change = SourceChange { webhook: Some(WebhookChange::Set(url.clone())), ..SourceChange::default() };
        let changed = business.store.update_source(business.audit(), id, Some(1), change).await.unwrap();
        assert_eq!((changed.webhook_url, changed.version), (Some(url), 2));
        assert_eq!(*business.signals.lock().unwrap(), [Signal::Lane(id), Signal::Sources, Signal::Events]);
        let remove = SourceChange { webhook: Some(WebhookChange::Remove), ..SourceChange::default() };
        let late = business.store.update_source(business.audit(), id, Some(1), remove.clone()).await;
        assert!(matches!(late, Err(WriteError::VersionMismatch)), "{late:?}");
        let changed = business.store.update_source(business.audit(), id, Some(2), remove).await.unwrap();
        assert_eq!((changed.webhook_url, changed.webhook_state), (None, WebhookState::None));
    }

    async fn what_a_channel_can_do_is_remembered(business: Business) {
        let id = business.add_source("Shop", 1).await;
        let before = business.mark().await;
        let able = Capabilities { typing: false, text_length_max: Some(400), ..Capabilities::default() };
        business.store.set_capabilities(id, able.clone(), START).await.unwrap();
        let source = business.store.source(business.workspace_id, id).await.unwrap().unwrap();
        assert_eq!((source.capabilities, source.version), (able, 1));
        assert_eq!(business.events_since(before).await.0, [Event::SourceUpdated { source_id: id }]);
    }

    async fn a_source_that_no_channel_uses_goes_by_its_name_alone(business: Business) {
        let id = business.add_source("Shop", 1).await;
        let refused = business.store.remove_source(business.audit(), id, "shop".to_owned()).await;
        assert!(matches!(refused, Err(WriteError::Invalid(_))), "{refused:?}");
        business.add_channel("Shop chat", id, &[]).await;
        let refused = business.store.remove_source(business.audit(), id, "Shop".to_owned()).await;
        assert!(matches!(refused, Err(WriteError::SourceInUse)), "{refused:?}");
        let unused = business.add_source("Kiosk", 2).await;
        business.store.remove_source(business.audit(), unused, "Kiosk".to_owned()).await.unwrap();
        assert_eq!(business.store.source(business.workspace_id, unused).await.unwrap(), None);
        assert_eq!(business.store.source_by_token([2; 32], START).await.unwrap(), None);
        assert!(business.was_audited("source.removed", unused).await);
    }

    async fn a_source_of_archived_channels_goes_and_their_enquiries_stay(business: Business) {
        let id = business.add_source("Shop", 1).await;
        let channel = business.add_channel("Shop chat", id, &[]).await;
        business.store.move_channel(business.audit(), channel, ChannelMove::Archive).await.unwrap();
        business.store.remove_source(business.audit(), id, "Shop".to_owned()).await.unwrap();
        assert_eq!(business.store.source(business.workspace_id, id).await.unwrap(), None);
        assert!(business.store.sources(business.workspace_id, None, 10).await.unwrap().is_empty());
        assert_eq!(business.store.source_by_token([1; 32], START).await.unwrap(), None);
        let kept = business.store.channel(business.workspace_id, channel).await.unwrap().unwrap();
        assert_eq!(kept.channel.source_id, id);
        // It can't be removed twice, and its name is free.
        let again = business.store.remove_source(business.audit(), id, "Shop".to_owned()).await;
        assert!(matches!(again, Err(WriteError::NotFound)), "{again:?}");
        business.add_source("Shop", 3).await;
    }

    async fn a_page_shows_whose_a_source_is(business: Business) {
        let (first, second) = (business.add_source("A", 1).await, business.add_source("B", 2).await);
        let channel = business.add_channel("Chat", first, &[]).await;
        let sources = business.store.sources(business.workspace_id, None, 10).await.unwrap();
        let find = |id| sources.iter().find(|source| source.id == id).unwrap();
        assert_eq!(find(first).channel, Some((channel, "Chat".to_owned())));
        assert_eq!(find(second).channel, None);
        let after = business.store.sources(business.workspace_id, Some(first.max(second)), 10).await.unwrap();
        assert!(after.is_empty());
    }
}
