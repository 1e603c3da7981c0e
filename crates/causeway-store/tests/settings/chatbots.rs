//! Chatbots in the store.

use std::time::Duration;

use causeway_core::{
    ChatbotId,
    assignment::Destination,
    chatbot::ChatbotSettings,
    event::Event,
    routing::Rule,
    source::{EndpointSignal, WebhookState},
};
use causeway_store::{
    ChannelChange, ChannelMove, ChatbotChange, NewChatbot, SealedCredential, WriteError,
};
use causeway_testkit::both_engines;

use super::{Business, START, business};

impl Business {
    fn sealed(&self, sealed: u8) -> SealedCredential {
        SealedCredential {
            id: self.moment.lock().unwrap().uuid(),
            sealed: vec![sealed],
        }
    }

    async fn try_add_chatbot(&self, name: &str) -> Result<ChatbotId, WriteError> {
        let new = NewChatbot {
            id: self.id(),
            name: name.to_owned(),
            webhook_url: "https://robin.example.com/".to_owned(),
            settings: ChatbotSettings::default(),
            secret: self.sealed(1),
        };
        self.store
            .create_chatbot(self.audit(), new)
            .await
            .map(|chatbot| chatbot.id)
    }
}

both_engines! { business =>
    async fn a_chatbot_is_added_changed_and_removed(business: Business) {
        let before = business.mark().await;
        let id = business.try_add_chatbot("Robin").await.unwrap();
        let added = business.store.chatbot(business.workspace_id, id).await.unwrap().unwrap();
        assert_eq!((added.name.as_str(), added.webhook_state, added.version), ("Robin", WebhookState::Healthy, 1));
        let change = ChatbotChange { answer_seconds: Some(45), ..ChatbotChange::default() };
        let changed = business.store.update_chatbot(business.audit(), id, Some(1), change.clone()).await.unwrap();
        assert_eq!((changed.settings.answer_seconds, changed.settings.quiet_minutes), (45, 60));
        assert_eq!((changed.name.as_str(), changed.version), ("Robin", 2));
        let late = business.store.update_chatbot(business.audit(), id, Some(1), change).await;
        assert!(matches!(late, Err(WriteError::VersionMismatch)), "{late:?}");
        business.store.remove_chatbot(business.audit(), id).await.unwrap();
        assert_eq!(business.store.chatbot(business.workspace_id, id).await.unwrap(), None);
        assert_eq!(business.store.chatbot_secrets(id, START).await.unwrap(), [], "its secret went with it");
        for action in ["chatbot.created", "chatbot.updated", "chatbot.removed"] {
            assert!(business.was_audited(action, id).await, "{action}");
        }
        let (events, _) = business.events_since(before).await;
        let updated = Event::ChatbotUpdated { chatbot_id: id };
        assert_eq!(events, [updated.clone(), updated, Event::ChatbotRemoved { chatbot_id: id }]);
    }

    async fn a_chatbots_name_is_taken_once(business: Business) {
        business.try_add_chatbot("Robin").await.unwrap();
        let refused = business.try_add_chatbot("Robin").await;
        assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
    }

    async fn a_chatbot_is_kept_while_a_channel_routes_to_it(business: Business) {
        let robin = business.try_add_chatbot("Robin").await.unwrap();
        let source = business.add_source("Shop", 1).await;
        let channel = business.add_channel("Shop chat", source, &[]).await;
        let routing = Some(Rule::Alternative { destinations: vec![Destination::Chatbot(robin)] });
        let change = ChannelChange { routing, ..ChannelChange::default() };
        business.store.update_channel(business.audit(), channel, None, change).await.unwrap();
        let refused = business.store.remove_chatbot(business.audit(), robin).await;
        let Err(WriteError::ChatbotInUse { channels }) = refused else { panic!("{refused:?}") };
        assert_eq!(channels, ["Shop chat"]);
        business.store.move_channel(business.audit(), channel, ChannelMove::Archive).await.unwrap();
        business.store.remove_chatbot(business.audit(), robin).await.unwrap();
    }

    async fn a_replaced_secret_signs_until_its_overlap_ends(business: Business) {
        let robin = business.try_add_chatbot("Robin").await.unwrap();
        let until = START.plus(Duration::from_mins(1));
        business.store.rotate_chatbot_secret(business.audit(), robin, business.sealed(2), until).await.unwrap();
        let sealed = async |at| {
            let secrets = business.store.chatbot_secrets(robin, at).await.unwrap();
            secrets.into_iter().map(|secret| secret.sealed[0]).collect::<Vec<_>>()
        };
        assert_eq!(sealed(START).await, [2, 1], "the present one first");
        assert_eq!(sealed(until).await, [2]);
        let shown = business.store.reveal_chatbot(business.audit(), robin).await.unwrap();
        assert_eq!(shown.sealed, [2]);
        for action in ["chatbot.secretRotated", "chatbot.revealed"] {
            assert!(business.was_audited(action, robin).await, "{action}");
        }
        let one_too_many = async {
            for sealed in 3..10 {
                business.store.rotate_chatbot_secret(business.audit(), robin, business.sealed(sealed), until).await?;
            }
            Ok(())
        };
        assert!(matches!(one_too_many.await, Err(WriteError::LimitReached { max: 5 })));
    }

    async fn a_new_address_is_spoken_to_whatever_the_old_one_did(business: Business) {
        let robin = business.try_add_chatbot("Robin").await.unwrap();
        let gone = |url: &str| {
            let moment = business.moment.lock().unwrap().clone();
            business.store.record_chatbot_signal(robin, url.to_owned(), EndpointSignal::Gone, Some("410".to_owned()), moment)
        };
        gone("https://robin.example.com/").await.unwrap();
        let state = async || {
            let chatbot = business.store.chatbot(business.workspace_id, robin).await.unwrap().unwrap();
            (chatbot.webhook_state, chatbot.failure_reason)
        };
        assert_eq!(state().await, (WebhookState::Stopped, Some("410".to_owned())));
        let url = "https://robin-2.example.com/".to_owned();
        let change = ChatbotChange { webhook_url: Some(url), ..ChatbotChange::default() };
        business.store.update_chatbot(business.audit(), robin, None, change).await.unwrap();
        assert_eq!(state().await, (WebhookState::Healthy, None));
        gone("https://robin.example.com/").await.unwrap();
        assert_eq!(state().await, (WebhookState::Healthy, None), "the last word of the old one");
    }
}
